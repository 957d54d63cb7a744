-- The pairs that linkage compared, with the level each comparison reached: what explains a link.
SELECT * EXCLUDE (same_list, to_spine)
FROM linkage.weighed
