"""Tests by kind.

| folder | what is in it |
|---|---|
| `unit/` | one function or module; no month of an office |
| `spec/` | the rules as tables, judged on small worlds in memory |
| `property/` | what holds for any input (hypothesis, a seeded fuzzer) |
| `integration/` | several steps, months in a row, whole months from files, processes, pages |
| `browser/` | officers' journeys in a real browser |
| `accuracy/` | floors of linkage and findings against a known truth |
| `golden/` | what is published, compared with what was published before |

`make test-fast` runs `unit/` and `spec/`, `make test` all. `support/` is what several kinds share;
`bench/` and `fuzz/` are tools that are run by hand (`python -m tests.bench.scale`).
"""
