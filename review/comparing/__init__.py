"""Rows about people side by side: what agrees, what is near, what differs.

Two rows of a pair and all rows about one person of a finding are compared by the same attributes
and the same rules, and drawn by the same template.
"""
