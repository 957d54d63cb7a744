"""Which rows of a table are data, and which of them are a family."""
