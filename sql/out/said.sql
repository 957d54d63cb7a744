-- How evidence is written down (see out.Reason.facts): what rows say, never how it was typed, so
-- that a row typed again is the same evidence and a changed fact is not. Rows of core tables go in.

-- letters and digits only: da-1234 ab is DA1234AB
CREATE OR REPLACE TEMP MACRO bare(text) AS
    nullif(regexp_replace(upper(text), '[^A-Z0-9]', '', 'g'), '');

-- one fact: its name and its parts, those not given left empty
CREATE OR REPLACE TEMP MACRO fact(name, parts) AS
    name || '=' || array_to_string(list_transform(parts, LAMBDA part: coalesce(part, '')), '|');

-- whom a row means: by its number, or by name and birth date where it gives none
CREATE OR REPLACE TEMP MACRO identity(p) AS coalesce(
    p.nik,
    CASE WHEN p.nik_status NOT IN ('dummy', 'shared', 'is_kk') THEN p.nik_digits END,
    concat_ws('|', p.name_folded, coalesce(p.birth_date::VARCHAR, p.birth_year::VARCHAR))
);

-- what a register's row says of whom it means (core.register, core.person)
CREATE OR REPLACE TEMP MACRO entry(g, p) AS fact(g."table", [
    identity(p), bare(p.register_id), bare(g.instansi), bare(g.jenis), g.upah::BIGINT::VARCHAR,
    g.aktif::VARCHAR, g.daya_va::BIGINT::VARCHAR, g.roda::VARCHAR, g.tahun::VARCHAR,
    g.tanggal_meninggal::VARCHAR
]);

-- of whose death a row reports, and when it was; Dukcapil's rows are in no register
CREATE OR REPLACE TEMP MACRO death(g, p) AS
    fact('meninggal', [p.source, identity(p), g.tanggal_meninggal::VARCHAR]);

-- which letter (out.certificate): its number, its day and how long it is valid
CREATE OR REPLACE TEMP MACRO letter(c) AS
    fact('sktm', [c.person_id, bare(c.nomor_surat), c.issued::VARCHAR, c.valid_until::VARCHAR]);

-- which villages say that a family (out.household_status) is how poor
CREATE OR REPLACE TEMP MACRO proposal(s) AS
    [fact('desa', s.proposing_villages), fact('kriteria', s.criteria_met)];

-- who lives in each family
CREATE OR REPLACE TEMP MACRO living_family() AS TABLE
    SELECT household_id, list(fact('anggota', [person_id])) AS facts
    FROM link.person_household
    WHERE NOT dead
    GROUP BY household_id
