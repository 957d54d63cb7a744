"""The commands behind `padan`, one module each; `pipelines.cli` declares their arguments."""
