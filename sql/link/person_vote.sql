-- What ties this period's clusters to last month's persons: the same row, the same register number,
-- the same NIK with the same name, the same name and birth date in the same village.
with now as (
    select c.cluster, p.* from person_cluster c join core.person p using (record_id)
),
before as (
    select rp.person_id as old_id, p.*
    from previous.link.record_person rp join previous.core.person p using (record_id)
)
select cluster, old_id, 3.0 * count(*) as weight
from now join before using (record_id) group by all
union all
select now.cluster, before.old_id, 2.0 * count(distinct now.record_id)
from now join before on now."table" = before."table" and now.register_id = before.register_id
where now."table" = 'dtks_art' group by all
union all
select cluster, old_id, 2.0
from (select distinct cluster, nik, name_sorted from now where nik is not null) n
join (select distinct old_id, nik, name_sorted from before where nik is not null) b
    using (nik, name_sorted)
group by all
union all
select cluster, old_id, 1.0
from (select distinct cluster, name_sorted, birth_date, village_code from now) n
join (select distinct old_id, name_sorted, birth_date, village_code from before) b
    using (name_sorted, birth_date, village_code)
group by all
order by all;
