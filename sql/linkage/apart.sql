-- Scored pairs that are never joined by themselves; a reviewer may join them. An owner who gives no
-- number meets none of these rules.
with scored as (
    select distinct
        least(entity_id_l, entity_id_r) as "left",
        greatest(entity_id_l, entity_id_r) as "right",
        case when to_spine then entity_id_l end as candidate_of
    from linkage.weighed
    where weight >= $least_weight
),
pair as (
    select
        p."left", p."right", l.nik_cmp as nik_l, r.nik_cmp as nik_r,
        l.nik_ok and r.nik_ok as sound,
        coalesce(l.nik_cmp = r.nik_cmp and length(l.nik_cmp) >= 14, false) as same_nik,
        l.birth_default or r.birth_default as default_birth,
        l.name_joined <> r.name_joined and l.name_sorted <> r.name_sorted as unequal_name,
        -- a gap in a name or an initial is no other name
        l.name_joined <> r.name_joined and l.name_sorted <> r.name_sorted
            and not shortened(l.tokens, r.tokens) and not shortened(r.tokens, l.tokens)
            as other_name,
        jaro_winkler_similarity(l.name_joined, r.name_joined) < $name_unlike
            and l.name_first <> r.name_first
            and case when l.nik_cmp = r.nik_cmp
                then damerau_levenshtein(l.name_joined, r.name_joined) > 1 else true
            end as unlike_name,
        coalesce(l.sex <> r.sex, false) as other_sex,
        l.personal = 0 or r.personal = 0 as of_owner,
        not list_has_any(l.kks, r.kks) as other_family,
        l.birth is null or r.birth is null as no_birth,
        -- not even near: more than a slip of two digits, of the year, or of day and month
        coalesce(not (
            hamming(l.birth, r.birth) <= 2
            or (substr(l.birth, 5) = substr(r.birth, 5) and abs(l.birth_year - r.birth_year) <= 10)
            or (l.birth_year = r.birth_year and (
                substr(l.birth, 5, 2) in (substr(r.birth, 5, 2), substr(r.birth, 7, 2))
                or substr(l.birth, 7, 2) = substr(r.birth, 7, 2)
            ))
            or (default_birth and abs(l.birth_year - r.birth_year) <= 2)
        ), abs(l.birth_year - r.birth_year) > 2, false) as far_birth,
        coalesce(abs(l.birth_year - r.birth_year) >= $generation and hamming(l.birth, r.birth) > 2, false)
            as other_generation,
        list_has_any(l.lists, r.lists) as same_list,
        (l."table" = 'usulan_desa' or r."table" = 'usulan_desa')
            and not same_list
            and not other_family
            and coalesce(jaro_winkler_similarity(l.mother, r.mother) >= $mother_same, false)
            as owner_by_family
    from scored p
    join linkage.node l on l.entity_id = p."left"
    join linkage.node r on r.entity_id = p."right"
    where l.personal + r.personal = 2 or (l.nik_cmp is not null and r.nik_cmp is not null)
),
-- rows next to Dukcapil's people of the same birth date
beside as (
    select
        p."left", p."right", o.entity_id as row_id, c.entity_id as civil_id, c.birth, c.kks,
        o.name_std = c.name_std as very_name, o.nik_cmp as nik, c.nik_cmp as civil_nik
    from scored p
    join linkage.node o on o.entity_id = p.candidate_of
    join linkage.node c
        on c.entity_id = case when p."left" = p.candidate_of then p."right" else p."left" end
    where o.personal = 1 and o.birth = c.birth
)
select "left", "right"
from pair
where
    -- Twins: the same birth date in two sound NIKs, neighbouring serials, another name. A slip in
    -- the serial *and* in the name is rarer than a twin whose papers are missing. A name nothing
    -- alike is another person whatever the serials. On a default birth date (1 July, 31 December)
    -- strangers share all but the serial, so there any other name is another person.
    (sound and nik_l <> nik_r and nik_front(nik_l) = nik_front(nik_r) and (
        (other_name and (
            unlike_name or abs(nik_serial(nik_l) - nik_serial(nik_r)) <= $twin_serials
        ))
        or (default_birth and unequal_name)
    ))
    -- Namesakes: two sound NIKs with different dates and no birth date to say otherwise, of two
    -- families or of two names.
    or (sound and no_birth and (other_family or unequal_name)
        and nik_date(nik_l) <> nik_date(nik_r) and damerau_levenshtein(nik_l, nik_r) > 1)
    -- Owners: a meter or a vehicle whose owner's sound NIK is another number belongs to someone
    -- else of that name.
    or (of_owner and sound and nik_back(nik_l) <> nik_back(nik_r)
        and damerau_levenshtein(nik_l, nik_r) > 1)
    -- Relatives: the same NIK, but another name and a birth date that is not even near: one of them
    -- was given a relative's NIK. Where a date is missing the name must be quite different, and a
    -- village row in the family of the NIK's owner, by KK and mother, may still be the owner under
    -- a nickname, unless its list names the owner too. A number cut off before its serial is
    -- weighed like any other fact.
    or (same_nik and other_name
        and (far_birth or (no_birth and unlike_name and not owner_by_family)))
    -- Wives under name and NIK of their husbands: sex and birth date differ.
    or (same_nik and other_sex and (far_birth or other_name))
    -- Father and son: in one family, born a dozen years apart and more, by more than a slip.
    or (coalesce(nik_l <> nik_r, true) and other_generation and not other_family and not of_owner)
    -- Twice in a list that names each person once: two names, and no NIK to say that they are one.
    or (coalesce(nik_l <> nik_r, true) and same_list and unequal_name)
union
-- The other twin: of two Dukcapil people of one family and birth date one has a row's name to the
-- letter. A slip that makes exactly another's name of one's own is rarer than none, so the row is
-- not the other's unless its NIK says so.
select rival."left", rival."right"
from beside named
join beside rival
    on rival.row_id = named.row_id and rival.civil_id <> named.civil_id
    and rival.birth = named.birth and list_has_any(rival.kks, named.kks)
where named.very_name
    and not rival.very_name
    and coalesce(
        damerau_levenshtein(rival.nik, rival.civil_nik)
        >= damerau_levenshtein(named.nik, named.civil_nik), true
    )
order by 1, 2
