"""Dasbor: the published dashboard inside the application."""
