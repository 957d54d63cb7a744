-- Everybody who lives in the province: families of about 3.3 people in villages of its regencies.
-- draw(id, what) is a fixed number in [0, 1) for each id and question, so nothing depends on order.
CREATE OR REPLACE TABLE citizen AS
WITH family AS (
    SELECT
        hid,
        list_extract($villages, 1 + floor(draw(hid, 'village') * len($villages))::INT)
            AS village_code,
        draw(hid, 'wealth') AS wealth,
        DATE '2026-10-31' - (365.25 * (23 + 50 * draw(hid, 'age')))::INT AS head_born,
        DATE '2026-10-31' - (30 + 365 * 18 * draw(hid, 'card'))::INT AS card_date,
        draw(hid, 'man') < 0.88 AS head_is_man,
        1 + floor(9 * draw(hid, 'rt'))::INT AS rt,
        1 + floor(3 * draw(hid, 'rw'))::INT AS rw,
        list_extract($streets, 1 + floor(draw(hid, 'street') * len($streets))::INT) AS street,
        1 + floor(160 * draw(hid, 'house'))::INT AS house_no
    FROM (SELECT unnest(range($first, $last)) AS hid)
),
-- place 0 the head, 1 the spouse, 2.. children; the last child of some families is a twin
member AS (
    SELECT family.*, unnest(range(2 + floor(4.2 * sqrt(draw(hid, 'children')) - 0.9)::INT)) AS place
    FROM family
),
living AS (
    SELECT *, hid * 16 + place AS pid,
        place >= 3 AND draw(hid * 16 + place, 'twin') < 0.03 AS twin
    FROM member
    WHERE place <> 1 OR draw(hid, 'spouse') < 0.86
),
born AS (
    SELECT *,
        CASE
            WHEN place = 0 THEN head_born
            WHEN place = 1 THEN head_born + (365 * (6 * draw(pid, 'gap') - 2))::INT
            -- a twin is born on the day of the child before
            ELSE least(
                head_born + (365 * (
                    20 + 2.5 * (place - 2 - twin::INT) + draw(pid - twin::INT, 'late')
                ))::INT,
                DATE '2026-10-01'
            )
        END AS birth_date,
        CASE
            WHEN place = 0 THEN head_is_man
            WHEN place = 1 THEN NOT head_is_man
            ELSE draw(pid, 'sex') < 0.51
        END AS man
    FROM living
)
SELECT
    pid, hid, place, village_code, wealth, birth_date, card_date,
    CASE WHEN man THEN 'L' ELSE 'P' END AS sex,
    rt::VARCHAR AS rt, rw::VARCHAR AS rw, street, house_no::VARCHAR AS house_no
FROM born;
