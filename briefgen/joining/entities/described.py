"""Whom documents describe and do not name: "passengers", "the coast guard". They are one where the documents tell one story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.joining.entities.actors import Actor
from briefgen.joining.entities.identity import Identity, by_form
from briefgen.joining.texts import Story

_ONE_OF_SEVERAL = ("ministry", "diplomatic mission", "organisation")


def link_copied(unnamed: Sequence[Actor], origins: Mapping[str, str], identity: Identity) -> None:
    """Who is only described is the same in the copies of one text: "the coast guard" of a wire story and its reprint."""
    for its in by_form(unnamed, lambda actor: f"{origins[actor.document]} {_what(actor)}").values():
        identity.unite_all(its)


def link_told(unnamed: Sequence[Actor], stories: Mapping[str, Story], identity: Identity) -> None:
    """Who is described in the same words in documents of one story is the same: the passengers of one ferry.

    "The ministry" is that of its own document: every country has several.
    """
    groups = [actor for actor in unnamed if actor.size > 1 or actor.stakeholder.kind not in _ONE_OF_SEVERAL]
    for its in by_form(groups, _what).values():
        told: list[tuple[Actor, Story]] = []
        for actor in its:
            story = stories[actor.document]
            same = next((i for i, (_, other) in enumerate(told) if _is_one_story(story, other)), None)
            if same is None:
                told.append((actor, story))
            else:
                first, other = told[same]
                identity.unite_loosely(first.number, actor.number)
                told[same] = (first, other | story)


def link_named(
    unnamed: Sequence[Actor], bodies: Sequence[Actor], stories: Mapping[str, Story], identity: Identity
) -> None:
    """ "The port authority" is the Saltmere Port Authority that others name, where its own document speaks of Saltmere.

    It has to be the only such body that any document names, and a description of one word may be anybody's.
    """
    ends: dict[str, list[Actor]] = {}
    for body in bodies:
        words = body.form.split()
        for start in range(1, len(words) - 1):
            ends.setdefault(" ".join(words[start:]), []).append(body)
    for actor in unnamed:
        named = [body for body in ends.get(actor.form, ()) if _own_words(body, actor) <= stories[actor.document].names]
        numbers = dict.fromkeys(identity.of(body) for body in named)
        if len(numbers) == 1:
            identity.unite_loosely(next(iter(numbers)), actor.number)


def _is_one_story(one: Story, other: Story) -> bool:
    return one.is_of(other) or not one.lead.isdisjoint(other.lead)


def _own_words(body: Actor, actor: Actor) -> frozenset[str]:
    """What the name has beyond the description."""
    return frozenset(body.form.removesuffix(actor.form).split())


def _what(actor: Actor) -> str:
    return f"{actor.stakeholder.kind} {actor.form}"
