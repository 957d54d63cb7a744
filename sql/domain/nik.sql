-- What the sixteen digits of a NIK or a KK say: six of the region, DDMMYY of birth with day + 40 for
-- women (KK: of recording), four of a serial. The same as pipelines/domain/nik.py says in Python. A
-- number that is shorter or longer says nothing. `latest` is the period's last day: the century of a
-- two-digit year is this one unless the year would lie after it.
create or replace temp macro nik_front(nik) as -- all but the serial
    case when length(nik) = 16 then substr(nik, 1, 12) end;
create or replace temp macro nik_back(nik) as -- date and serial: all but the region
    case when length(nik) = 16 then substr(nik, 7, 10) end;
create or replace temp macro nik_date(nik) as -- DDMMYY as written, a woman's day + 40
    case when length(nik) = 16 then substr(nik, 7, 6) end;
create or replace temp macro nik_serial(nik) as
    case when length(nik) = 16 then try_cast(substr(nik, 13, 4) as integer) end;

create or replace temp macro nik_sex(nik) as case
    when try_cast(left(nik_date(nik), 2) as integer) between 1 and 31 then 'L'
    when try_cast(left(nik_date(nik), 2) as integer) between 41 and 71 then 'P'
end;

create or replace temp macro nik_birth(nik, latest) as try_strptime(
    case when 2000 + try_cast(right(nik_date(nik), 2) as integer) <= year(latest) then '20' else '19' end
    || right(nik_date(nik), 2)
    || substr(nik_date(nik), 3, 2)
    || lpad((try_cast(left(nik_date(nik), 2) as integer) - if(left(nik_date(nik), 2) > '40', 40, 0))::varchar, 2, '0'),
    '%Y%m%d'
)::date;

-- Whether the number holds the birth date, its century aside.
create or replace temp macro nik_fits(nik, birth) as
    right(nik_date(nik), 4) = strftime(birth, '%m%y')
    and try_cast(left(nik_date(nik), 2) as integer) % 40 = day(birth);

create or replace temp macro kk_recorded(kk, latest) as case
    when left(nik_date(kk), 2) <= '31' and nik_birth(kk, latest) <= latest then nik_birth(kk, latest)
end;
