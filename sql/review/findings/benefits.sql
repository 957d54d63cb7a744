-- what is at stake in each sort of finding
SELECT about, per_family, per_person, counted FROM benefit ORDER BY per_family DESC, about
