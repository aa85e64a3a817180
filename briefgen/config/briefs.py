"""The models of briefs.yaml: the file, its briefs and their sources. Options of a brief stand once and serve the defaults too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from briefgen import markings, naming
from briefgen.config.delivery import Channel, ChannelConfig, DeliveryKeys
from briefgen.config.fields import Date, Marking, Naming, Strict, Text
from briefgen.config.handling import (
    ClassificationConfig,
    Instant,
    after_embargo,
    keeping_the_title,
    not_below_level,
    not_below_marking,
)
from briefgen.config.linting import LintConfig
from briefgen.config.schedules import GroupConfig, ScheduleConfig, SomeTime
from briefgen.config.themes import NamedOrInline
from briefgen.formats import Format
from briefgen.themes import PageSize, Theme

EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


Names = Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]


class SourceConfig(Strict):
    """One source of a brief; what is given here wins over what the file says."""

    path: Text | None = Field(
        None, description="A file, a folder, or a pattern such as news/**/*.html, relative to briefs.yaml."
    )
    exclude: tuple[Text, ...] = Field(
        (), description="Patterns of files in the folder that are no sources.", strict=False
    )
    title: Text | None = Field(None, description="Headline of the source.")
    publisher: Text | None = Field(None, description="Who published it.")
    author: Text | None = Field(None, description="Who wrote it.")
    published: Date | None = Field(None, description="Publication date, YYYY-MM-DD; never guessed when left out.")
    url: Text | None = Field(
        None, description="Where it was published; without a path, the page to fetch (https, network: allow)."
    )
    max_age: SomeTime | None = Field(
        None, description="Fetch the page again when the copy is older: 12h, 1d. The first copy is kept otherwise."
    )
    reliability: Literal["A", "B", "C", "D", "E", "F"] = Field(
        "F", description="Admiralty grade, set by a person; F: cannot be judged."
    )
    marking: Marking | None = Field(None, description="TLP 2.0 label of the source.")
    classification: ClassificationConfig | None = Field(None, description="Classification of the source.")

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Self:
        if self.path is None and self.url is None:
            raise ValueError("a source needs a 'path', or a 'url' to fetch")
        if self.path is None and not _HTTPS.fullmatch(self.url or ""):
            raise ValueError(f"{self.url!r} is not fetched; an address begins with https:// and holds no password")
        if self.path is not None and self.max_age is not None:
            raise ValueError("'max_age' is for pages that are fetched, which have no 'path'")
        if self.path is None and self.exclude:
            raise ValueError("'exclude' is for folders and patterns")
        return self


_HTTPS = re.compile(r"https://[^\s/@?#\\]+(?:[/?#][^\s]*)?")


def _as_source(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


class ExtractorConfig(Strict):
    """What tells words and names instead of the models that come with briefgen."""

    spacy: Text = Field(description="An installed spaCy pipeline, or the folder of one.")


class Defaults(DeliveryKeys):
    """What every brief has unless it says otherwise; every key of it is one of a brief, too."""

    template: Text = Field("brief", description="Name of a template set.")
    formats: tuple[Format, ...] = Field(("md", "pdf"), min_length=1, description="What to write.", strict=False)
    language: Literal["en", "es", "fr", "de"] = Field(
        "en", description="Language of labels, dates and numbers; what the sources say stays."
    )
    page: PageSize | None = Field(None, description="Page size; A4 unless the theme says otherwise.")
    theme: NamedOrInline | None = Field(
        None, description="How the page looks: the name of a theme, a path to a theme file, or what differs from one."
    )
    marking: Marking | None = Field(None, description="TLP 2.0 label, printed on every page.")
    classification: ClassificationConfig | None = Field(None, description="A banner of your own scheme on every page.")
    release: Marking | None = Field(
        None, description="The strictest TLP label that may go in; sources above it are left out wholly."
    )
    release_level: int | None = Field(
        None, ge=0, le=99, description="The highest level of classification that may go in."
    )
    embargo: Instant | None = Field(None, description="Not to be passed on before; a watermark until then.")
    expires: Instant | None = Field(None, description="Not valid after; a watermark from then on.")
    max_pages: int | None = Field(
        None, ge=1, le=50, description="Most pages before the evidence annex; the lowest-ranked items give way."
    )
    since: Literal["last"] | None = Field(
        None, description="'last' tells what changed since the edition before, in a section of its own."
    )
    archive: bool = Field(False, description="Put the sources into the PDF, byte for byte.")
    extractor: ExtractorConfig | None = Field(None, description="A spaCy pipeline in place of the shipped models.")

    lint: LintConfig = Field(
        default_factory=lambda: LintConfig.model_validate({}), description="How the brief's linter is set."
    )

    _release_fits = field_validator("release")(not_below_marking)
    _level_fits = field_validator("release_level")(not_below_level)
    _end_fits = field_validator("expires")(after_embargo)


class EditionConfig(Defaults):
    """One edition of a brief: how it is marked, which is also the most that it may carry, and what else differs."""

    title: Text | None = Field(None, description="The title of this edition; the brief's otherwise.")
    schedule: ScheduleConfig | None = Field(None, description="When it is built by itself; as the brief otherwise.")

    @model_validator(mode="after")
    def _is_marked(self) -> Self:
        if self.release is not None or self.release_level is not None:
            raise ValueError("an edition's marking is its release; leave 'release' out")
        if self.marking is None and self.classification is None:
            raise ValueError("an edition needs a 'marking' or a 'classification'")
        return self


def _edition_name(name: str) -> str:
    if not EDITION_NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be an edition's name: use letters, digits, - and _")
    return name


class BriefConfig(Defaults):
    """One brief: a title, its sources, and how it is to look."""

    name: str = Field("", exclude=True, json_schema_extra={"deprecated": True})
    title: Text = Field(description="What the brief is about.")
    sources: tuple[Annotated[SourceConfig, BeforeValidator(_as_source)], ...] = Field(
        min_length=1, description="The files it rests on.", strict=False
    )
    as_of: Date | None = Field(None, description="The day for which the brief is written.")
    aliases: dict[Text, Names] = Field(
        default_factory=dict,
        description="Other names of one actor, by the name to print, where they are not seen as one.",
    )
    not_same: tuple[Annotated[Names, Field(min_length=2)], ...] = Field(
        (), description="Lists of names that are not of one actor, though they are taken so.", strict=False
    )
    schedule: ScheduleConfig | None = Field(None, description="When it is built by itself; by hand only when left out.")
    editions: dict[Annotated[str, AfterValidator(_edition_name)], EditionConfig] = Field(
        default_factory=dict, description="The editions to build in place of the brief, by name."
    )
    edition_of: str = Field("", exclude=True, json_schema_extra={"deprecated": True})

    _titles_fit = field_validator("editions")(keeping_the_title)

    @property
    def has_release(self) -> bool:
        """True when sources above some marking are to be left out."""
        return self.release is not None or self.release_level is not None

    @property
    def may_carry(self) -> markings.Release | None:
        """The most that this brief may carry; None when it carries all its sources."""
        return markings.Release(self.release, self.release_level) if self.has_release else None


class File(Strict):
    """The whole of briefs.yaml."""

    defaults: Defaults = Field(
        default_factory=lambda: Defaults.model_validate({}),
        description="What every brief has unless it says otherwise.",
    )
    output: Text = Field("build", description="Folder for the results, relative to briefs.yaml.")
    naming: Naming = Field(
        naming.DEFAULT, description="What results are called below output, e.g. {brief}/{as_of:%Y-%m-%d}/{brief}.{ext}."
    )
    state: Text = Field(
        ".briefgen/runs.sqlite",
        description="Where the record of runs is kept, relative to briefs.yaml; on a local disk.",
    )
    network: Literal["deny", "allow"] = Field(
        "deny", description="Whether sources may be fetched from the web; what was fetched is kept below output."
    )
    channels: dict[str, ChannelConfig] = Field(
        default_factory=dict, description="Where briefs can go, by the names that deliver and on_failure use."
    )
    briefs: dict[str, BriefConfig] = Field(
        description="The briefs by name; the name becomes the file name.", min_length=1
    )
    themes: dict[str, NamedOrInline] = Field(
        default_factory=dict, description="Themes by name, each as what differs from another."
    )
    schedules: dict[str, GroupConfig] = Field(
        default_factory=dict, description="Schedules of several briefs, by name; a brief has one schedule at most."
    )


class Config(BaseModel):
    """A checked briefs.yaml: the folder it lies in, where results and the record of runs go, its briefs, channels and schedules."""

    model_config = ConfigDict(frozen=True)
    root: Path
    output: Path
    naming: str = naming.DEFAULT
    state: Path
    network: Literal["deny", "allow"] = "deny"
    briefs: tuple[BriefConfig, ...]
    channels: dict[str, Channel] = {}
    schedules: tuple[GroupConfig, ...] = ()
    themes: dict[str, Theme] = {}

    def theme(self, brief: BriefConfig) -> Theme:
        """The theme of one of the briefs, with the page size that the brief asks for."""
        theme = self.themes.get(brief.name, Theme())
        return replace(theme, page=brief.page) if brief.page else theme
