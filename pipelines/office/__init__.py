"""What commands and pages share of one office: workspace, configuration, corrections, decisions,
linkage models, and publishing.
"""
