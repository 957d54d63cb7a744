-- What the sixteen digits of a NIK or a KK say: six of the region, DDMMYY of birth with day + 40
-- for women (KK: of recording), four of a serial. The same as pipelines/domain/nik.py says in
-- Python. A number that is shorter or longer says nothing. `latest` is the period's last day: the
-- century of a two-digit year is this one unless the year would lie after it.
CREATE OR REPLACE TEMP MACRO nik_front(nik) AS -- all but the serial
    CASE WHEN length(nik) = 16 THEN substr(nik, 1, 12) END;
CREATE OR REPLACE TEMP MACRO nik_back(nik) AS -- date and serial: all but the region
    CASE WHEN length(nik) = 16 THEN substr(nik, 7, 10) END;
CREATE OR REPLACE TEMP MACRO nik_date(nik) AS -- DDMMYY as written, a woman's day + 40
    CASE WHEN length(nik) = 16 THEN substr(nik, 7, 6) END;
CREATE OR REPLACE TEMP MACRO nik_serial(nik) AS
    CASE WHEN length(nik) = 16 THEN try_cast(substr(nik, 13, 4) AS INTEGER) END;

CREATE OR REPLACE TEMP MACRO nik_sex(nik) AS CASE
    WHEN try_cast(left(nik_date(nik), 2) AS INTEGER) BETWEEN 1 AND 31 THEN 'L'
    WHEN try_cast(left(nik_date(nik), 2) AS INTEGER) BETWEEN 41 AND 71 THEN 'P'
END;

CREATE OR REPLACE TEMP MACRO nik_birth(nik, latest) AS try_strptime(
    CASE
        WHEN 2000 + try_cast(right(nik_date(nik), 2) AS INTEGER) <= year(latest) THEN '20' ELSE '19'
    END
    || right(nik_date(nik), 2)
    || substr(nik_date(nik), 3, 2)
    || lpad(
        (
            try_cast(left(nik_date(nik), 2) AS INTEGER) - if(left(nik_date(nik), 2) > '40', 40, 0)
        )::VARCHAR,
        2,
        '0'
    ),
    '%Y%m%d'
)::DATE;

-- Whether the number holds the birth date, its century aside.
CREATE OR REPLACE TEMP MACRO nik_fits(nik, birth) AS
    right(nik_date(nik), 4) = strftime(birth, '%m%y')
    AND try_cast(left(nik_date(nik), 2) AS INTEGER) % 40 = day(birth);

CREATE OR REPLACE TEMP MACRO kk_recorded(kk, latest) AS CASE
    WHEN left(nik_date(kk), 2) <= '31' AND nik_birth(kk, latest) <= latest
        THEN nik_birth(kk, latest)
END;
