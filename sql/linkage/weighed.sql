-- Pairs with the level that each comparison reached and their weight in bits: the prior, what each
-- level weighs, and, where names are equal, how much rarer than the average that very name is. It is
-- Splink's sum (tests compare the two). Pairs that weigh less than `$least_kept` are forgotten.
with pair as (
    select
        p.*,
        list_has_any(l.lists, r.lists) as same_list, -- one list names both
        r.spine = 1 as to_spine, -- the right one is a Dukcapil person
        case p.name
            when $name_sorted_level then 'name_sorted' when $name_first_level then 'name_first'
        end as part,
        case p.name
            when $name_sorted_level then l.name_sorted when $name_first_level then l.name_first
        end as value,
        case p.name
            when $name_sorted_level then $name_sorted_average::double
            when $name_first_level then $name_first_average::double
        end as average
    from pair_level p
    join linkage.node l on l.entity_id = p.entity_id_l
    join linkage.node r on r.entity_id = p.entity_id_r
),
weighed as (
    select
        c.* exclude (part, value, average),
        $prior + $nik[c.nik + 1] + $name[c.name + 1] + $birth[c.birth + 1] + $sex[c.sex + 1]
        + $family[c.family + 1] + $place[c.place + 1]
        + coalesce(log2(c.average) - log2(greatest(s.share, $rarest)), 0) as weight
    from pair c left join linkage.name_share s using (part, value)
)
select $round as round, *
from weighed
where weight >= $least_kept
