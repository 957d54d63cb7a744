"""Any file of an office to grids of text, by its content and not by its extension."""
