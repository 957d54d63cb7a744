-- the queue: findings that the filters let through, the most urgent first unless $sort says otherwise;
-- `place` counts them from 1
SELECT
    flag_id, kind, subtype, household_id, head_name, village_code, village_label, district_name,
    state, first_period, priority, needs_review, confidence, stake, uncertainty, age, urgency,
    decided, proposal,
    row_number() OVER (
        ORDER BY
            CASE $sort
                WHEN 'village' THEN coalesce(village_code, '-') WHEN 'oldest' THEN first_period
            END,
            CASE $sort WHEN 'priority' THEN priority END,
            urgency DESC, priority, flag_id
    ) AS place
FROM finding
WHERE ($kind = '' OR kind = $kind)
    AND ($place = '' OR starts_with(coalesce(village_code, '-'), $place))
    AND ($priority = 0 OR priority = $priority)
    AND CASE $state WHEN '' THEN state <> 'resolved' WHEN 'all' THEN true ELSE state = $state END
    AND ($review = '' OR needs_review = ($review = 'yes'))
    AND CASE $decided
        WHEN '' THEN true
        WHEN 'second' THEN decided = 'second' OR proposal = 'second'
        WHEN 'mine' THEN (decided = 'second' AND word_by <> $me)
            OR (proposal = 'second' AND proposal_by <> $me)
        WHEN 'done' THEN decided IN ('agree', 'disagree')
        ELSE decided = $decided
    END
    AND ($only::VARCHAR[] IS NULL OR flag_id IN (SELECT unnest($only::VARCHAR[])))
    AND ($without::VARCHAR[] IS NULL OR flag_id NOT IN (SELECT unnest($without::VARCHAR[])))
ORDER BY place
