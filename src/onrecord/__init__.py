"""Every casualty figure, with the sentence that said it."""

__version__ = "0.1.0"
