"""The month as an ordered list of steps, without Prefect."""
