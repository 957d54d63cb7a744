-- how old carried-forward data are concerns nobody in particular
SELECT * FROM published.out.source_age
