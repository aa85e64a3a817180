"""A folder with many small briefs, and templates that misbehave for some of them."""

from __future__ import annotations

from pathlib import Path

MISBEHAVING = """{% extends "builtin:brief/brief.md.j2" %}
{% block bluf %}{{ super() }}{% if brief.title == "Bad" %}BEHAVIOUR{% endif %}{% endblock %}
"""
LOOPS = "{% for i in range(99999) %}{% for j in range(99999) %}{% for k in range(99999) %}{% endfor %}{% endfor %}{% endfor %}"
EATS = "{% set hunger = namespace(all=[]) %}{% for i in range(4000) %}{% set hunger.all = hunger.all + ['a' * 1000000 ~ i] %}{% endfor %}"


def write_project(folder: Path, count: int, *, formats: str = "[md]", bad: str | None = None) -> Path:
    """A briefs.yaml with briefs b0, b1, …; where bad is given, the template of brief "bad" in their middle does that."""
    lines = [f"defaults: {{formats: {formats}}}", "briefs:"]
    for number in range(count):
        name, title = ("bad", "Bad") if bad and number == count // 2 else (f"b{number}", f"Road {number}")
        source = folder / f"{name}.txt"
        source.write_text(
            f"The council of Leeds approved road {number} on Monday. The mayor said it would cost {number + 2} million pounds."
        )
        lines.append(f"  {name}: {{title: {title}, sources: [{source.name}]}}")
    (folder / "briefs.yaml").write_text("\n".join(lines) + "\n")
    if bad:
        (folder / "templates/brief").mkdir(parents=True)
        (folder / "templates/brief/brief.md.j2").write_text(MISBEHAVING.replace("BEHAVIOUR", bad))
    return folder / "briefs.yaml"
