"""The models of facts/<brief>.yaml, where a person corrects the facts of a brief, and reading it: every fault with its place."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from briefgen.config.fields import Misspelt, Strict, Text
from briefgen.config.loading import from_pydantic, read_text
from briefgen.corrections.records import (
    AddedKind,
    Addition,
    Correction,
    FactKind,
    Grade,
    Naming,
    Overlay,
    Quoted,
)
from briefgen.errors import Problem
from briefgen.marked_yaml import Tree
from briefgen.marked_yaml import load as load_yaml
from briefgen.model import KeyPoint, Reliability, StakeholderKind

STAKEHOLDER_KINDS: tuple[str, ...] = typing.get_args(StakeholderKind)
KEY_POINT_KINDS: tuple[str, ...] = typing.get_args(typing.get_type_hints(KeyPoint)["kind"])
_KINDS = {"stakeholder": STAKEHOLDER_KINDS, "key point": KEY_POINT_KINDS}
_ONLY_FOR_STAKEHOLDERS = ("name", "rename", "country", "role", "merge", "split")
_ASKED_FOR: dict[str, tuple[str, ...]] = {"open question": ("question",), "statement": ("speaker",)}
_TAKEN: dict[str, tuple[str, ...]] = {
    "key point": ("text", "kind", "rank"),
    "open question": ("question", "kind"),
    "stakeholder": ("name", "kind", "country"),
    "statement": ("speaker", "mode"),
    "event": ("when",),
}


def _fitting(kind: str | None, known: ValidationInfo) -> str | None:
    """Refuse a kind that facts of this sort do not have."""
    fit = _KINDS.get(known.data.get("fact", ""))
    if kind is not None and fit is not None and kind not in fit:
        raise Misspelt(f"{kind!r} is none of {', '.join(fit)}", kind, fit)
    return kind


class GradeConfig(Strict):
    """How reliable a source is held to be."""

    document: Text = Field(description="The source, as in briefs.yaml.")
    reliability: Reliability = Field(description="Admiralty grade, A to F; F: cannot be judged.")


class QuotedConfig(Strict):
    """A stretch of a source, by its words."""

    document: Text | None = Field(None, description="The source, as in briefs.yaml.")
    quote: Text | None = Field(
        None, description="Words of the source, as they stand there; white space does not count."
    )
    at: int | None = Field(
        None, ge=0, description="Where the quote stood, in characters; tells it from others like it."
    )
    before: str = Field("", description="Words before the quote, where it stands more than once.")
    after: str = Field("", description="Words after the quote.")

    @property
    def quoted(self) -> Quoted | None:
        """The quote as the rest of briefgen knows it."""
        if self.document is None or self.quote is None:
            return None
        return Quoted(self.document, self.quote, self.at, self.before, self.after)


class FactConfig(QuotedConfig):
    """What a person says about one fact that was found."""

    fact: FactKind = Field(description="What kind of fact it is.")
    name: Text | None = Field(None, description="A stakeholder's name, as it was found.")
    says: Text | None = Field(None, description="The fact's own words, where they tell it from others at the quote.")
    review: Literal["accept", "reject"] | None = Field(None, description="Whether it holds; what is rejected goes.")
    kind: Text | None = Field(None, description="Another kind, for a key point, an open question or a stakeholder.")
    text: Text | None = Field(None, description="Another text for a key point; the citations must carry it.")
    rename: Text | None = Field(None, description="What a stakeholder is to be called.")
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="A stakeholder's country, as in ISO 3166: EC.")
    role: Text | None = Field(None, description="A stakeholder's title or role, in words of a source.")
    merge: tuple[Text, ...] = Field((), strict=False, description="Names of others that are the same stakeholder.")
    split: dict[Text, Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]] = Field(
        default_factory=dict, description="New names, each with the forms that are somebody else's."
    )

    _kind_fits = field_validator("kind")(_fitting)

    @model_validator(mode="after")
    def _is_whole(self) -> FactConfig:
        if self.fact == "stakeholder":
            if self.name is None:
                raise ValueError("a stakeholder is known by its 'name'")
        else:
            wrong = [key for key in _ONLY_FOR_STAKEHOLDERS if getattr(self, key)]
            if wrong:
                raise ValueError(f"{wrong[0]!r} is for stakeholders only")
            if self.quoted is None and self.says is None:
                raise ValueError("say which fact: its 'document' and 'quote', or what it 'says'")
        if self.kind is not None and self.fact not in ("stakeholder", "key point", "open question"):
            raise ValueError(f"the kind of a {self.fact} cannot be changed; reject it and add your own")
        if self.text is not None and self.fact != "key point":
            raise ValueError("only a key point has a text; quoted words are never changed")
        if self.review == "reject" and (self.kind or self.text or self.rename or self.merge or self.split):
            raise ValueError("what is rejected cannot be edited as well")
        return self


class AdditionConfig(QuotedConfig):
    """A fact of a person's own."""

    fact: AddedKind = Field(description="What kind of fact it is.")
    document: Text = Field(description="The source, as in briefs.yaml.")
    quote: Text = Field(description="Words of the source that carry the fact, as they stand there.")
    text: Text | None = Field(
        None, description="What a key point says; the quote must carry it, and is it when left out."
    )
    kind: Text | None = Field(None, description="The kind of a key point, an open question or a stakeholder.")
    rank: int | None = Field(None, ge=1, le=99, description="The place of a key point; the fourth when left out.")
    question: Text | None = Field(None, description="What is asked.")
    name: Text | None = Field(None, description="A stakeholder's name.")
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="A stakeholder's country, as in ISO 3166: EC.")
    speaker: Text | None = Field(None, description="Who says it, as the source names them near the quote.")
    mode: Literal["direct", "indirect"] | None = Field(None, description="Whether these are the speaker's own words.")
    when: Text | None = Field(None, description="The time of an event, in words of the quote.")

    _kind_fits = field_validator("kind")(_fitting)

    @model_validator(mode="after")
    def _is_whole(self) -> AdditionConfig:
        for key in _ASKED_FOR.get(self.fact, ()):
            if getattr(self, key) is None:
                raise ValueError(f"{self.fact} needs {key!r}")
        for key in dict.fromkeys(key for keys in _TAKEN.values() for key in keys):
            if getattr(self, key) is not None and key not in _TAKEN[self.fact]:
                raise ValueError(f"{key!r} is not for {self.fact}")
        return self

    @property
    def given(self) -> dict[str, str]:
        """What its kind of fact asks for, by name."""
        keys = _TAKEN[self.fact]
        return {key: str(getattr(self, key)) for key in keys if getattr(self, key) is not None}


