"""Which word says that somebody was harmed, whom it harms, and how many."""
