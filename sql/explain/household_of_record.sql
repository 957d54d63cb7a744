SELECT household_id FROM link.record_household WHERE record_id = $record
