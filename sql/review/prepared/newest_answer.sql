-- the newest answer of a village on each finding; `note` where the village only wrote a note or NIK
SELECT flag_id, coalesce(hasil, 'note') AS answer
FROM published.out.village_answer
QUALIFY row_number() OVER (
    PARTITION BY flag_id
    ORDER BY tanggal DESC NULLS LAST, period DESC, file DESC, sheet DESC, "row" DESC
) = 1
