-- how many of $flags still stand and wait for a word
SELECT count(*) AS findings
FROM finding
WHERE state <> 'resolved' AND decided = 'open' AND flag_id IN (SELECT unnest($flags::VARCHAR[]))
