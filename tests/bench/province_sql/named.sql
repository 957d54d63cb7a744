-- Names, numbers and cards. Names come folded already. A third of the tokens are rare ones, so that
-- names do not collide more in four million people than they do in a regency; a serial number
-- counts the people of one sex, birth date and district, so twins are neighbours.
CREATE OR REPLACE TABLE named AS
WITH spoken AS (
    SELECT *,
        CASE sex WHEN 'L' THEN pick($men, draw(pid, 'first') ** 2)
            ELSE pick($women, draw(pid, 'first') ** 2) END AS common_first,
        pick($second, draw(pid, 'second') ** 1.6) AS common_second,
        pick($rare, draw(pid, 'rare')) AS rare_first,
        pick($rare, draw(pid, 'rare second')) AS rare_second
    FROM citizen
),
called AS (
    SELECT *,
        CASE WHEN draw(pid, 'is rare') < 0.3 THEN rare_first ELSE common_first END
        || CASE WHEN draw(pid, 'single') < CASE WHEN year(birth_date) < 1980 THEN 0.4 ELSE 0.1 END
                THEN '' WHEN draw(pid, 'second rare') < 0.35 THEN ' ' || rare_second
                ELSE ' ' || common_second END AS name
    FROM spoken
),
numbered AS (
    SELECT *,
        replace(substr(village_code, 1, 8), '.', '') AS district,
        strftime(birth_date, '%d%m%y') AS born,
        row_number() OVER (
            PARTITION BY substr(village_code, 1, 8), birth_date, sex ORDER BY pid
        ) AS serial
    FROM called
),
card AS (
    SELECT hid,
        replace(substr(min(village_code), 1, 8), '.', '') || strftime(min(card_date), '%d%m%y')
        || lpad((row_number() OVER (
            PARTITION BY substr(min(village_code), 1, 8), min(card_date) ORDER BY hid
        ))::VARCHAR, 4, '0') AS kk,
        any_value(name) FILTER (place = 0) AS head_name,
        any_value(name) FILTER (sex = 'P' AND place < 2) AS wife_name
    FROM numbered GROUP BY hid
)
SELECT
    pid, hid, place, village_code, wealth, birth_date, sex, rt, rw, street, house_no, name,
    district
    || lpad(((substr(born, 1, 2))::INT + CASE sex WHEN 'P' THEN 40 ELSE 0 END)::VARCHAR, 2, '0')
    || substr(born, 3) || lpad(least(serial, 9999)::VARCHAR, 4, '0') AS nik,
    kk,
    CASE
        WHEN place >= 2 AND wife_name IS NOT NULL THEN wife_name
        ELSE pick($women, draw(pid, 'mother') ** 2) || ' ' || CASE
            WHEN draw(pid, 'mother rare') < 0.5 THEN pick($rare, draw(pid, 'mother second'))
            ELSE pick($second, draw(pid, 'mother second') ** 1.6)
        END
    END AS mother
FROM numbered JOIN card USING (hid);
