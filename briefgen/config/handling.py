"""How far a brief may travel, in briefs.yaml: classification, instants with a zone, and editions written out as briefs of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from briefgen import markings
from briefgen.colours import ENOUGH, contrast, is_colour
from briefgen.config.fields import Strict, Text

if TYPE_CHECKING:
    from briefgen.config.briefs import BriefConfig, EditionConfig


def _instant(value: object) -> object:
    if isinstance(value, str):
        try:
            instant = dt.datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no instant; write 2026-12-01T06:00+01:00") from None
        if instant.tzinfo is None:
            raise ValueError(f"{value!r} has no zone; write 2026-12-01T06:00+01:00, or Z for UTC")
        return instant
    return value


def _colour(value: str) -> str:
    if not is_colour(value):
        raise ValueError(f"{value!r} is no colour; write #1F5A8C")
    return value.upper()


Instant = Annotated[dt.datetime, BeforeValidator(_instant)]
Colour = Annotated[str, AfterValidator(_colour)]


class ClassificationConfig(Strict):
    """A marking of the user's own scheme, printed at the top and the bottom of every page."""

    text: Text = Field(max_length=60, description="What the banner says.")
    level: int = Field(ge=0, le=99, description="0 is open; the higher, the stricter.")
    colour: Colour = Field("#FFFFFF", description="Colour of the letters.")
    background: Colour = Field("#000000", description="Colour of the banner.")

    @model_validator(mode="after")
    def _is_legible(self) -> ClassificationConfig:
        ratio = contrast(self.colour, self.background)
        if ratio < ENOUGH:
            raise ValueError(
                f"{self.colour} on {self.background} has a contrast of {ratio:.1f}:1; {ENOUGH}:1 is the least (WCAG 2.2 AA)"
            )
        return self

    @property
    def value(self) -> markings.Classification:
        """The classification as the rest of briefgen knows it."""
        return markings.Classification(self.text, self.level, self.colour, self.background)


def after_embargo(expires: dt.datetime | None, known: ValidationInfo) -> dt.datetime | None:
    """Refuse an end that does not lie after the embargo."""
    embargo = known.data.get("embargo")
    if expires is not None and embargo is not None and expires <= embargo:
        raise ValueError("must lie after 'embargo'")
    return expires


def not_below_marking(release: str | None, known: ValidationInfo) -> str | None:
    """Refuse a release that the brief's own marking is above."""
    own = known.data.get("marking")
    if own is not None and release is not None and markings.rank(own) > markings.rank(release):
        raise ValueError(f"the brief itself is marked {own}, above {release}")
    return release


def not_below_level(release_level: int | None, known: ValidationInfo) -> int | None:
    """Refuse a level that the brief's own classification is above."""
    own = known.data.get("classification")
    if own is not None and release_level is not None and own.level > release_level:
        raise ValueError(f"the brief itself is classified at level {own.level}, above {release_level}")
    return release_level


def keeping_the_title(editions: dict[str, EditionConfig], known: ValidationInfo) -> dict[str, EditionConfig]:
    """Refuse an edition that would carry the brief's title out of the circle that the brief is marked for."""
    if editions and (known.data.get("release") is not None or known.data.get("release_level") is not None):
        raise ValueError("a brief has either 'editions' or a 'release'; each edition's marking is its release")
    own, marking = known.data.get("classification"), known.data.get("marking")
    classification = own.value if own is not None else None
    for name, edition in editions.items():
        within = (own is None and marking is None) or release_of(edition).admits(marking, classification)
        if edition.title is None and not within:
            raise ValueError(
                f"{name!r} is marked below the brief, whose title is marked as the brief is; give it a 'title'"
            )
    return editions


def release_of(edition: EditionConfig) -> markings.Release:
    """The most that an edition may carry: what it is marked."""
    return markings.Release(edition.marking, edition.classification.level if edition.classification else None)


def written_out(brief: BriefConfig) -> Iterator[BriefConfig]:
    """The brief as it is built: one of its own for each edition, named brief-edition; itself when it has none.

    An edition's marking is also its release. A source without a marking has that of the brief as it
    stands in the file.
    """
    if not brief.editions:
        yield brief.model_copy(update={"sources": _marked(brief)}) if brief.has_release else brief
        return
    for name, edition in brief.editions.items():
        said = {key: getattr(edition, key) for key in edition.model_fields_set if getattr(edition, key) is not None}
        release = release_of(edition)
        yield brief.model_copy(
            update={
                **said,
                "name": f"{brief.name}-{name}",
                "edition_of": brief.name,
                "sources": _marked(brief),
                "marking": edition.marking,
                "classification": edition.classification,
                "release": release.marking,
                "release_level": release.level,
                "editions": {},
            }
        )


def built(names: Sequence[str], briefs: Sequence[BriefConfig]) -> tuple[str, ...]:
    """The names under which some briefs are built: those of its editions for a brief that has any."""
    editions = {name: [b.name for b in briefs if b.edition_of == name] for name in names}
    return tuple(dict.fromkeys(other for name in names for other in editions[name] or [name]))


def _marked(brief: BriefConfig) -> tuple[object, ...]:
    """The sources, those without a marking or a classification given the brief's."""
    return tuple(
        source.model_copy(
            update={
                "marking": source.marking or brief.marking,
                "classification": source.classification or brief.classification,
            }
        )
        for source in brief.sources
    )
