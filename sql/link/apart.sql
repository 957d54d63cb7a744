-- Scored pairs that are never joined by themselves; a reviewer may join them.
-- Twins: the same birth date in two sound NIKs, neighbouring serials, another name. A slip in the
-- serial *and* in the name is rarer than a twin whose papers are missing. On a default birth date
-- (1 July, 31 December) strangers share all but the serial, so there any other name is another person.
-- Relatives: the same whole NIK, but another name and a birth date that is not even near (or none,
-- and a name that is nothing alike): one of them was given a relative's NIK. A number that lacks
-- digits is weighed like any other fact: all of this is about two whole numbers.
-- Namesakes: two sound NIKs with different dates, no birth date to tell otherwise, no KK in common.
-- Owners: a meter or a vehicle whose owner's sound NIK is another number belongs to somebody else of
-- that name.
with pair as (
    select
        p."left", p."right", l.nik_cmp as nik_l, r.nik_cmp as nik_r,
        l.nik_ok and r.nik_ok as sound,
        l.birth_default or r.birth_default as default_birth,
        l.name_sorted <> r.name_sorted as unequal_name,
        l.name_sorted <> r.name_sorted
            and not list_has_all(l.tokens, r.tokens) and not list_has_all(r.tokens, l.tokens)
            as other_name,
        jaro_winkler_similarity(l.name_joined, r.name_joined) < 0.82
            and l.name_first <> r.name_first as unlike_name,
        l.personal = 0 or r.personal = 0 as of_owner,
        not list_has_any(l.kks, r.kks) as other_family,
        l.birth is null or r.birth is null as no_birth,
        coalesce(
            hamming(l.birth, r.birth) > 2 and abs(l.birth_year - r.birth_year) > 1, false
        ) as far_birth
    from scored p
    join linkage.node l on l.entity_id = p."left"
    join linkage.node r on r.entity_id = p."right"
    where length(l.nik_cmp) = 16 and length(r.nik_cmp) = 16
)
select "left", "right"
from pair
where (sound and nik_l <> nik_r and substr(nik_l, 1, 12) = substr(nik_r, 1, 12) and (
           (other_name and abs(substr(nik_l, 13, 4)::int - substr(nik_r, 13, 4)::int) <= 3)
           or (default_birth and unequal_name)
       ))
   or (sound and no_birth and other_family and substr(nik_l, 7, 6) <> substr(nik_r, 7, 6)
       and damerau_levenshtein(nik_l, nik_r) > 1)
   or (of_owner and sound and substr(nik_l, 7, 10) <> substr(nik_r, 7, 10)
       and damerau_levenshtein(nik_l, nik_r) > 1)
   or (nik_l = nik_r and other_name
       and (far_birth or (no_birth and unlike_name)))
order by 1, 2;