class OverlayConfig(Strict):
    """The whole of facts/<brief>.yaml."""

    sources: tuple[GradeConfig, ...] | None = Field(None, strict=False, description="Grades of sources.")
    add: tuple[AdditionConfig, ...] | None = Field(None, strict=False, description="Facts of your own.")
    facts: tuple[FactConfig, ...] | None = Field(None, strict=False, description="Facts that were found.")


def load(path: Path) -> tuple[Overlay | None, tuple[Problem, ...]]:
    """The overlay in a file, an empty one where there is none; (None, problems) when anything in it is wrong."""
    if not path.is_file() and not path.is_symlink():
        return Overlay(file=str(path)), ()
    source, problem = read_text(path)
    if source is None:
        return None, (problem,) if problem else ()
    tree, problems = load_yaml(source, file=str(path))
    if tree is None:
        return None, problems
    if tree.value is None:
        return Overlay(file=str(path)), ()
    if not isinstance(tree.value, dict):
        message = "the file must be a mapping with 'sources', 'add' or 'facts'"
        return None, (Problem("BG105", message, file=str(path), line=1, column=1),)
    try:
        written = OverlayConfig.model_validate(tree.value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, tuple(dict.fromkeys(from_pydantic(f, tree, str(path), OverlayConfig) for f in faults))
    return _overlay(written, tree, str(path)), ()


def _overlay(written: OverlayConfig, tree: Tree, file: str) -> Overlay:
    facts, added, sources = written.facts or (), written.add or (), written.sources or ()
    return Overlay(
        file=file,
        grades=tuple(Grade(g.document, g.reliability, tree.place(("sources", i))) for i, g in enumerate(sources)),
        facts=tuple(
            _correction(fact, tree.place(("facts", i))) for i, fact in enumerate(facts) if fact.fact != "stakeholder"
        ),
        stakeholders=tuple(
            _naming(fact, tree.place(("facts", i))) for i, fact in enumerate(facts) if fact.fact == "stakeholder"
        ),
        additions=tuple(_addition(fact, tree.place(("add", i))) for i, fact in enumerate(added)),
    )


def _correction(fact: FactConfig, place: tuple[int, int]) -> Correction:
    return Correction(
        fact=fact.fact,
        quoted=fact.quoted,
        says=fact.says,
        verdict=fact.review,
        kind=fact.kind,
        text=fact.text,
        place=place,
    )


def _naming(fact: FactConfig, place: tuple[int, int]) -> Naming:
    return Naming(
        name=fact.name or "",
        verdict=fact.review,
        rename=fact.rename,
        kind=fact.kind,
        country=fact.country,
        role=fact.role,
        merge=fact.merge,
        split=fact.split,
        place=place,
    )


def _addition(fact: AdditionConfig, place: tuple[int, int]) -> Addition:
    quoted = Quoted(fact.document, fact.quote, fact.at, fact.before, fact.after)
    return Addition(fact=fact.fact, quoted=quoted, fields=fact.given, place=place)


def has_facts(text: str) -> bool:
    """True when a text has the key "facts"."""
    tree, _ = load_yaml(text, file="")
    return tree is not None and isinstance(tree.value, dict) and "facts" in tree.value


def end_of_facts(text: str) -> tuple[str, int | None]:
    """How far the entries under "facts" are indented, and the line behind the last of them; None where the file ends."""
    tree, _ = load_yaml(text, file="")
    if tree is None or not isinstance(tree.value, dict) or "facts" not in tree.value:
        return "", None
    first = tree.values.get(("facts", 0))
    # The place of an item is that of what stands behind its dash, two columns on.
    indent = " " * max(0, first[1] - 3) if first else ""
    facts = tree.keys.get(("facts",), (0, 0))[0]
    following = [line for path, (line, _) in tree.keys.items() if len(path) == 1 and line > facts]
    return indent, min(following, default=None)


def extends(text: str, earlier: str) -> bool:
    """True when a text says all that an earlier one does, in the same order, and more entries under "facts"."""
    new, _ = load_yaml(text, file="")
    old, _ = load_yaml(earlier, file="")
    if new is None or old is None or not isinstance(new.value, dict):
        return False
    before = old.value or {}
    entries, known = new.value.get("facts"), before.get("facts") or []
    others = {key: value for key, value in before.items() if key != "facts"}
    same = all(new.value.get(key) == value for key, value in others.items())
    return same and isinstance(entries, list) and len(entries) > len(known) and entries[: len(known)] == known


def json_schema() -> dict[str, Any]:
    """The JSON Schema of facts/<brief>.yaml, for editors."""
    schema = OverlayConfig.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "facts/<brief>.yaml", **schema}
