-- what is at stake in each kind of finding
SELECT kind, per_family, per_person, counted FROM benefit ORDER BY per_family DESC, kind
