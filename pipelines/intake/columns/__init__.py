"""What a column is: by its header, its content, or an officer's word."""
