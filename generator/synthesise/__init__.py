"""What follows from the printed numbers: small pure functions, each marked as derived wherever shown."""
