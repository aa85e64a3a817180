"""The command line: commands by name, loaded when called, and errors as exit codes. What commands do is in their files.

Exit codes: 0 done, 1 problems in the input, 2 usage, 3 only warnings under --strict, 4 some briefs
of a batch failed, 5 the environment lacks something.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from briefgen import __version__
from briefgen.errors import BriefgenError, EnvironmentFault, InputError

COMMANDS = {
    "init": ("briefgen.cli.starting", "Write a starter briefs.yaml."),
    "check": ("briefgen.cli.checking", "Check briefs.yaml, sources and templates."),
    "build": ("briefgen.cli.building", "Build the briefs of briefs.yaml."),
    "fetch": ("briefgen.cli.fetching", "Fetch the web pages among the sources anew."),
    "watch": ("briefgen.cli.building", "Build again whenever a file changes."),
    "digest": ("briefgen.cli.digesting", "Sum up a batch: a cover, then a page for each brief."),
    "schedule": (
        "briefgen.cli.scheduling",
        "Run what is due, and go on; say what fires when; write units for systemd.",
    ),
    "run": ("briefgen.cli.running", "Run what is due, or one brief for one slot, and deliver it."),
    "runs": ("briefgen.cli.recording", "List what ran, failed or was skipped, and why."),
    "retry": ("briefgen.cli.recording", "Put runs that failed back into the queue."),
    "pause": ("briefgen.cli.recording", "Run nothing of a schedule until it is resumed."),
    "resume": ("briefgen.cli.recording", "End a pause."),
    "prune": ("briefgen.cli.recording", "Remove the editions that are kept no longer."),
    "facts": ("briefgen.cli.inspecting", "Print what was extracted, as JSON or YAML."),
    "explain": ("briefgen.cli.inspecting", "Say which rule found a fact, or what became of a sentence."),
    "verify": ("briefgen.cli.verifying", "Check a finished brief against its sources, offline."),
    "diff": ("briefgen.cli.comparing", "Say what changed between two editions of a brief."),
    "selftest": ("briefgen.cli.inspecting", "Alter facts and count how many alterations are caught."),
    "deliver": ("briefgen.cli.delivering", "Try the channels of briefs.yaml: deliver test."),
    "schema": ("briefgen.cli.starting", "Print a JSON Schema: briefs, facts, brief or export."),
    "new": ("briefgen.cli.scaffolding", "Begin a template set of your own."),
    "doctor": ("briefgen.cli.checking", "Say what this machine lacks and how to install it."),
}


class _Commands(click.Group):
    """Commands whose modules are imported when they are called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn source documents into cited briefings.

    Results go to standard output, messages to standard error.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code. Faults of the user's files and of the machine are printed, not raised."""
    from briefgen.cli.output import clean, show_problems

    try:
        outcome = main.main(args=list(arguments), prog_name="briefgen", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except InputError as error:
        show_problems(error.problems)
        return 1
    except EnvironmentFault as error:
        click.echo(clean(f"briefgen: {error}"), err=True)
        return 5
    except BriefgenError as error:
        click.echo(clean(f"briefgen: {error}"), err=True)
        return 2
    return int(outcome) if isinstance(outcome, int) else 0
