"""Training the linkage model: measured, calibrated, compared; adopted by people, never by a run.

Developers train the committed model on synthetic regencies (`python -m pipelines.training`). An
office trains its own from what it reviewed (`padan train`), with the committed model as prior.
"""
