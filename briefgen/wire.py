"""Frozen records to plain JSON values and back, and the JSON Schema of a record. Knows no record by name."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import functools
import json
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

T = TypeVar("T")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object) -> object:
    """Plain JSON for a record, tuple, date, Decimal, bytes (as base64) or plain value."""
    if type(value) in _PLAIN:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return encode_record(value)
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def encode_record(record: Any) -> dict[str, object]:
    """One record as a dict, keys in field order."""
    kind: Any = type(record)
    return {name: encode(getattr(record, name)) for name in _field_names(kind)}


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces; equal values give equal text."""
    return json.dumps(encode(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def member(plain: object, name: str) -> object:
    """One member of a JSON object; ValueError when it is not an object or has no such member."""
    if not isinstance(plain, Mapping) or name not in plain:
        raise ValueError(f"expected an object with {name!r}")
    return plain[name]


def decode(kind: type[T], plain: object, path: str, *, context: Mapping[str, Any] | None = None) -> T:
    """The value of a type from plain JSON; path names it in errors.

    context fills the fields that a record asks for at construction only (InitVar): under the
    field's name a mapping, under "by" the member whose value is the key in it.
    Raises ValueError when the JSON does not fit.
    """
    return typing.cast(T, _decode(kind, plain, path, context or {}))


def _decode(kind: Any, plain: object, path: str, context: Mapping[str, Any]) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        return None if plain is None else _decode(choices[0], plain, path, context)
    if origin is tuple:
        if not isinstance(plain, list):
            raise ValueError(f"{path}: expected a list")
        kinds = _kinds(get_args(kind), plain, path)
        return tuple(_decode(kinds[i], item, f"{path}[{i}]", context) for i, item in enumerate(plain))
    if origin is dict:
        if not isinstance(plain, Mapping):
            raise ValueError(f"{path}: expected an object")
        return {str(key): _decode(get_args(kind)[1], item, f"{path}.{key}", context) for key, item in plain.items()}
    if origin is Literal:
        if plain not in get_args(kind):
            raise ValueError(f"{path}: {plain!r} is none of {', '.join(map(str, get_args(kind)))}")
        return plain
    if dataclasses.is_dataclass(kind):
        return _decode_record(kind, plain, path, context)
    return _decode_scalar(kind, plain, path)


def _kinds(arguments: tuple[Any, ...], items: Sequence[object], path: str) -> Sequence[Any]:
    """The type of each item of a tuple: tuple[T, ...] has one for all, tuple[S, T] one for each."""
    if arguments[-1] is Ellipsis:
        return (arguments[0],) * len(items)
    if len(items) != len(arguments):
        raise ValueError(f"{path}: expected {len(arguments)} items, found {len(items)}")
    return arguments


def _decode_record(kind: Any, plain: object, path: str, context: Mapping[str, Any]) -> object:
    hints = _hints(kind)
    names = _field_names(kind)
    if not isinstance(plain, Mapping):
        raise ValueError(f"{path}: expected an object")
    unknown = sorted(set(plain) - set(names))
    if unknown:
        raise ValueError(f"{path}: unknown member {unknown[0]!r}")
    given = {name: _decode(hints[name], plain[name], f"{path}.{name}", context) for name in names if name in plain}
    stored_id = given.pop("id", None)
    for name in _init_only(kind):
        key = plain.get(context.get("by", ""))
        if key not in context.get(name, {}):
            raise ValueError(f"{path}: no {name} {key!r}")
        given[name] = context[name][key]
    try:
        record = kind(**given)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    if stored_id not in (None, getattr(record, "id", None)):
        raise ValueError(f"{path}: the id {stored_id} does not fit the content")
    return record


def _decode_scalar(kind: Any, plain: object, path: str) -> object:
    if kind in _READ:
        if not isinstance(plain, str):
            raise ValueError(f"{path}: expected a string")
        if kind is Decimal and not _DECIMAL.fullmatch(plain):  # "1E999999999" would be written out in full
            raise ValueError(f"{path}: {plain[:80]!r} is not a decimal")
        try:
            return _READ[kind](plain)
        except (ValueError, InvalidOperation):
            raise ValueError(f"{path}: {plain!r} is not a {kind.__name__.lower()}") from None
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if not isinstance(plain, kind) or (isinstance(plain, bool) and kind is not bool):
        raise ValueError(f"{path}: expected {kind.__name__}, found {plain!r}")
    return plain


_READ: dict[Any, Callable[[str], object]] = {
    dt.date: dt.date.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
    Decimal: Decimal,
    bytes: functools.partial(base64.b64decode, validate=True),
}


def schema(kind: type) -> dict[str, object]:
    """The JSON Schema (2020-12) of a record and all records inside it."""
    definitions: dict[str, object] = {}
    reference = _schema_of(kind, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": definitions}


_SCALARS: dict[Any, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": f"^{_DECIMAL.pattern}$"},
}


def _schema_of(kind: Any, definitions: dict[str, object]) -> dict[str, object]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [_schema_of(c, definitions) for c in get_args(kind) if c is not type(None)]
        return {"anyOf": [*choices, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        hints, names = _hints(kind), _field_names(kind)
        definitions[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": {name: _schema_of(hints[name], definitions) for name in names},
            "required": list(names),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@functools.cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@functools.cache
def _init_only(kind: Any) -> tuple[str, ...]:
    return tuple(n for n, hint in _hints(kind).items() if isinstance(hint, dataclasses.InitVar))
