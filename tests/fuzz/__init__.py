"""Structure-aware fuzzing of the readers: `python -m tests.fuzz --seconds 60 --seed 1`.

Valid files of every format are damaged as disks, programs and people damage them, from single bytes
to cells of the XML inside, and read in a reader process as the product does. `corpus` has the valid
files, `mutations` the damage, `session` reads and judges. An input follows from (seed, number).
"""
