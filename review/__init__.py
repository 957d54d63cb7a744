"""What people decide: the ledger (and the officers' web application that will use it)."""
