-- Pairs compared in this run or known from an earlier month, with the number of the level that each
-- comparison reached (link.compared is what is published of it).
create or replace table linkage.compared (
    round utinyint,
    entity_id_l text,
    entity_id_r text,
    nik utinyint,
    name utinyint,
    birth utinyint,
    sex utinyint,
    family utinyint,
    place utinyint,
    remembered boolean
);
