-- how many pairs were drawn for a blind opinion, and of how many $reviewer has given one
SELECT
    count(*) AS drawn,
    count(*) FILTER (EXISTS (
        FROM pair_entry AS w
        WHERE w.kind = 'pair_opinion' AND w."by" = $reviewer
            AND w.record_id_l = e.record_id_l AND w.record_id_r = e.record_id_r
    )) AS own
FROM evaluation_pair AS e
