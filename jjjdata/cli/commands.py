"""The command group: its commands, loaded when called, and how errors reach a person."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import click

from jjjdata import __version__
from jjjdata.errors import JjjdataError

COMMANDS: Final = ("build", "report", "find", "show", "check", "diff")

EXIT_SOME_FAILED: Final = 1
EXIT_WRONG_USE: Final = 2

EPILOG: Final = (
    "Exit codes: 0 all is well or nothing to do; 1 some documents or reports failed, nothing was found, a check warns, or tables differ; "
    "2 wrong use, nothing changed."
)


class WrongUse(click.ClickException):
    """An error of this package, shown as one message without a traceback."""

    exit_code = EXIT_WRONG_USE


class CommandGroup(click.Group):
    """Commands by name; the module of a command is imported when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"jjjdata.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what this package raises on purpose becomes one clear message."""
        try:
            return super().invoke(ctx)
        except JjjdataError as error:
            raise WrongUse(str(error)) from error


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="jjjdata")
def main() -> None:
    """Policy documents in; tidy indicator tables and trend reports out."""
