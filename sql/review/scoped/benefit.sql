-- what is at stake in each sort of finding concerns nobody in particular
SELECT * FROM prepared.benefit
