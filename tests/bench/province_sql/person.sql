-- Rows in comparison form (core.person): the true values with their errors, and only what the list
-- gives of them. A NIK that is no longer 16 plausible digits is in nik_digits alone.
create or replace table person as
with row_of as (
    select s.*, n.* exclude (pid),
        first_value(n.nik) over (partition by n.hid order by n.place) as head_nik,
        5 + floor(11 * draw(record_id, 'digit'))::int as spot,
        1 + floor(greatest(length(n.name) - 2, 1) * draw(record_id, 'letter'))::int as letter
    from spoilt s join named n using (pid)
),
numbered as (
    select *,
        case nik_kind
            when 'missing' then null when 'dummy' then null when 'temporary' then null
            when 'digit' then substr(nik, 1, spot - 1)
                || ((substr(nik, spot, 1)::int + 1 + floor(9 * draw(record_id, 'to'))::int) % 10)::varchar
                || substr(nik, spot + 1)
            when 'transp' then substr(nik, 1, spot - 1) || substr(nik, spot + 1, 1) || substr(nik, spot, 1)
                || substr(nik, spot + 2)
            when 'exc16' then substr(nik, 1, 15) || '0'
            when 'd15' then substr(nik, 1, spot - 1) || substr(nik, spot + 1)
            when 'd17' then substr(nik, 1, spot) || substr(nik, spot)
            when 'sci' then substr(nik, 1, 6) || '0000000000'
            when 'relative' then head_nik
            else nik
        end as typed,
        case name_kind
            when 'typo' then case floor(3 * draw(record_id, 'slip'))::int
                when 0 then substr(name, 1, letter) || substr(name, letter + 2)
                when 1 then substr(name, 1, letter) || substr('AEIOUNRSML',
                    1 + floor(10 * draw(record_id, 'other letter'))::int, 1) || substr(name, letter + 2)
                else substr(name, 1, letter - 1) || substr(name, letter + 1, 1)
                    || substr(name, letter, 1) || substr(name, letter + 2)
            end
            when 'drop' then split_part(name, ' ', 1)
            when 'joinsplit' then replace(name, ' ', '')
            when 'initial' then split_part(name, ' ', 1)
                || case when contains(name, ' ') then ' ' || substr(split_part(name, ' ', 2), 1, 1)
                        else '' end
            when 'nickname' then pick($called, draw(record_id, 'called'))
            else name
        end as written,
        case birth_kind
            when 'missing' then null when 'yearonly' then null when 'invalid' then null
            when 'default' then make_date(year(birth_date), 7, 1)
            when 'daymonth' then case when day(birth_date) <= 12
                then make_date(year(birth_date), day(birth_date), month(birth_date))
                else birth_date end
            when 'year' then birth_date - 365 * (1 + floor(2 * draw(record_id, 'years'))::int)
            else birth_date
        end as born,
        case kk_kind when 'missing' then null
            when 'digit' then substr(kk, 1, 14) || ((substr(kk, 15, 1)::int + 3) % 10)::varchar
                || substr(kk, 16)
            else case when "table" in ('dtks_art', 'usulan_desa') and draw(hid, 'old card') < 0.08
                then substr(kk, 1, 15) || ((substr(kk, 16, 1)::int + 5) % 10)::varchar else kk end
        end as card
    from row_of
),
shown as (
    select n.*, g.* exclude ("table"),
        nik_kind is null or nik_kind in ('digit', 'transp', 'relative') as whole
    from numbered n join gives g using ("table")
)
select
    record_id,
    case "table" when 'usulan_desa' then 'usulan-desa' when 'dtks_art' then 'dtks'
        when 'dtsen_anggota' then 'dtsen' else "table" end as source,
    "table",
    case when whole and length(typed) = 16 then typed end as nik,
    typed as nik_digits,
    case when typed is null then 'missing' when nik_kind = 'exc16' then 'rounded'
        when nik_kind = 'sci' then 'scientific' when length(typed) < 16 then 'short'
        when length(typed) > 16 then 'long' else 'ok' end as nik_status,
    case when has_kk then card end as kk,
    written as nama, written as name_std, written as name_folded,
    array_to_string(list_sort(string_split(written, ' ')), ' ') as name_sorted,
    replace(written, ' ', '') as name_joined,
    case when has_sex then sex end as sex,
    case when has_birth then born end as birth_date,
    case when has_birth then case when birth_kind = 'yearonly' then year(birth_date)
        else year(born) end end as birth_year,
    coalesce(has_birth and strftime(born, '%d%m') in ('3112', '0107', '0101'), false)
        as birth_default,
    case when draw(record_id, 'mother') < has_mother then mother end as mother,
    case when has_village then village_code end as village_code,
    case when has_street then street end as street,
    case when draw(record_id, 'house no') < has_house then house_no end as house_no,
    case when has_rt then rt end as rt,
    case when has_rw then rw end as rw,
    case when has_kk and card is not null then 'kk:' || card end as family_key,
    case when "table" = 'dtks_art' then record_id end as register_id,
    false as dead,
    -- what the judge needs
    pid, hid, nik_kind is not null as bad
from shown;
