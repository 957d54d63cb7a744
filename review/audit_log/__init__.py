"""Jejak: the audit log, for administrators."""
