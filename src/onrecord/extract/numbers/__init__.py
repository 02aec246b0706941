"""Number words and words of time in raw text."""
