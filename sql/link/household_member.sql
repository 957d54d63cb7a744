-- Members by which a household's id is followed: its persons.
select 'before' as month, person_id as member, person_id as counted, household_id as id
from previous.link.person_household
union all
select 'today', person_id, person_id, household_id from link.person_household
