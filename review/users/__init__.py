"""Pengguna: the administrator's list of users."""
