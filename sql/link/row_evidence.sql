-- What a row says of who it is about, as one short text: equal for two rows that an officer who
-- compares people would find equal. It takes a row of core.person. The evidence of a pair is that
-- of its two rows, one after the other; it stays with the published data, so that the web
-- application and the next run mean the same by it.
CREATE OR REPLACE MACRO link.row_evidence(p) AS left(sha256(concat_ws('|',
    p.source,
    coalesce(p.nik, p.nik_digits, ''),
    coalesce(p.kk, ''),
    coalesce(p.name_std, p.nama, ''),
    coalesce(p.patronym, ''),
    coalesce(p.sex, ''),
    coalesce(p.birth_date::VARCHAR, p.birth_year::VARCHAR, ''),
    coalesce(p.mother, ''),
    coalesce(p.village_code, ''),
    coalesce(p.rt, ''),
    coalesce(p.rw, ''),
    coalesce(p.street, ''),
    coalesce(p.house_no, '')
)), 16);
