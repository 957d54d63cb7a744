-- out.household: the contract's households, the same rows as household_status.
SELECT * FROM out.household_status
