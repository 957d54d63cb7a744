-- How often cases of this probability turned out to be right: a straight line between the knots of
-- the curve of that name; a probability without a curve stands as computed.
create or replace macro link.calibrated(about, called, computed) as coalesce(
    (
        select c.low_right + (computed - c.low) * (c.high_right - c.low_right) / (c.high - c.low)
        from link.calibration as c
        where c.subject = about and c.name = called
            and computed >= c.low and (computed < c.high or (c.high = 1 and computed = 1))
    ),
    computed
);
