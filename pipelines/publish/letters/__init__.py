"""Feedback: the letter back to each village: how its list fared, what to mend, next month's form.

Comes after publish and reads what publish reads; nothing depends on it.
"""
