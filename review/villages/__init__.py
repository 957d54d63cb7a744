"""Desa: each village's lists, problems, downloads, uploads with a dry run, contact, punctuality."""
