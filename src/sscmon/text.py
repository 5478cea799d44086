"""Texts for people, in the three languages of the project."""

from typing import NamedTuple

LANGUAGES = ("en", "es", "pt")


class Text(NamedTuple):
    """One text in English, Spanish and Portuguese."""

    en: str
    es: str
    pt: str

    def in_(self, language: str) -> str:
        """The text in `language` (en, es or pt); English for any other."""
        return getattr(self, language) if language in LANGUAGES else self.en
