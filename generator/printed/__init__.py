"""From cards to rows: one row a printed number, and which rows are the same result."""
