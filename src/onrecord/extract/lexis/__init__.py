"""The words that carry harm, persons, things and credit, and the look that passes over harmless text."""
