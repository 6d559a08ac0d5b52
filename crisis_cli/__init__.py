"""crisis-cli walks a communications team through the first hour of a crisis."""

__version__ = "0.1.0"
