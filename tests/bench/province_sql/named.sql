-- Names, numbers and cards. Names come folded already. A third of the tokens are rare ones, so that
-- names do not collide more in four million people than they do in a regency; a serial number counts
-- the people of one sex, birth date and district, so twins are neighbours.
create or replace table named as
with spoken as (
    select *,
        case sex when 'L' then pick($men, draw(pid, 'first') ** 2)
            else pick($women, draw(pid, 'first') ** 2) end as common_first,
        pick($second, draw(pid, 'second') ** 1.6) as common_second,
        pick($rare, draw(pid, 'rare')) as rare_first,
        pick($rare, draw(pid, 'rare second')) as rare_second
    from citizen
),
called as (
    select *,
        case when draw(pid, 'is rare') < 0.3 then rare_first else common_first end
        || case when draw(pid, 'single') < case when year(birth_date) < 1980 then 0.4 else 0.1 end
                then '' when draw(pid, 'second rare') < 0.35 then ' ' || rare_second
                else ' ' || common_second end as name
    from spoken
),
numbered as (
    select *,
        replace(substr(village_code, 1, 8), '.', '') as district,
        strftime(birth_date, '%d%m%y') as born,
        row_number() over (
            partition by substr(village_code, 1, 8), birth_date, sex order by pid
        ) as serial
    from called
),
card as (
    select hid,
        replace(substr(min(village_code), 1, 8), '.', '') || strftime(min(card_date), '%d%m%y')
        || lpad((row_number() over (
            partition by substr(min(village_code), 1, 8), min(card_date) order by hid
        ))::varchar, 4, '0') as kk,
        any_value(name) filter (place = 0) as head_name,
        any_value(name) filter (sex = 'P' and place < 2) as wife_name
    from numbered group by hid
)
select
    pid, hid, place, village_code, wealth, birth_date, sex, rt, rw, street, house_no, name,
    district
    || lpad(((substr(born, 1, 2))::int + case sex when 'P' then 40 else 0 end)::varchar, 2, '0')
    || substr(born, 3) || lpad(least(serial, 9999)::varchar, 4, '0') as nik,
    kk,
    case when place >= 2 and wife_name is not null then wife_name
         else pick($women, draw(pid, 'mother') ** 2) || ' '
              || case when draw(pid, 'mother rare') < 0.5 then pick($rare, draw(pid, 'mother second'))
                      else pick($second, draw(pid, 'mother second') ** 1.6) end
    end as mother
from numbered join card using (hid);
