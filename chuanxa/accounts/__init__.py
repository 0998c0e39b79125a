"""Accounts: passwords, sessions, the second factor, and what must be done before anything else may be opened."""
