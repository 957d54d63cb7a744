-- Everybody who lives in the province: families of about 3.3 people in villages of its regencies.
-- draw(id, what) is a fixed number in [0, 1) for each id and question, so nothing depends on order.
create or replace table citizen as
with family as (
    select
        hid,
        list_extract($villages, 1 + floor(draw(hid, 'village') * len($villages))::int) as village_code,
        draw(hid, 'wealth') as wealth,
        date '2026-10-31' - (365.25 * (23 + 50 * draw(hid, 'age')))::int as head_born,
        date '2026-10-31' - (30 + 365 * 18 * draw(hid, 'card'))::int as card_date,
        draw(hid, 'man') < 0.88 as head_is_man,
        1 + floor(9 * draw(hid, 'rt'))::int as rt,
        1 + floor(3 * draw(hid, 'rw'))::int as rw,
        list_extract($streets, 1 + floor(draw(hid, 'street') * len($streets))::int) as street,
        1 + floor(160 * draw(hid, 'house'))::int as house_no
    from (select unnest(range($first, $last)) as hid)
),
-- place 0 the head, 1 the spouse, 2.. children; the last child of some families is a twin
member as (
    select family.*, unnest(range(2 + floor(4.2 * sqrt(draw(hid, 'children')) - 0.9)::int)) as place
    from family
),
living as (
    select *, hid * 16 + place as pid,
        place >= 3 and draw(hid * 16 + place, 'twin') < 0.03 as twin
    from member
    where place <> 1 or draw(hid, 'spouse') < 0.86
),
born as (
    select *,
        case
            when place = 0 then head_born
            when place = 1 then head_born + (365 * (6 * draw(pid, 'gap') - 2))::int
            -- a twin is born on the day of the child before
            else least(
                head_born + (365 * (
                    20 + 2.5 * (place - 2 - twin::int) + draw(pid - twin::int, 'late')
                ))::int,
                date '2026-10-01'
            )
        end as birth_date,
        case
            when place = 0 then head_is_man
            when place = 1 then not head_is_man
            else draw(pid, 'sex') < 0.51
        end as man
    from living
)
select
    pid, hid, place, village_code, wealth, birth_date, card_date,
    case when man then 'L' else 'P' end as sex,
    rt::varchar as rt, rw::varchar as rw, street, house_no::varchar as house_no
from born;
