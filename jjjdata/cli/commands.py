"""The command group: its commands, loaded when called, and how errors reach a person."""

from __future__ import annotations

import io
import signal
import sys
import threading
import traceback
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from jjjdata import __version__
from jjjdata.errors import FailedDocumentsError, JjjdataError, LockedError, WritingError, printable

COMMANDS: Final = ("build", "report", "find", "show", "check", "diff")

EXIT_SOME_FAILED: Final = 1
EXIT_INTERRUPTED: Final = 130

# From 64 on as in sysexits.h, so that a scheduler can tell what may be tried again.
EXIT_CODES: Final[tuple[tuple[type[BaseException], int], ...]] = (
    (FailedDocumentsError, 65),
    (WritingError, 74),
    (LockedError, 75),
    (JjjdataError, 2),
    (OSError, 74),
)
EXIT_DEFECT: Final = 70

EPILOG: Final = (
    "Exit codes: 0 all is well or nothing to do; 1 some documents or reports failed, nothing was found, a check warns, or tables differ; "
    "2 wrong use, nothing changed. docs/scheduling.md lists the rest."
)


def say(text: object) -> None:
    """Print text that may hold words of documents: nothing in it steers the terminal."""
    click.echo(printable(str(text)))


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
        """Run a command; what this package or the disk raises on purpose becomes one clear message."""
        _prepare_streams()
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, click.ClickException, click.exceptions.Exit):
            raise
        except (JjjdataError, OSError) as error:
            click.echo(f"Error: {printable(str(error))}", err=True)
            sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
        except KeyboardInterrupt:
            click.echo("Interrupted. What was there before is untouched.", err=True)
            sys.exit(EXIT_INTERRUPTED)
        except Exception:  # noqa: BLE001 - shown whole, with a code of its own
            traceback.print_exc()
            click.echo(
                "This is a defect of jjjdata: please report it. What was there before is untouched.", err=True
            )
            sys.exit(EXIT_DEFECT)


def _prepare_streams() -> None:
    """End in order when told to; print whatever a document says, also where the terminal cannot show it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _terminated(number: int, _frame: object) -> NoReturn:
    """Leave in order when told to end: what runs beside is ended and nothing half-written stays."""
    raise SystemExit(128 + number)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="jjjdata")
def main() -> None:
    """Policy documents in; tidy indicator tables and trend reports out."""
