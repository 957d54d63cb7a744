"""Resolve: which rows are the same person, and which people are one household today.

Reads `core.*`, writes `link.*`. `step` is the way of a row in order; each table of `link` is one
SELECT in `sql/link/`, each work table one in `sql/linkage/`. What people decided comes first, an
exact pass does most of the work, Splink finds the pairs among the rest, relatives lift pairs, and
clusters never break a constraint.
"""
