"""What a template can reach from its variables: the types of the records, their fields and elements. Knows no template."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any, Union

UNKNOWN: Any = object()  # anything may be asked of it
ABSENT: Any = object()  # there is nothing of that name


def attribute(kind: Any, name: str) -> Any:
    """The type of a field, a property or a method's place; ABSENT when the type has no such name."""
    if kind is UNKNOWN or not isinstance(kind, type):
        return UNKNOWN
    if dataclasses.is_dataclass(kind):
        if name in _hints(kind):
            return plain(_hints(kind)[name])
        found = getattr(kind, name, None)
        if isinstance(found, property):
            return plain(typing.get_type_hints(found.fget).get("return", UNKNOWN))
        return UNKNOWN if found is not None else ABSENT
    return UNKNOWN if hasattr(kind, name) else ABSENT


def names(kind: Any) -> tuple[str, ...]:
    """The names that a record answers to: its fields and its properties."""
    if not dataclasses.is_dataclass(kind):
        return ()
    own = (name for name, value in vars(kind).items() if isinstance(value, property))
    return (*(f.name for f in dataclasses.fields(kind)), *own)


def element(kind: Any) -> Any:
    """The type of what a loop over a value gives."""
    if typing.get_origin(kind) is tuple:
        return plain(typing.get_args(kind)[0])
    return UNKNOWN


def many(kind: Any) -> Any:
    """The type of several of a kind."""
    return UNKNOWN if kind is UNKNOWN else tuple[kind, ...]


def plain(kind: Any) -> Any:
    """A type without its None, and Literal as text; UNKNOWN where more than one kind is left."""
    if typing.get_origin(kind) in (Union, types.UnionType):
        left = [choice for choice in typing.get_args(kind) if choice is not type(None)]
        return plain(left[0]) if len(left) == 1 else UNKNOWN
    if typing.get_origin(kind) is typing.Literal:
        return str
    return kind


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
