"""Template sets: where they lie, how they are loaded, and how data is escaped on its way into them.

A template is code that its author trusts; the data that goes through it is not.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal

from briefgen.errors import BriefgenError, Problem
from briefgen.text import printable

if TYPE_CHECKING:
    import jinja2

    from briefgen.rendering.speech import Speech


Kind = Literal["md", "html", "txt"]


class TemplateFault(BriefgenError):
    """A template that cannot be used; problem says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def builtin_folder() -> Path:
    """The folder of the template sets that come with briefgen: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def template_names(search_path: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The names of all template sets that can be found, sorted: folders with a brief.md.j2."""
    folders = (*search_path, builtin_folder())
    return tuple(sorted({f.parent.name for folder in folders if folder.is_dir() for f in folder.glob("*/brief.md.j2")}))


def find(name: str, search_path: tuple[Path, ...]) -> Path | None:
    """The file of this name ("base/print.css") in the first of the folders that has it, the built-in one last."""
    paths = (folder / name for folder in (*search_path, builtin_folder()))
    return next((path for path in paths if path.is_file()), None)


def read_style(template: str, search_path: tuple[Path, ...], *, media: Literal["all", "print"] = "all") -> str:
    """The style sheets of a template set: those of the base, then its own; each file may be shadowed by itself."""
    names = ("print.css",) if media == "print" else ("print.css", "screen.css")
    found = (find(f"{folder}/{name}", search_path) for folder in ("base", template) for name in names)
    return "\n".join(path.read_text(encoding="utf-8") for path in found if path)


def read_script(template: str, search_path: tuple[Path, ...]) -> str:
    """The script of a template set for screens, its own or that of the base."""
    own = find(f"{template}/screen.js", search_path) or find("base/screen.js", search_path)
    return own.read_text(encoding="utf-8") if own else ""


# Escaping --------------------------------------------------------------------------------------

_BLANKS = re.compile(r"[ \t]{2,}")
_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_ENTITY = re.compile(r"[&<>|~^]")  # not every dialect lets these be escaped with a backslash
_DOMAIN = re.compile(  # the dot before what linkify takes for the end of a domain: a country's two letters, or a common one
    r"(?<=[\w-])\.(?=(?:[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф|xn--\w+)(?![^\W_]))",
    re.IGNORECASE,
)
_IN_CONTEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r":(?=//)"), "&#58;"),  # an address
    (re.compile(r"\b(www)\.", re.IGNORECASE), r"\1\\."),  # and one that opens with www
    (re.compile(r"(?<=[^\s@])@(?=[^\s@])"), "&#64;"),  # a mail address
    (re.compile(r"(?<=[=+])[=+]"), ""),  # marked or inserted text
    (re.compile(r"\$(?!\d)|(?<=\$)\$"), "&#36;"),  # mathematics; what opens it, a price, can then never be closed
)
_LINE_START = re.compile(r"^( ?)([#+\-=:]|\d+[.)](?=\s|$))")


def escape_markdown(text: str) -> str:
    """Text as Markdown that renders as exactly that text: no mark-up, no HTML, no link, on one line.

    It holds for Python-Markdown, CommonMark and GFM with addresses found by themselves, and for the
    usual extensions: mathematics, footnotes, marked text. Control characters and overrides of
    the writing direction become a space; line breaks and runs of blanks do too. GitHub alone still
    links mail addresses, to themselves.
    """
    text = _BLANKS.sub(" ", printable(text))
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(_as_entity, text)
    for pattern, entity in _IN_CONTEXT:
        text = pattern.sub(entity or _as_entity, text)
    return _LINE_START.sub(_escape_start, _DOMAIN.sub(r"\\.", text))


_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _as_entity(match: re.Match[str]) -> str:
    sign = match.group()
    return _NAMED.get(sign) or f"&#{ord(sign)};"


def _escape_start(match: re.Match[str]) -> str:
    sign = match.group(2)
    return match.group(1) + (sign[:-1] + "\\" + sign[-1] if sign[0].isdigit() else f"&#{ord(sign)};")


def _finalize(value: object) -> object:
    """What every {{ expression }} of a Markdown template goes through; marked-up text stays."""
    import jinja2
    from markupsafe import Markup

    if isinstance(value, (Markup, jinja2.Undefined)):
        return value
    return Markup(escape_markdown("" if value is None else str(value)))


def _finalize_plain(value: object) -> object:
    """What every {{ expression }} of an HTML or text template goes through: no control characters."""
    from markupsafe import Markup

    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# Environments ----------------------------------------------------------------------------------


