"""The language of statements, when nobody says which (ISO 639)."""

DEFAULT_LANGUAGE = "en"
