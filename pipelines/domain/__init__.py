"""Facts of the field, each in one place: periods, dates, numbers, villages, regions, words."""
