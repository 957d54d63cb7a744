"""The demo regency: a seeded synthetic kabupaten with every source, layout and error, and truth.

`generate` writes an inbox as an office receives it. The world is modelled first (`world`,
`holdings`, `month`), then written with errors (`listings`, `people`, `layouts`, `exports`,
`village_files`, `register_files`, `registry_files`, `noise`, `rendering`); `expected` and `truth`
say what a perfect reader would find, and `evaluate` compares. All people are invented.
"""

from pipelines.demo.generator import DemoSummary, generate

__all__ = ["DemoSummary", "generate"]
