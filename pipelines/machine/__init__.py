"""The machine beneath: databases, processes, logs, and what a failing disk says."""
