-- Pairs of entities that are one person by their labels, those of two assets left out.
WITH truth AS (
    SELECT coalesce(x.anchor_id, p.record_id) AS entity_id, mode(y.true_person) AS person
    FROM core.person p
    LEFT JOIN linkage.exact x USING (record_id)
    JOIN linkage.label y ON y.record_id = p.record_id
    GROUP BY 1
),
labelled AS (
    SELECT entity_id, person, personal FROM linkage.entity JOIN truth USING (entity_id)
)
SELECT
    l.entity_id AS entity_id_l,
    r.entity_id AS entity_id_r,
    l.personal + r.personal = 2 AS of_people
FROM labelled l JOIN labelled r
    ON l.person = r.person AND l.entity_id < r.entity_id AND l.personal + r.personal > 0
