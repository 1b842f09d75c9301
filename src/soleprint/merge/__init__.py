"""A copy of a product for each person of a table."""
