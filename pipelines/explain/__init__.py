"""Why a household is or is not flagged, and why two rows are or are not one person."""
