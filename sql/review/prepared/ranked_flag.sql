-- findings with their family and place, what the village answered last (null: nothing), and how
-- urgent they are whatever is decided on them.
-- urgency = benefit at stake × uncertainty × age. Benefit: see benefit.sql. Uncertainty: 4p(1-p) of
-- the confidence p, at least 0.6 where a person must decide and 0.2 where the rules are sure. Age:
-- months on the list, this one included, 12 at most.
SELECT
    *,
    stake * uncertainty * age AS urgency
FROM (
    SELECT
        f.flag_id, f.kind, f.subtype, f.household_id, f.village_code, f.confidence, f.needs_review,
        f.priority, f.state, f.first_period, f.evidence_hash, f.row_hash,
        a.answer,
        h.head_name,
        v.label AS village_label,
        v.district_code,
        v.district_name,
        b.per_family + b.per_person
            * CASE b.counted WHEN 'living' THEN coalesce(h.living, 0) ELSE len(f.person_ids) END
            AS stake,
        round(greatest(
            CASE WHEN f.needs_review THEN 0.6 ELSE 0.2 END, 4 * f.confidence * (1 - f.confidence)
        ), 2) AS uncertainty,
        least(12, 1 + date_diff(
            'month', (f.first_period || '-01')::DATE, (p.period || '-01')::DATE
        )) AS age
    FROM published.out.flag AS f
    CROSS JOIN published_period AS p
    JOIN prepared.benefit AS b
        ON b.about = CASE f.subtype WHEN 'sktm_only' THEN f.subtype ELSE f.kind END
    LEFT JOIN prepared.newest_answer AS a USING (flag_id)
    LEFT JOIN published.out.household_status AS h USING (household_id)
    LEFT JOIN published.out.village AS v ON v.village_code = f.village_code
)
ORDER BY urgency DESC, priority, flag_id
