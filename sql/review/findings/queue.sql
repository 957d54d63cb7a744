-- the queue: findings that the filters let through, the most urgent first unless $sort says
-- otherwise
SELECT
    flag_id, kind, subtype, household_id, head_name, village_code, village_label, district_name,
    state, first_period, priority, needs_review, confidence, stake, uncertainty, age, urgency,
    decided, proposal, answer,
    CASE $sort WHEN 'village' THEN coalesce(village_code, '-') WHEN 'oldest' THEN first_period END
        AS first_sort,
    CASE $sort WHEN 'priority' THEN priority END AS second_sort
FROM finding
WHERE ($kind = '' OR kind = $kind)
    AND ($place = '' OR starts_with(coalesce(village_code, '-'), $place))
    AND ($priority = 0 OR priority = $priority)
    AND CASE $state WHEN '' THEN state <> 'resolved' WHEN 'all' THEN TRUE ELSE state = $state END
    AND ($review = '' OR needs_review = ($review = 'yes'))
    AND CASE $answer
        WHEN '' THEN TRUE
        WHEN 'any' THEN answer IS NOT NULL
        WHEN 'none' THEN answer IS NULL
        ELSE answer = $answer
    END
    AND CASE $decided
        WHEN '' THEN TRUE
        WHEN 'second' THEN decided = 'second' OR proposal = 'second'
        WHEN 'mine' THEN
            (decided = 'second' AND NOT list_contains($hindering::VARCHAR[], word_by))
            OR (proposal = 'second' AND NOT list_contains($hindering::VARCHAR[], proposal_by))
        WHEN 'done' THEN decided IN ('agree', 'disagree')
        ELSE decided = $decided
    END
    AND ($only::VARCHAR[] IS NULL OR flag_id IN (SELECT unnest($only::VARCHAR[])))
    AND ($without::VARCHAR[] IS NULL OR flag_id NOT IN (SELECT unnest($without::VARCHAR[])))
ORDER BY first_sort, second_sort, urgency DESC, priority, flag_id
