"""Temuan: the queue of findings, one finding with its evidence, and what people decide on it."""
