"""Themes in briefs.yaml and in files of their own: the model, what a theme is made like, and what cannot be used in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from briefgen import colours
from briefgen.config import logos
from briefgen.config.fields import Strict, Text
from briefgen.errors import Problem
from briefgen.themes import BUILT_IN, COLOURS, FontFamily, PageSize, Theme, too_faint

_FILES = (".yaml", ".yml")
_MOST_LIKE = 5


def _colour(value: str) -> str:
    if not colours.is_colour(value):
        raise ValueError(f"{value!r} is no colour; write #rrggbb, in quotes")
    return value.lower()


def _short(value: str) -> str:
    if len(value) > 120:
        raise ValueError("must have at most 120 characters")
    return value


def _four(value: object) -> object:
    return (value,) * 4 if isinstance(value, (int, float)) and not isinstance(value, bool) else value


Colour = Annotated[str, AfterValidator(_colour)]
Millimetres = Annotated[float, Field(ge=8, le=50)]
RunningLine = Annotated[Text, AfterValidator(_short)]


class ThemeConfig(Strict):
    """A theme as what differs from another one."""

    like: Text | None = Field(None, description="The theme it differs from: a name, or a path to a theme file.")
    ink: Colour | None = Field(None, description="Text.")
    quiet: Colour | None = Field(None, description="What is said beside the text.")
    accent: Colour | None = Field(None, description="Headings and the rules that bind.")
    link: Colour | None = Field(None, description="Marks.")
    rule: Colour | None = Field(None, description="Hairlines.")
    tint: Colour | None = Field(None, description="A ground that text may stand on.")
    paper: Colour | None = Field(None, description="The page.")
    text_font: FontFamily | None = Field(None, description="For running text.")
    label_font: FontFamily | None = Field(None, description="For headings, tables and labels.")
    size: Annotated[float, Field(ge=7, le=14)] | None = Field(None, description="Size of running text in points.")
    page: PageSize | None = Field(None, description="Page size; the brief's own wins.")
    margins: Annotated[tuple[Millimetres, Millimetres, Millimetres, Millimetres] | None, BeforeValidator(_four)] = (
        Field(None, strict=False, description="Margins in millimetres: one number, or top, right, bottom, left.")
    )
    header: RunningLine | None = Field(None, description="Over each page but the first, in place of the title.")
    footer: RunningLine | None = Field(None, description="Under each page.")
    logo: Text | None = Field(None, description="A PNG, JPEG or SVG file inside the folder of briefs.yaml.")


def _as_theme(value: object) -> object:
    return {"like": value} if isinstance(value, str) else value


NamedOrInline = Annotated[ThemeConfig, BeforeValidator(_as_theme)]

ReadFile = Callable[[Path], "tuple[ThemeConfig | None, tuple[Problem, ...]]"]


@dataclass(frozen=True, slots=True)
class ThemeFault:
    """What is wrong with a theme: the key it is about, in its own file where that is not briefs.yaml, or problems of a file."""

    key: str
    message: str
    rule: str = "BG115"
    word: str = ""
    known: tuple[str, ...] = ()
    file: Path | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Themes:
    """The themes of one briefs.yaml: those it names, the folder of its files, and how a theme file is read."""

    named: Mapping[str, ThemeConfig]
    root: Path
    read: ReadFile

    def resolve(
        self, config: ThemeConfig, *, folder: Path | None = None, depth: int = 0
    ) -> tuple[Theme, list[ThemeFault]]:
        """The theme that a mapping gives together with what it is made like, and what is wrong with it.

        Faults of a named theme are told where that stands, not again where it is used.
        """
        base, faults = self._base(config.like, folder or self.root, depth)
        given = {key: getattr(config, key) for key in config.model_fields_set if getattr(config, key) is not None}
        changed: dict[str, Any] = {key: given[key] for key in given if key not in ("like", "size", "margins", "logo")}
        if "size" in given:
            changed["size_pt"] = given["size"]
        if "margins" in given:
            changed["margins_mm"] = given["margins"]
        if "logo" in given:
            logo, reason = logos.read(given["logo"], folder or self.root, self.root)
            changed["logo"] = logo
            faults.extend([ThemeFault("logo", f"logo: {reason}", "BG117")] if reason else [])
        theme = replace(base, **changed)
        if given.keys() & set(COLOURS):
            faults.extend(_faint(theme, given))
        return theme, faults

    def _base(self, name: str | None, folder: Path, depth: int) -> tuple[Theme, list[ThemeFault]]:
        if name is None:
            return Theme(), []
        if depth > _MOST_LIKE or self._is_circular(name):
            return Theme(), [ThemeFault("like", f"{name!r} is made like itself")]
        if name in self.named:
            return self.resolve(self.named[name], depth=depth + 1)[0], []
        if name in BUILT_IN:
            return BUILT_IN[name], []
        if Path(name).suffix.lower() in _FILES:
            return self._file(folder / name, depth)
        known = tuple(dict.fromkeys((*self.named, *BUILT_IN)))
        return Theme(), [ThemeFault("like", f"no theme {name!r}; there are: {', '.join(known)}", "BG115", name, known)]

    def _is_circular(self, name: str) -> bool:
        """True when following what a named theme is made like never comes to an end."""
        seen: set[str] = set()
        following: str | None = name
        while following is not None and following in self.named:
            if following in seen:
                return True
            seen.add(following)
            following = self.named[following].like
        return False

    def _file(self, path: Path, depth: int) -> tuple[Theme, list[ThemeFault]]:
        config, problems = self.read(path)
        if config is None:
            return Theme(), [ThemeFault("like", "", problems=problems)]
        theme, faults = self.resolve(config, folder=path.parent, depth=depth + 1)
        return theme, [replace(fault, file=fault.file or path) for fault in faults]


def _faint(theme: Theme, given: Mapping[str, object]) -> Iterator[ThemeFault]:
    """Text that is too faint, told at the colour that this mapping gives: of the two the text's where it gives both."""
    for faint in too_faint(theme):
        key = faint.colour if faint.colour in given else faint.ground
        if key in given:
            text, ground = getattr(theme, faint.colour), getattr(theme, faint.ground)
            yield ThemeFault(
                key,
                f"{faint.colour} {text} on {faint.ground} {ground} has a contrast of {faint.ratio:.2f} to 1; "
                f"text needs {colours.ENOUGH:g}",
                "BG116",
            )
