-- The rules behind each kind of flag with their legal basis, as they were in this run.
select distinct kind, rule, legal_basis, version
from out.rule
where kind <> 'criterion' and in_force
order by kind, rule
