"""Sentences, steps on the tree, and word order."""
