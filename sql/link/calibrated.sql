-- How often cases of this probability turned out to be right: a straight line between the knots of
-- the curve of that name; a probability without a curve stands as computed.
CREATE OR REPLACE MACRO link.calibrated(about, called, computed) AS coalesce(
    (
        SELECT c.low_right + (computed - c.low) * (c.high_right - c.low_right) / (c.high - c.low)
        FROM link.calibration AS c
        WHERE c.subject = about AND c.name = called
            AND computed >= c.low AND (computed < c.high OR (c.high = 1 AND computed = 1))
    ),
    computed
);
