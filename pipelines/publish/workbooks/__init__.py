"""The workbooks people fill in and mend."""
