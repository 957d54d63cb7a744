"""The period on one page."""
