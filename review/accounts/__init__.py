"""Who may use the application: users with a role and a place, signing in and out."""
