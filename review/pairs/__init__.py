"""Pasangan: pairs of rows that may be one person, decided by people."""
