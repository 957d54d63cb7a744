-- Lists that count as population lists and so propose nobody, village by village. `persons` are
-- those of the village's living people in Dukcapil whom the lists name, counted once a file.
select
    l.village_code,
    coalesce(any_value(v.label), l.village_code) as village,
    sum(l.covered)::bigint as persons,
    max(l.population)::bigint as population,
    list(l.file order by l.file) as files
from out.village_list as l
left join out.village as v using (village_code)
where l.population_list and not l.proposes
group by l.village_code
order by l.village_code