@functools.lru_cache(maxsize=16)
def environment(search_path: tuple[Path, ...], kind: Kind, language: str = "en") -> jinja2.Environment:
    """The sandboxed environment for templates of one kind in one language; a missing variable is a fault in each."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from briefgen.rendering import filters
    from briefgen.rendering.speech import speech_of

    speech = speech_of(language, search_path)
    builtin = jinja2.FileSystemLoader(builtin_folder())
    own = [jinja2.FileSystemLoader(folder) for folder in search_path]
    env = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader([jinja2.PrefixLoader({"builtin": builtin}, delimiter=":"), *own, builtin]),
        undefined=jinja2.StrictUndefined,
        autoescape=kind != "txt",
        finalize=_finalize if kind == "md" else _finalize_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.filters.update(filters.FILTERS, **filters.spoken(speech))
    with_context = {**filters.WITH_CONTEXT, **filters.spoken_with_context(speech)}
    env.filters.update({name: jinja2.pass_context(act) for name, act in with_context.items()})
    env.globals.update(messages(speech, _ESCAPES[kind]))
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    return env


_HELD_OPEN = re.compile("\0(\\w+)\0")
_ESCAPES: dict[Kind, Callable[[str], str]] = {"md": escape_markdown, "html": html.escape, "txt": str}


def messages(speech: Speech, escape: Callable[[str], str]) -> dict[str, Callable[..., str]]:
    """The functions that a template calls for messages: _, gettext, ngettext, pgettext, npgettext.

    What they give is plain text, escaped where it is printed. A value that is mark-up stays so, and the
    message around it is escaped here.
    """

    def with_markup(act: Callable[..., str]) -> Callable[..., str]:
        def said(*arguments: Any, **values: Any) -> str:
            from markupsafe import Markup

            if not any(isinstance(value, Markup) for value in values.values()):
                return act(*arguments, **values)
            parts = _HELD_OPEN.split(act(*arguments, **{name: f"\0{name}\0" for name in values}))
            safe = {name: v if isinstance(v, Markup) else escape(str(v)) for name, v in values.items()}
            return Markup("".join(safe[part] if i % 2 else escape(part) for i, part in enumerate(parts)))

        return said

    names = ("gettext", "ngettext", "pgettext", "npgettext")
    spoken = {name: with_markup(getattr(speech, name)) for name in names}
    return {**spoken, "_": spoken["gettext"]}


def kind_of(name: str) -> Kind:
    """What a template gives: its name ends in ".md.j2", ".html.j2" or ".txt.j2"."""
    kinds: dict[str, Kind] = {".md": "md", ".txt": "txt"}
    return kinds.get(PurePath(name).with_suffix("").suffix, "html")


def render(name: str, search_path: tuple[Path, ...], *, language: str = "en", **data: object) -> str:
    """One template with its data in a language. Raises TemplateFault with file and line."""
    import jinja2

    from briefgen.rendering.filters import PRINTED

    env = environment(search_path, kind_of(name), language)
    try:
        return env.get_template(name).render({**data, PRINTED: set()})
    except (jinja2.TemplateError, RecursionError, ZeroDivisionError, TypeError, ValueError, AttributeError) as error:
        raise TemplateFault(_problem(name, error, search_path)) from error


_RULES: tuple[tuple[str, str], ...] = (
    ("TemplateSyntaxError", "BG302"),
    ("UndefinedError", "BG303"),
    ("TemplatesNotFound", "BG304"),
    ("TemplateNotFound", "BG304"),
)


def _problem(name: str, error: BaseException, search_path: tuple[Path, ...]) -> Problem:
    kinds = {cls.__name__ for cls in type(error).__mro__}
    rule = next((rule for kind, rule in _RULES if kind in kinds), "BG305")
    file, line = _place(name, error)
    if rule == "BG304":
        missing = str(error.args[0]) if error.args else name
        if missing == name:
            found = ", ".join(template_names(search_path))
            return Problem("BG301", f"no template {name.split('/')[0]!r}", file=None, hint=f"found: {found}")
        return Problem(rule, f"template {missing!r} does not exist", file=file, line=line)
    return Problem(rule, str(error) or type(error).__name__, file=file, line=line)


def _place(name: str, error: BaseException) -> tuple[str, int | None]:
    """The innermost template frame of an error: Jinja rewrites tracebacks so that they name template lines."""
    own_line = getattr(error, "lineno", None)
    if own_line is not None:
        return getattr(error, "filename", None) or getattr(error, "name", None) or name, own_line
    place: tuple[str, int | None] = (name, None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def syntax_problems(template: str, search_path: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Load each file of a set, without data; what cannot be loaded is a Problem."""
    import jinja2

    problems = []
    for file in ("brief.md.j2", "page.html.j2", "brief.txt.j2"):
        name = f"{template}/{file}"
        env = environment(search_path, kind_of(name))
        load: Callable[[str], object] = env.get_template
        try:
            load(name)
        except jinja2.TemplateError as error:
            has_none = file != "brief.md.j2" and find(name, search_path) is None
            if not has_none:
                problems.append(_problem(name, error, search_path))
    return tuple(problems)
