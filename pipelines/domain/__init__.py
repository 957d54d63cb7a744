"""Facts of the field, each in one place: periods, regions, numbers, words."""
