"""Job files: many outputs made in one go, and only those that are not up to date."""
