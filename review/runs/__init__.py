"""Jalankan: starting a month, watching it, comparing before it is current, withdrawing it."""
