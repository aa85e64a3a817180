"""The language of a page: messages from gettext catalogues, dates by its calendar. What the sources say is never translated.

English is what the messages are written in, so it opens no catalogue and loads no library.
"""

from __future__ import annotations

import functools
import gettext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefgen.rendering.calendars import Calendar, EnglishCalendar

RIGHT_TO_LEFT = frozenset("ar dv fa he ks ku ps sd ug ur yi".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """A language with its messages and its calendar; English as it is made without arguments.

    Every message is a format: %(name)s is filled in from the values, and a per cent sign is written twice.
    A message without a translation stays English.
    """

    language: str = "en"
    messages: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    calendar: Calendar = field(default_factory=EnglishCalendar)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message in this language."""
        return self.messages.gettext(message) % values

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A message whose translation hangs on what it is said of."""
        return self.messages.pgettext(context, message) % values

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message about a number of things, which it calls num."""
        return self.messages.ngettext(one, many, number) % {"num": self.number(number), **values}

    def npgettext(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """A message about a number of things whose translation hangs on what it is said of."""
        return self.messages.npgettext(context, one, many, number) % {"num": self.number(number), **values}

    def number(self, number: int) -> str:
        """A number that the tool counted; figures of a source stay as they are stated."""
        return self.calendar.number(number)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """How the language is written: ltr or rtl."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


ENGLISH = Speech()


@functools.lru_cache(maxsize=32)
def speech_of(language: str, search_path: tuple[Path, ...] = ()) -> Speech:
    """The speech of a language by its tag ("de", "pt-BR"); search_path holds folders of template sets.

    Messages come from locale/<tag>/LC_MESSAGES/briefgen.po in each of those folders, then from the
    catalogues of the package; a language that has neither keeps English messages with its own dates.
    """
    if language == "en" and not any((folder / "locale" / "en").is_dir() for folder in search_path):
        return ENGLISH
    from briefgen.rendering import locales

    messages = locales.messages(language, search_path)
    return Speech(language, messages, EnglishCalendar() if language == "en" else locales.calendar(language))
