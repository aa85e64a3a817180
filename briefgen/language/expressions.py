"""A regular expression that is compiled when it is first used: most texts need few of those that the package holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any


class Expression:
    """Stands for `re.compile(expression, flags)`; the methods of the compiled pattern are its own from the first use on."""

    def __init__(self, expression: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.expression, self.flags = expression, flags

    if TYPE_CHECKING:

        def search(self, text: str, start: int = 0, end: int = ...) -> re.Match[str] | None: ...
        def match(self, text: str, start: int = 0, end: int = ...) -> re.Match[str] | None: ...
        def fullmatch(self, text: str, start: int = 0, end: int = ...) -> re.Match[str] | None: ...
        def finditer(self, text: str, start: int = 0, end: int = ...) -> Iterator[re.Match[str]]: ...
        def findall(self, text: str, start: int = 0, end: int = ...) -> list[Any]: ...
        def split(self, text: str, most: int = 0) -> list[Any]: ...
        def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str: ...

    else:

        def __getattr__(self, name):
            if name not in _METHODS:
                raise AttributeError(name)
            compiled = re.compile(self.expression, self.flags)
            for method in _METHODS:
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def any_of(expression: str) -> Expression:
    """One of some words, given as alternatives, in capitals or not."""
    return Expression(rf"\b(?:{expression})\b", re.IGNORECASE)
