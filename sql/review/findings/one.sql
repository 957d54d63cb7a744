-- one finding with its reasons and all that is known of its family
SELECT
    f.*, flag.reasons, flag.person_ids, flag.resolution, flag.last_judged, flag.ended_before,
    flag.changed, h.kk, h.alamat, h.rt, h.rw, h.living, h.members,
    h.proposed, h.poverty,
    h.criteria_met, h.criteria_missing, h.criteria_remembered, h.sktm_held,
    h.sktm_valid, h.head_person_id
FROM finding AS f
JOIN flag USING (flag_id)
LEFT JOIN household AS h ON h.household_id = f.household_id
WHERE f.flag_id = $flag
