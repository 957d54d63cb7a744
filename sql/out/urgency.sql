-- out.urgency: how urgent each finding is. A benefit counts once for the family, or for each of its
-- living members, or for each person whom the finding is about.
WITH stake AS (
    SELECT
        f.flag_id,
        round(sum(b.amount * CASE b.counted
            WHEN 'family' THEN 1
            WHEN 'living' THEN coalesce(h.living, 0)
            ELSE len(f.person_ids)
        END) / 1000)::BIGINT AS stake
    FROM out.flag AS f
    JOIN out.benefit AS b
        ON b.about = CASE f.subtype WHEN 'sktm_only' THEN f.subtype ELSE f.kind END
    LEFT JOIN out.household_status AS h USING (household_id)
    GROUP BY f.flag_id
),
weighed AS (
    SELECT
        f.flag_id,
        stake.stake,
        round(greatest(
            CASE WHEN f.needs_review THEN u.review ELSE u.sure END,
            4 * f.confidence * (1 - f.confidence)
        ), 2) AS uncertainty,
        least(u.months, 1 + date_diff(
            'month', (f.first_period || '-01')::DATE, $first_day
        )) AS age
    FROM out.flag AS f
    JOIN stake USING (flag_id)
    CROSS JOIN out.urgency_rule AS u
)
SELECT *, stake * uncertainty * age AS urgency
FROM weighed
