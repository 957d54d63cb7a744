"""Beranda: the month at a glance."""
