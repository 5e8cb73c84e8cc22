"""The way in: the group of commands, each imported when called, and what becomes of errors."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from ztgraph import __version__
from ztgraph.cli.terminal import complain, say
from ztgraph.errors import ZtgraphError

OUR_BUG = 70
INTERRUPTED = 130

COMMANDS: dict[str, str] = {
    "build": "ztgraph.cli.build",
    "extract": "ztgraph.cli.extract",
    "remove": "ztgraph.cli.remove",
    "load": "ztgraph.cli.load",
    "query": "ztgraph.cli.query",
    "export": "ztgraph.cli.export",
    "view": "ztgraph.cli.view",
    "serve": "ztgraph.cli.serve",
    "push": "ztgraph.cli.push",
    "validate": "ztgraph.cli.validate",
    "explain": "ztgraph.cli.explain",
    "gaps": "ztgraph.cli.gaps",
    "diff": "ztgraph.cli.diff",
    "duplicates": "ztgraph.cli.duplicates",
    "rules": "ztgraph.cli.rules",
    "cluster": "ztgraph.cli.cluster",
    "doctor": "ztgraph.cli.doctor",
}
SHORT: dict[str, str] = {  # the commands' own short_help, so that --help imports none of them; a test compares
    "build": "Documents to a folder with graph, statements and page.",
    "extract": "Documents to statements.",
    "remove": "Documents out of a store.",
    "load": "Files of N-Quads into a store, in bulk.",
    "query": "Ask a graph, in SPARQL or by the name of a question.",
    "export": "A graph in another format.",
    "view": "The interactive page of a graph.",
    "serve": "A graph for browsers and SPARQL clients.",
    "push": "A graph to a SPARQL server.",
    "validate": "Check a graph.",
    "explain": "Why a statement is there.",
    "gaps": "Sentences with two actors and no statement.",
    "diff": "What two graphs say differently.",
    "duplicates": "Entities that may be one and the same.",
    "rules": "Look at, test and begin rules.",
    "cluster": "Look at the machines of a cluster.",
    "doctor": "Check the installation.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules with an attribute ``command``, imported when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SHORT.get(name, "")) for name in COMMANDS])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ztgraph", message="%(prog)s %(version)s")
def group() -> None:
    """Knowledge graphs of actors and agencies from oversight documents, by hand-curated rules alone.

    \b
    INPUT is a file (.pdf, .html, .docx, .txt, .md, .eml, .mhtml; of many documents: .jsonl, .csv, .zip, and .gz of these),
    a folder, a pattern such as 'reports/*.pdf', an address (https://...), or - for standard input.
    Exit codes: 0 done, 1 done but some documents or examples failed, 2 usage, 3 rules invalid,
    4 nothing could be read, 5 graph invalid, 70 a bug of ours, 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on ``arguments`` (those of the process by default) and return the exit code; never raises."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # data is UTF-8 whatever the locale says
    try:
        result = group.main(args=None if arguments is None else list(arguments), prog_name="ztgraph", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except ZtgraphError as error:
        complain(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return click.UsageError.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has seen enough; click answers a closed pipe with SystemExit. What is still in the buffer must not
        # raise again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return 0
    except Exception as error:
        if os.environ.get("ZTGRAPH_DEBUG"):
            raise
        say(f"ztgraph: a bug of ours: {type(error).__name__}: {error}", colour="red")
        say("Please report it with the command and its input; ZTGRAPH_DEBUG=1 shows where it happened.")
        return OUR_BUG
