-- one row with whoever it is taken to be
SELECT * FROM compared_row WHERE record_id = $record
