-- Findings that still stand, by kind and subtype.
select kind, subtype, count(*) as flags
from out.flag
where state <> 'resolved' and subtype is not null
group by kind, subtype
order by kind, flags desc, subtype
