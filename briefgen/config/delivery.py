"""Where briefs go when they are built: channels by name, who is told of a failure, which dead-man's switch is called."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from briefgen.config.fields import Strict, Text
from briefgen.config.secrets import Headers, OneLine, SecretName, Server, WebAddress, WrittenOut, is_loopback
from briefgen.formats import Format

_PORTS = {"implicit": 465, "starttls": 587, "none": 25}
_DATES = frozenset({"as_of", "slot"})
_SPEAKING = (
    ("defaults",),
    ("briefs", "*"),
    ("briefs", "*", "schedule"),
    ("briefs", "*", "editions", "*"),
    ("briefs", "*", "editions", "*", "schedule"),
    ("schedules", "*"),
)


def _as_path(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


def _as_url(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


def _mailbox(value: str) -> str:
    _, address = parseaddr(value)
    local, _, domain = address.rpartition("@")
    if not local or not domain or any(char in address for char in ' <>,;:"\\') or domain.strip(".") != domain:
        raise ValueError(f"{value!r} is no mail address; write name@example.org or Name <name@example.org>")
    return value


def _template(*known: str) -> AfterValidator:
    """A text with {names}; as_of and slot may have a form of date, as in {as_of:%d %B %Y}."""

    def checked(value: str) -> str:
        try:
            parts = list(string.Formatter().parse(value))
        except ValueError as error:
            raise ValueError(f"{error}; write {{{{ for a brace") from None
        for _, name, form, conversion in parts:
            if name is not None and (name not in known or conversion):
                raise ValueError(f"{{{name}}} is none of {', '.join(f'{{{n}}}' for n in known)}")
            if form and (name not in _DATES or not form.startswith("%")):
                raise ValueError(f"{{{name}:{form}}} has a form that it cannot have; dates take %Y, %m, %d, %H, %M")
        return value

    return AfterValidator(checked)


Mailbox = Annotated[OneLine, AfterValidator(_mailbox)]
SubjectTemplate = Annotated[OneLine, _template("title", "brief", "as_of", "slot")]
NameTemplate = Annotated[OneLine, _template("title", "brief", "as_of", "slot", "file", "ext")]


class FolderConfig(Strict):
    """A folder that gets a copy, such as a mounted share. It must be there: a share that is not mounted is no folder."""

    path: WrittenOut = Field(description="The folder, relative to briefs.yaml.")
    name: NameTemplate = Field(
        "{brief}/{as_of}/{file}",
        description="Name of each file in it: {brief}, {title}, {as_of}, {slot}, {file}, {ext}.",
    )
    formats: tuple[Format, ...] | None = Field(
        None, min_length=1, description="Which of the built formats; all when left out.", strict=False
    )


class EmailConfig(Strict):
    """A mail with the brief: the Markdown as its text, other formats attached."""

    host: Server = Field(description="The mail server.")
    port: int | None = Field(None, ge=1, le=65535, description="465 for implicit TLS, 587 for starttls, 25 for none.")
    tls: Literal["implicit", "starttls", "none"] = Field("implicit", description="none: this machine alone.")
    ca_file: WrittenOut | None = Field(None, description="Certificates to trust instead of the system's.")
    username: OneLine | None = Field(None, description="Name at the mail server; may be ${NAME}.")
    password: SecretName | None = Field(None, description="A variable that holds the password: ${NAME}.")
    password_file: Text | None = Field(None, description="A file that holds the password; may hold ${NAME}.")
    sender: Mailbox = Field(alias="from", description="Who sends it.")
    to: tuple[Mailbox, ...] = Field(min_length=1, description="Who gets it.", strict=False)
    cc: tuple[Mailbox, ...] = Field((), description="Who gets a copy.", strict=False)
    bcc: tuple[Mailbox, ...] = Field((), description="Who gets a copy unseen by the others.", strict=False)
    subject: SubjectTemplate = Field("{title}", description="With {title}, {brief}, {as_of}, {slot}.")
    attach: tuple[Format, ...] = Field(("pdf",), description="Formats to attach.", strict=False)
    max_mb: float = Field(20, gt=0, le=500, description="Largest mail, as sent, in megabytes.")
    timeout_s: float = Field(300, gt=0, le=3600, description="Longest time for the whole delivery.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.tls == "none" and not is_loopback(self.host):
            raise ValueError("tls none is for this machine alone; use implicit or starttls")
        if self.password is not None and self.password_file is not None:
            raise ValueError("password and password_file exclude each other")
        if (self.username is None) != (self.password is None and self.password_file is None):
            raise ValueError("username and password (or password_file) belong together")
        return self

    @property
    def effective_port(self) -> int:
        """The port, or the usual one for the kind of TLS."""
        return self.port or _PORTS[self.tls]


class WebhookConfig(Strict):
    """An HTTP POST with the brief as JSON, signed with a shared secret."""

    url: WebAddress = Field(description="Where to; https, or ${NAME}.")
    secret: SecretName | None = Field(None, description="A variable that holds the shared secret: ${NAME}.")
    secret_file: Text | None = Field(None, description="A file that holds the shared secret; may hold ${NAME}.")
    formats: tuple[Format, ...] | None = Field(
        None, description="Which of the built formats to send; all when left out.", strict=False
    )
    headers: Headers = Field(default_factory=dict, description="More headers; secret values as ${NAME}.")
    ca_file: WrittenOut | None = Field(None, description="Certificates to trust instead of the system's.")
    max_mb: float = Field(20, gt=0, le=500, description="Largest request in megabytes.")
    timeout_s: float = Field(60, gt=0, le=3600, description="Longest time for the whole delivery.")

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        if (self.secret is None) == (self.secret_file is None):
            raise ValueError("give secret or secret_file: every request is signed")
        return self


class ChannelConfig(Strict):
    """One way for briefs to leave: exactly one of folder, email, webhook."""

    folder: Annotated[FolderConfig, BeforeValidator(_as_path, json_schema_input_type=FolderConfig | str)] | None = (
        Field(None, description="Copy into a folder.")
    )
    email: EmailConfig | None = Field(None, description="Send by mail.")
    webhook: WebhookConfig | None = Field(None, description="Send by HTTP.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(kind is not None for kind in (self.folder, self.email, self.webhook)) != 1:
            raise ValueError("a channel is exactly one of folder, email, webhook")
        return self

    @property
    def settings(self) -> FolderConfig | EmailConfig | WebhookConfig:
        """The one kind that it is."""
        settings = self.folder or self.email or self.webhook
        assert settings is not None
        return settings


class PingConfig(Strict):
    """A dead-man's switch, called at the start of a run and at its end: it raises the alarm when no call comes."""

    url: WebAddress | None = Field(
        None, description="The switch; /start and /fail are added, as healthchecks.io has it."
    )
    start: WebAddress | None = Field(None, description="Called when a run begins.")
    success: WebAddress | None = Field(None, description="Called when all is built and delivered.")
    fail: WebAddress | None = Field(None, description="Called when a run failed.")
    timeout_s: float = Field(10, gt=0, le=60, description="Longest time for one call.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        own = (self.start, self.success, self.fail)
        if (self.url is None) == all(url is None for url in own) or (self.url and any(own)):
            raise ValueError("give url, or start, success and fail each on its own")
        return self


class DeliveryKeys(Strict):
    """What a brief, the defaults and a schedule may say of delivery; what a schedule leaves out, its brief says."""

    deliver: tuple[Text, ...] | None = Field(None, description="Channels that get the brief.", strict=False)
    on_failure: tuple[Text, ...] | None = Field(None, description="Channels that tell a person.", strict=False)
    ping: Annotated[PingConfig, BeforeValidator(_as_url, json_schema_input_type=PingConfig | str)] | None = Field(
        None, description="A dead-man's switch."
    )


def over(schedule: DeliveryKeys | None, brief: DeliveryKeys) -> DeliveryKeys:
    """What holds for a brief that runs by a schedule: what the schedule says, and where it is silent, the brief."""
    said = {
        key: getattr(schedule, key) for key in DeliveryKeys.model_fields if getattr(schedule, key, None) is not None
    }
    return DeliveryKeys.model_construct(
        **{key: said.get(key, getattr(brief, key)) for key in DeliveryKeys.model_fields}
    )


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel by its name; relative paths in its settings are below root."""

    name: str
    settings: FolderConfig | EmailConfig | WebhookConfig
    root: Path

    @property
    def kind(self) -> Literal["folder", "email", "webhook"]:
        """What it is, as in briefs.yaml."""
        if isinstance(self.settings, FolderConfig):
            return "folder"
        return "email" if isinstance(self.settings, EmailConfig) else "webhook"


def channels(configured: Mapping[str, ChannelConfig], root: Path) -> dict[str, Channel]:
    """The channels of a file by name."""
    return {name: Channel(name, channel.settings, root) for name, channel in configured.items()}


Place = tuple[str | int, ...]


def misnamed(file: Mapping[str, Any]) -> Iterator[tuple[Place, str, str, list[str]]]:
    """Each name in deliver or on_failure that no fit channel has: its place, itself, the fault, the names that would do.

    file is the plain content of briefs.yaml, whatever else may be wrong in it. A folder tells nobody, so
    it cannot stand in on_failure.
    """
    given = file.get("channels")
    known: Mapping[str, Any] = given if isinstance(given, dict) else {}
    telling = [name for name, channel in known.items() if not (isinstance(channel, dict) and "folder" in channel)]
    for place, mapping in _speaking(file):
        for key, fit in (("deliver", list(known)), ("on_failure", telling)):
            names = mapping.get(key)
            for index, name in enumerate(names if isinstance(names, list) else ()):
                if isinstance(name, str) and name not in fit:
                    fault = "a folder, which tells nobody" if name in known else "no channel"
                    yield (*place, key, index), name, f"{name!r} is {fault}", fit


def _speaking(file: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """The mappings that may say deliver and on_failure, with their places."""
    for path in _SPEAKING:
        yield from _at(file, path, ())


def _at(value: object, path: tuple[str, ...], place: Place) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    if not isinstance(value, dict):
        return
    if not path:
        yield place, value
        return
    for key in value if path[0] == "*" else [path[0]]:
        yield from _at(value.get(key), path[1:], (*place, key))
