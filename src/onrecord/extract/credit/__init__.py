"""Whom the text credits with a figure, and how far a credit reaches."""
