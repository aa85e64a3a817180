"""Words of the facts that are labels on a page: named here, so that every catalogue has them."""

from __future__ import annotations

from typing import TypeVar

Word = TypeVar("Word", bound=str)


def N_(message: Word) -> Word:
    """The message itself; it is translated where it is shown. Collectors of messages know this name."""
    return message


TERMS = (
    # kinds of stakeholders
    N_("person"), N_("government"), N_("ministry"), N_("diplomatic mission"), N_("military"), N_("organisation"),
    N_("armed group"), N_("public"), N_("affected"), N_("group"), N_("place"),
    # voices
    N_("direct"), N_("indirect"), N_("none"),
    # kinds of key points and of questions; statuses of figures
    N_("event"), N_("claim"), N_("non-disclosure"), N_("contested"), N_("context"),
    N_("disputed"), N_("pending"), N_("unclear"), N_("undisclosed"), N_("unverified"), N_("unconfirmed"),
    N_("no comment"), N_("language"),
    N_("given"), N_("vague"),
    # kinds of conflicts that are not named above
    N_("date"), N_("denial"),
    # what became of a fact since the last edition
    N_("contradicted"), N_("answered"), N_("changed"), N_("new"), N_("withdrawn"),
    # who says when a document came out
    N_("stated"), N_("metadata"), N_("operator"), N_("unknown"),
)  # fmt: skip
"""Every word that the label filter may meet; sections by name stand with the back links."""
