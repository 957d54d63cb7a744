-- How sure the standing findings are, and which of them call for review whatever the threshold.
select confidence, needs_review, count(*) as number
from out.flag
where state <> 'resolved'
group by confidence, needs_review
order by confidence, needs_review
