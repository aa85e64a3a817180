"""Catalogues of messages and the calendars of other languages than English. The one door to Babel."""

from __future__ import annotations

import datetime as dt
import gettext
import io
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from briefgen.errors import BriefgenError
from briefgen.rendering.calendars import Calendar

FILE = Path("LC_MESSAGES") / "briefgen.po"
_YEAR = 2000  # stands in for any year, which may have fewer or more digits


def builtin_folder() -> Path:
    """The folder of the catalogues that come with briefgen."""
    return Path(__file__).resolve().parent / "locale"


def messages(language: str, search_path: tuple[Path, ...]) -> gettext.NullTranslations:
    """The messages of a language from all its catalogues, the first found winning. Raises BriefgenError for one that cannot be read."""
    folders = (*(folder / "locale" for folder in search_path), builtin_folder())
    paths = (folder / language.replace("-", "_") / FILE for folder in folders)
    found: gettext.NullTranslations = gettext.NullTranslations()
    for path in paths:
        if path.is_file():
            found.add_fallback(_catalogue(path, language))
    return found


def _catalogue(path: Path, language: str) -> gettext.GNUTranslations:
    """A .po file as gettext uses it. Fuzzy messages are left out."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, UnknownLocaleError, ValueError) as error:
        raise BriefgenError(f"{path}: not a catalogue of messages ({error}).") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def calendar(language: str) -> Calendar:
    """The calendar of a language. Raises BriefgenError for a language that the CLDR does not know."""
    try:
        return CldrCalendar(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise BriefgenError(f"No language {language!r}: write a tag like de or pt-BR.") from error


@dataclass(frozen=True)
class CldrCalendar:
    """Dates and numbers as the Unicode Common Locale Data Repository has them."""

    locale: Locale

    def full(self, year: str, month: int, day: int, *, short: bool = False) -> str:
        """7 de noviembre de 2023; 7 nov 2023."""
        date = dt.date(_YEAR, month, day)
        text = self._skeleton("yMMMd", date) if short else format_date(date, "long", locale=self.locale)
        return self._ordinal(_with_year(text, year), day)

    def month_of_year(self, year: str, month: int, *, short: bool = False) -> str:
        """noviembre de 2023; nov 2023."""
        return _with_year(self._skeleton("yMMM" if short else "yMMMM", dt.date(_YEAR, month, 1)), year)

    def day_of_month(self, month: int, day: int, *, short: bool = False) -> str:
        """7 de noviembre; 7 nov."""
        return self._ordinal(self._skeleton("MMMd" if short else "MMMMd", dt.date(_YEAR, month, day)), day)

    def month(self, month: int, *, short: bool = False) -> str:
        """noviembre; nov."""
        return format_date(dt.date(_YEAR, month, 1), "LLL" if short else "LLLL", locale=self.locale)

    def number(self, number: int) -> str:
        """1.234 in German."""
        return format_decimal(number, locale=self.locale)

    def _ordinal(self, text: str, day: int) -> str:
        """French has an ordinal for the first of a month, which the data leaves out."""
        return f"1er{text[1:]}" if day == 1 and self.locale.language == "fr" else text

    def _skeleton(self, skeleton: str, date: dt.date) -> str:
        return format_skeleton(skeleton, date, locale=self.locale)


def _with_year(text: str, year: str) -> str:
    return text.replace(str(_YEAR), year, 1)
