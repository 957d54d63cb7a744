-- Rows in comparison form (core.person): the true values with their errors, and only what the list
-- gives of them. A NIK that is no longer 16 plausible digits stands in nik_digits alone.
CREATE OR REPLACE TABLE person AS
WITH row_of AS (
    SELECT s.*, n.* EXCLUDE (pid),
        first_value(n.nik) OVER (PARTITION BY n.hid ORDER BY n.place) AS head_nik,
        5 + floor(11 * draw(record_id, 'digit'))::INT AS spot,
        1 + floor(greatest(length(n.name) - 2, 1) * draw(record_id, 'letter'))::INT AS letter
    FROM spoilt s JOIN named n USING (pid)
),
numbered AS (
    SELECT *,
        CASE nik_kind
            WHEN 'missing' THEN NULL WHEN 'dummy' THEN NULL WHEN 'temporary' THEN NULL
            WHEN 'digit' THEN substr(nik, 1, spot - 1)
                || ((substr(nik, spot, 1)::INT + 1
                    + floor(9 * draw(record_id, 'to'))::INT) % 10)::VARCHAR
                || substr(nik, spot + 1)
            WHEN 'transp' THEN substr(nik, 1, spot - 1) || substr(nik, spot + 1, 1)
                || substr(nik, spot, 1) || substr(nik, spot + 2)
            WHEN 'exc16' THEN substr(nik, 1, 15) || '0'
            WHEN 'd15' THEN substr(nik, 1, spot - 1) || substr(nik, spot + 1)
            WHEN 'd17' THEN substr(nik, 1, spot) || substr(nik, spot)
            WHEN 'sci' THEN substr(nik, 1, 6) || '0000000000'
            WHEN 'relative' THEN head_nik
            ELSE nik
        END AS typed,
        CASE name_kind
            WHEN 'typo' THEN CASE floor(3 * draw(record_id, 'slip'))::INT
                WHEN 0 THEN substr(name, 1, letter) || substr(name, letter + 2)
                WHEN 1 THEN substr(name, 1, letter) || substr('AEIOUNRSML',
                    1 + floor(10 * draw(record_id, 'other letter'))::INT, 1)
                    || substr(name, letter + 2)
                ELSE substr(name, 1, letter - 1) || substr(name, letter + 1, 1)
                    || substr(name, letter, 1) || substr(name, letter + 2)
            END
            WHEN 'drop' THEN split_part(name, ' ', 1)
            WHEN 'joinsplit' THEN replace(name, ' ', '')
            WHEN 'initial' THEN split_part(name, ' ', 1)
                || CASE WHEN contains(name, ' ') THEN ' ' || substr(split_part(name, ' ', 2), 1, 1)
                        ELSE '' END
            WHEN 'nickname' THEN pick($called, draw(record_id, 'called'))
            ELSE name
        END AS written,
        CASE birth_kind
            WHEN 'missing' THEN NULL WHEN 'yearonly' THEN NULL WHEN 'invalid' THEN NULL
            WHEN 'default' THEN make_date(year(birth_date), 7, 1)
            WHEN 'daymonth' THEN CASE WHEN day(birth_date) <= 12
                THEN make_date(year(birth_date), day(birth_date), month(birth_date))
                ELSE birth_date END
            WHEN 'year' THEN birth_date - 365 * (1 + floor(2 * draw(record_id, 'years'))::INT)
            ELSE birth_date
        END AS born,
        CASE kk_kind WHEN 'missing' THEN NULL
            WHEN 'digit' THEN substr(kk, 1, 14) || ((substr(kk, 15, 1)::INT + 3) % 10)::VARCHAR
                || substr(kk, 16)
            ELSE CASE WHEN "table" IN ('dtks_art', 'usulan_desa') AND draw(hid, 'old card') < 0.08
                THEN substr(kk, 1, 15) || ((substr(kk, 16, 1)::INT + 5) % 10)::VARCHAR ELSE kk END
        END AS card
    FROM row_of
),
shown AS (
    SELECT n.*, g.* EXCLUDE ("table"),
        nik_kind IS NULL OR nik_kind IN ('digit', 'transp', 'relative') AS whole
    FROM numbered n JOIN gives g USING ("table")
)
SELECT
    record_id,
    CASE "table" WHEN 'usulan_desa' THEN 'usulan-desa' WHEN 'dtks_art' THEN 'dtks'
        WHEN 'dtsen_anggota' THEN 'dtsen' ELSE "table" END AS source,
    "table",
    CASE WHEN whole AND length(typed) = 16 THEN typed END AS nik,
    typed AS nik_digits,
    CASE WHEN typed IS NULL THEN 'missing' WHEN nik_kind = 'exc16' THEN 'rounded'
        WHEN nik_kind = 'sci' THEN 'scientific' WHEN length(typed) < 16 THEN 'short'
        WHEN length(typed) > 16 THEN 'long' ELSE 'ok' END AS nik_status,
    CASE WHEN has_kk THEN card END AS kk,
    written AS nama, written AS name_std, written AS name_folded,
    array_to_string(list_sort(string_split(written, ' ')), ' ') AS name_sorted,
    replace(written, ' ', '') AS name_joined,
    CASE WHEN has_sex THEN sex END AS sex,
    CASE WHEN has_birth THEN born END AS birth_date,
    CASE WHEN has_birth THEN CASE WHEN birth_kind = 'yearonly' THEN year(birth_date)
        ELSE year(born) END END AS birth_year,
    coalesce(has_birth AND strftime(born, '%d%m') IN ('3112', '0107', '0101'), FALSE)
        AS birth_default,
    CASE WHEN draw(record_id, 'mother') < has_mother THEN mother END AS mother,
    CASE WHEN has_village THEN village_code END AS village_code,
    CASE WHEN has_street THEN street END AS street,
    CASE WHEN draw(record_id, 'house no') < has_house THEN house_no END AS house_no,
    CASE WHEN has_rt THEN rt END AS rt,
    CASE WHEN has_rw THEN rw END AS rw,
    CASE WHEN has_kk AND card IS NOT NULL THEN 'kk:' || card END AS family_key,
    CASE WHEN "table" = 'dtks_art' THEN record_id END AS register_id,
    FALSE AS dead,
    -- what the judge needs
    pid, hid, nik_kind IS NOT NULL AS bad
FROM shown;
