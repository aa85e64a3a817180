"""Secrets as values: read from the environment or a file when they are needed, never shown by print, log or traceback."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from briefgen.config.delivery import Channel, EmailConfig, PingConfig, WebhookConfig
from briefgen.config.secrets import VARIABLE
from briefgen.errors import BriefgenError

HIDDEN = "•••"
WRITTEN = "briefs.yaml"  # the origin of what is written out there and thus no secret
_MOST_BYTES = 64_000


class SecretFault(BriefgenError):
    """A secret that is not to be had; the message names the variable or the file."""


class Secret:
    """A secret and where it came from. Only reveal() gives it away; it cannot be pickled or compared."""

    __slots__ = ("_value", "origin")

    def __init__(self, value: str, origin: str) -> None:
        self._value = value
        self.origin = origin

    def reveal(self) -> str:
        """The secret itself, for the one call that needs it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({self.origin}: {HIDDEN})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not pickled")


def read_variable(name: str) -> Secret:
    """The secret in a variable, or in the file that NAME_FILE names. Raises SecretFault when there is none."""
    value = os.environ.get(name)
    if value:
        return Secret(value, name)
    file = os.environ.get(f"{name}_FILE")
    if file:
        return read_file(Path(file))
    raise SecretFault(f"The environment variable {name} is {'empty' if value == '' else 'not set'}.")


def read_file(path: Path) -> Secret:
    """The secret in a file, without the line's end. Raises SecretFault when it is unreadable, empty or too long."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        value = data.decode().rstrip("\r\n")
    except OSError as error:
        raise SecretFault(f"The file {path}, which holds a secret, cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise SecretFault(f"The file {path}, which holds a secret, is not UTF-8.") from None
    if not value.strip() or len(data) > _MOST_BYTES:
        raise SecretFault(f"The file {path}, which holds a secret, is {'empty' if not value.strip() else 'too long'}.")
    return Secret(value, str(path))


def secret(reference: str | None, file: str | None, root: Path) -> Secret | None:
    """What a pair of keys such as password and password_file names; None when neither is given."""
    if reference is not None:
        return read_variable(VARIABLE.findall(reference)[0])
    return read_file(root / filled(file).reveal()) if file is not None else None


def filled(text: str) -> Secret:
    """A text with its ${NAME} filled in; all of it is as secret as what was filled in."""
    values = {name: read_variable(name) for name in VARIABLE.findall(text)}
    return Secret(VARIABLE.sub(lambda match: values[match[1]].reveal(), text), ", ".join(values) or WRITTEN)


def variables(settings: object) -> tuple[str, ...]:
    """The names of all variables that a channel's or a switch's settings ask for."""
    if isinstance(settings, EmailConfig):
        texts: Iterable[str | None] = (settings.username, settings.password)
    elif isinstance(settings, WebhookConfig):
        texts = (settings.url, settings.secret, *settings.headers.values())
    elif isinstance(settings, PingConfig):
        texts = (settings.url, settings.start, settings.success, settings.fail)
    else:
        texts = ()
    return tuple(dict.fromkeys(name for text in texts if text for name in VARIABLE.findall(text)))


def known(channels: Mapping[str, Channel], pings: Iterable[PingConfig] = ()) -> tuple[Secret, ...]:
    """Every secret that can be read now, for the redaction of logs; those that cannot are left out."""
    return tuple(_known(channels, pings))


def _known(channels: Mapping[str, Channel], pings: Iterable[PingConfig]) -> Iterator[Secret]:
    for settings in (*(channel.settings for channel in channels.values()), *pings):
        for name in variables(settings):
            try:
                yield read_variable(name)
            except SecretFault:
                continue
    for channel in channels.values():
        file = getattr(channel.settings, "password_file", None) or getattr(channel.settings, "secret_file", None)
        try:
            held = secret(None, file, channel.root)
        except SecretFault:
            continue
        if held is not None:
            yield held


def redacted(text: str, secrets: Iterable[Secret]) -> str:
    """The text without any of the secrets, the longest first, since one may hold another."""
    for value in sorted((s.reveal() for s in secrets), key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return text
