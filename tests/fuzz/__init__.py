"""Structure-aware fuzzing of the readers: `python -m tests.fuzz --seconds 60 --seed 1`.

Valid files of every format are damaged as disks, programs and people damage them, from single bytes
to cells of the XML inside, and read in a reader process as the product does. `corpus` has the valid
files, `mutations` the damage, `session` reads and judges. An input follows from (seed, number).

Atheris was tried on the parsers in pure Python and is not used: in 90 seconds each it made 7,743
runs of `read_text` and 244,803 of the parsers of dates, numbers, names and addresses, and found
nothing, while this fuzzer and hypothesis found three faults (tests/unit/test_intake_damaged.py).
"""
