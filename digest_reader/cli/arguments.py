"""What may be typed: options, commands, their help, and a word to who mistyped.

The options of the whole program are taken out first, wherever they stand, then the command's own parser reads
the rest; so only one command's arguments are ever built.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import textwrap
from typing import TYPE_CHECKING, NoReturn

from digest_reader import __version__
from parsers.cleaning import clean
from parsers.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROGRAM = "digest-reader"

_DESCRIPTION = (
    "Read the day's new arXiv papers in the terminal: every digest in one library, one key a paper, in English, "
    "Chinese or German. Without a command this opens the screen on the newest day with undecided papers."
)
_EPILOG = """\
examples:
  digest-reader --demo                   look around in a library of invented papers
  digest-reader import ~/digests         read a folder of digests
  digest-reader                          go through the newest day
  digest-reader list is:saved            what was saved
  digest-reader show 2507.10367 --lang zh

`digest-reader COMMAND --help` tells more of a command.

Data goes to stdout, everything else to stderr. Exit codes: 0 all is well,
1 something failed, 2 the arguments make no sense, 3 some of the input could
not be read, 130 interrupted.
"""
_TEXT_WIDTH = 78
_MOST_DAYS = 3660
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@frozen
class Command:
    """One command as its help shows it.

    Attributes:
        name: What is typed.
        usage: What follows the name.
        summary: One line for the list of commands.
        description: What it does, for its own help.
        examples: Examples, a line each, without the program's name.
        add: Adds its arguments to its parser.
    """

    name: str
    usage: str
    summary: str
    description: str
    examples: tuple[str, ...]
    add: Callable[[argparse.ArgumentParser], object]


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was typed; ``command`` is None when only options were.

    Raises:
        SystemExit: Help or the version was asked for (code 0), or the arguments make no sense (code 2).
    """
    program = program_parser()
    options, rest = program.parse_known_args(argv)
    if options.demo and (options.library is not None or options.config_dir is not None):
        program.error("--demo opens a library of its own: leave out --library and --config-dir")
    options.command = None
    if rest[:1] == ["--"]:
        del rest[0]
    if not rest:
        return options
    name, *arguments = rest
    if name == "help" and arguments:
        name, arguments = arguments[0], ["--help"]
    if name in ("-h", "--help", "help"):
        program_parser(add_help=True).print_help()
        program.exit()
    command = next((each for each in COMMANDS if each.name == name), None)
    if command is None:
        program.error(_no_such(name))
    options.command = name
    parser = command_parser(command)
    parser.parse_args(arguments, options)
    if name == "import" and not (options.paths or options.clipboard):
        parser.error("the following arguments are required: PATH or --clipboard")
    if name == "mark":
        _settle_state(parser, options)
    return options


def help_of(action: argparse.Action) -> str:
    """Return the help of an argument as ``--help`` has it."""
    return argparse.HelpFormatter(PROGRAM)._expand_help(action) if action.help else ""


def whole_parser(*, options_everywhere: bool = False) -> argparse.ArgumentParser:
    """Return one parser with all commands in it: for completions and for the manual page, never to read arguments.

    Args:
        options_everywhere: Whether each command has the options of the program too, as it may be typed.
    """
    parser = _Parser(prog=PROGRAM, description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    _add_program_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        each = commands.add_parser(command.name, help=command.summary, description=command.summary)
        command.add(each)
        if options_everywhere:
            _add_program_options(each)
    return parser


def _settle_state(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Take a state that stands last, as ``mark 2507.10367 saved``, for what it is."""
    from digest_reader.models import STATES

    if options.state is None and options.ids[-1] in STATES:
        options.state = options.ids.pop()
    if options.state is None:
        last = options.ids[-1]
        if len(options.ids) > 1 and last.isalpha():
            parser.error(f"{last!r} is no state: there are {', '.join(STATES)}")
        parser.error("the following arguments are required: --state")
    if not options.ids:
        parser.error("the following arguments are required: ID")


class _Parser(argparse.ArgumentParser):
    """argparse, but what went wrong comes first, and what was typed cannot speak to the terminal."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{PROGRAM}: {clean(message)}\n{self.format_usage()}`{self.prog} --help` tells more.\n")


def program_parser(*, add_help: bool = False) -> argparse.ArgumentParser:
    """Return the parser of what stands outside the commands; with help only to print it, or it would take theirs."""
    width = max(len(command.name) for command in COMMANDS)
    commands = "".join(f"  {command.name:{width}}  {command.summary}\n" for command in COMMANDS)
    parser = _Parser(
        prog=PROGRAM,
        usage="%(prog)s [OPTIONS] [COMMAND ...]",
        description=f"{_filled(_DESCRIPTION)}\n\ncommands:\n{commands}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=add_help,
    )
    _add_program_options(parser)
    return parser


def command_parser(command: Command, *, with_program_options: bool = True) -> argparse.ArgumentParser:
    """Return the parser of one command.

    Args:
        command: The command.
        with_program_options: Whether its help tells the options of the whole program too.
    """
    examples = "".join(f"  {PROGRAM} {example}\n" for example in command.examples)
    parser = _Parser(
        prog=f"{PROGRAM} {command.name}",
        usage=f"%(prog)s {command.usage}".rstrip(),
        description=_filled(command.description),
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add(parser)
    if with_program_options:
        # The program's parser has taken these already; here they are for the help alone.
        _add_program_options(parser.add_argument_group("options of every command"))
    return parser


def _filled(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, _TEXT_WIDTH) for paragraph in text.split("\n\n"))


def _no_such(name: str) -> str:
    """Return what to say to who typed a command or an option that there is not."""
    if name.startswith("-") and name != "-":
        return f"there is no option {name}"
    if os.path.exists(name) or name == "-":
        return f"there is no command {name!r}; to read that file: {PROGRAM} import {name}"
    # Only for a mistake: difflib takes a while to load.
    import difflib

    near = difflib.get_close_matches(name, [command.name for command in COMMANDS], n=1, cutoff=0.5)
    return f"there is no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


# What each command takes


def _add_program_options(parser: argparse._ActionsContainer) -> None:
    add = parser.add_argument
    add("--library", metavar="FILE", help="another library than the usual one")
    add("--config-dir", metavar="DIR", help="another folder for settings and reading lists")
    add("--demo", action="store_true", help="use a library of invented papers; your own stays as it is")
    add("--ascii", action="store_true", help="draw with ASCII characters alone; the papers' text stays as it is")
    add("--version", action="version", version=f"{PROGRAM} {__version__}", help="print the version and exit")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a folder or git checkout with all that is in it, a pattern, or - for stdin",
    )
    _add_reading(parser)
    parser.add_argument("--clipboard", action="store_true", help="read what is on the clipboard")
    parser.add_argument(
        "--again",
        action="store_true",
        help="read digests that are in the library anew, and let them replace what they said; decisions stay",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object with every file and the totals")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _add_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="an arXiv category, an https address, one with {date} in it, or a repository of config.toml; without one,"
        " all that config.toml subscribes to",
    )
    days = parser.add_mutually_exclusive_group()
    days.add_argument("--days", type=_positive, metavar="N", help="the last N days, where the library has gaps")
    days.add_argument("--since", type=_date, metavar="YYYY-MM-DD", help="all days from this one on, likewise")
    parser.add_argument("--json", action="store_true", help="print one JSON object with every source, file and totals")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _add_complete(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="a query, as list takes it; without one, every paper")
    parser.add_argument(
        "--limit", type=_positive, default=1000, metavar="N", help="at most so many papers (1000), newest first"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for stdin")
    _add_reading(parser)
    parser.add_argument(
        "--report",
        action="store_true",
        help="print one JSON object a file: format, date, totals, warnings and all that could not be read",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        metavar="NAME",
        choices=_Formats(),
        help="read it as this format, whatever it looks like: %(choices)s",
    )
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the digest's date, over what it says itself")


class _Formats:
    """The names of the formats. They are with the parsers, which load only for who gives a format or asks for help."""

    def __iter__(self) -> Iterator[str]:
        from parsers.formats import PARSERS

        return (each.name for each in PARSERS)

    def __contains__(self, name: object) -> bool:
        return any(name == each for each in self)


def _add_list(parser: argparse.ArgumentParser) -> None:
    from digest_reader.models import ORDERS

    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help="all, inbox, missed or later, or a query; without one, the newest day",
    )
    parser.add_argument("--filter", metavar="NAME", help="the papers that a saved filter means")
    parser.add_argument(
        "--order",
        choices=ORDERS,
        metavar="ORDER",
        help="announced, newest, category, or title in the language of --lang",
    )
    _add_shown(parser, "print one JSON object a paper")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most so many papers")


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an arXiv id, with or without version, or its address")
    _add_shown(parser, "print the paper as one JSON object")
    parser.add_argument("--history", action="store_true", help="also print what was decided and written, and when")


def _add_shown(parser: argparse.ArgumentParser, json_help: str) -> None:
    parser.add_argument(
        "--lang", type=_language, metavar="LANG", help="show this language where there is one: en, zh, de"
    )
    parser.add_argument("--json", action="store_true", help=json_help)


def _add_mark(parser: argparse.ArgumentParser) -> None:
    from digest_reader.models import STATES

    parser.add_argument(
        "ids", nargs="+", metavar="ID", help="an arXiv id, or - to read ids from stdin, the first of each line"
    )
    parser.add_argument(
        "--state",
        choices=STATES,
        metavar="STATE",
        help="saved, later, skipped, or new, which takes the decision back; may also stand last, without --state",
    )
    parser.add_argument(
        "--until",
        type=_until,
        metavar="DATE|version",
        help="for later: come back on that day, or with a new version; without it, with the next announcement",
    )
    parser.add_argument("--list", metavar="NAME", help="the reading list to save to; the first one by default")
    parser.add_argument("--create", action="store_true", help="make the reading list when there is none of that name")
    _add_json_of_papers(parser)


def _add_json_of_papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object a paper, as it is then")


def _add_export(parser: argparse.ArgumentParser) -> None:
    from digest_reader.export import FORMATS

    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "query", nargs="*", default=[], metavar="QUERY", help="as list takes it: all, or a query; else the newest day"
    )
    which.add_argument("--list", metavar="NAME", help="the papers of a reading list, by its name or number")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; by default what FILE's ending says, else bibtex",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="FILE", default="-", help="the file to write, - for stdout (default)")
    where.add_argument("--split-by-paper", metavar="DIR", help="write a file a paper into this folder, named by its id")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most so many papers")


def _add_config(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--init", action="store_true", help="write a commented config.toml, unless there is one")
    what.add_argument("--path", action="store_true", help="print where config.toml is, or would be")
    what.add_argument("--check", action="store_true", help="look for mistakes in config.toml: exit code 1 for any")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--thorough", action="store_true", help="compare everything in the library, which takes longer")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_completions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an arXiv id, with or without version, or its address")
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what to write, - for stdin, '' to delete the note")
    parser.add_argument("--edit", action="store_true", help="write it in $VISUAL or $EDITOR")
    parser.add_argument("--json", action="store_true", help="print one JSON object with id, note and tags")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="add NAME QUERY | remove NAME", help="what to change")
    parser.add_argument("--json", action="store_true", help="print one JSON object a filter")


def _add_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=_days, default=30, metavar="N", help="so many days up to today (30)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _until(text: str) -> str:
    from digest_reader.clock import read_day, today

    if text == "version":
        return text
    day = read_day(text, today())
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-20, 3d or 2w, or version")
    return day.isoformat()


def _days(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text[:18]) <= _MOST_DAYS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 1 to {_MOST_DAYS}")


def _date(text: str) -> str:
    try:
        if len(text) == 10:
            return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-20")


def _language(text: str) -> str:
    if _LANGUAGE.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no language; write it as en, zh or de")
    return text.lower()


def _positive(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:18]) > 0:
        return int(text[:18])
    raise argparse.ArgumentTypeError(f"{text!r} is no number of papers")


COMMANDS = (
    Command(
        name="import",
        usage="PATH... [OPTIONS]",
        summary="read digests into the library",
        description=(
            "Read digests into the library: arXiv listings and mails, daily Markdown, trilingual weekly posts, other "
            "lists of papers; also gzipped, in a zip or tar archive, in a mail or mailbox. What a file is is told by "
            "its content. Of a git checkout the other branches are read too. To import again changes nothing, and no "
            "import touches a decision, a list or a note. When a file cannot be read the others are imported all the "
            "same, and the exit code is 3."
        ),
        examples=(
            "import 2026-11-20.md",
            "import ~/digests --json",
            "import --clipboard --date 2026-11-20",
            "import - --date 2026-11-20 < page.txt",
        ),
        add=_add_import,
    ),
    Command(
        name="fetch",
        usage="[SOURCE...] [OPTIONS]",
        summary="fetch announcements and digests into the library",
        description=(
            "Fetch the newest announcement of arXiv categories, feeds, and digest repositories, and import them. "
            "Without a name it is what config.toml subscribes to, and what an interrupted fetch left. --days and "
            "--since fill in the days before, for a category from arXiv's API.\n\n"
            "arXiv is asked once in three seconds, however many fetches run; what did not change is not sent again. "
            "When one source fails the others are fetched all the same, and the exit code is 3; when none could be "
            "fetched it is 1."
        ),
        examples=(
            "fetch cs.DC cs.LG",
            "fetch cs.DC --days 5",
            "fetch --since 2026-11-16",
            "fetch 'https://example.org/data/{date}_AI_enhanced_Chinese.jsonl'",
        ),
        add=_add_fetch,
    ),
    Command(
        name="complete",
        usage="[QUERY...] [OPTIONS]",
        summary="look up authors, categories and abstracts that digests left out",
        description=(
            "Ask arXiv's API for what the digests of papers do not tell: authors, all categories, the authors' own "
            "abstract. A hundred papers are one request. No paper appears in another day by that."
        ),
        examples=("complete", "complete is:saved", "complete cat:cs.DC --limit 100"),
        add=_add_complete,
    ),
    Command(
        name="parse",
        usage="FILE... [OPTIONS]",
        summary="print what digests say, without any library",
        description=(
            "Print every entry of the digests as one JSON object a line, or with --report what was understood of each "
            "file and what was not: that is what to attach when a digest is misread."
        ),
        examples=("parse 2026-11-20.md", "parse --report 2026-11-20.md > report.json"),
        add=_add_parse,
    ),
    Command(
        name="list",
        usage="[QUERY...] [OPTIONS]",
        summary="print papers, one a line",
        description=(
            "Print one paper a line: its mark (+ saved, z later, - skipped), id, category, title and first author. "
            "On a terminal a line is cut to its width, in a pipe it is whole. Without a query it is the newest day; "
            "inbox is what is undecided of the last week, missed what is undecided and older, later what was put "
            "off.\n\n"
            "A query is words, all of which a paper must have in a title, its authors or its id, and qualifiers such "
            "as cat:cs.DC au:Kim list:Reading is:saved date:7d.. lang:de v:>1 has:code src:feed note:word #tag "
            "!ti:survey. Quote it, so that the shell leaves ! | ' and \" alone."
        ),
        examples=(
            "list",
            "list all --json",
            "list inbox --order newest",
            "list --filter 'Edge computing'",
            "list is:saved --limit 10",
            "list 'leader election cat:cs.DC' --lang zh",
        ),
        add=_add_list,
    ),
    Command(
        name="show",
        usage="ID [OPTIONS]",
        summary="print all there is to a paper",
        description="Print a paper: titles, authors, abstract, notes, where it appeared and what was decided on it.",
        examples=(
            "show 2507.10367",
            "show 2507.10367 --lang zh",
            "show 2507.10367 --history",
            "show 2507.10367 --json",
        ),
        add=_add_show,
    ),
    Command(
        name="mark",
        usage="ID... [--state] STATE [OPTIONS]",
        summary="decide on papers: saved, later, skipped, new",
        description=(
            "Decide on papers, all of them as one step that `digest-reader undo` takes back. When one id is not in "
            "the library, nothing is done.\n\n"
            "A paper put off comes back, on top of the newest day: with the next announcement, on the day that "
            "--until names (2026-12-01, 3d, 2w), or when there is a new version of it."
        ),
        examples=(
            "mark 2507.10367 saved",
            "mark 2507.10367 later --until 2026-12-01",
            "mark 2507.10367 later --until version",
            "mark 2507.10367 2507.10392 --state saved --list Inference --create",
            "list cat:cs.CR is:new | digest-reader mark - --state skipped",
        ),
        add=_add_mark,
    ),
    Command(
        name="note",
        usage="ID [TEXT... | - | --edit] [--json]",
        summary="print or write the note on a paper",
        description=(
            "Print what you wrote on a paper, or write it, as a step that `digest-reader undo` takes back. A paper "
            "need not be saved to have a note; the reading lists that hold it carry a copy, and what you edit there "
            "counts. A #word in a note is a tag."
        ),
        examples=(
            "note 2507.10367",
            "note 2507.10367 'ask Kim about section 4 #thesis'",
            "note 2507.10367 --edit",
            "note 2507.10367 - < review.txt",
            "note 2507.10367 ''",
        ),
        add=_add_note,
    ),
    Command(
        name="filters",
        usage="[add NAME QUERY... | remove NAME] [--json]",
        summary="print, add or remove saved filters",
        description=(
            "Print the saved filters, or add or remove one. They are kept in filters.toml in the config folder, which "
            "you may edit: a table [filters] with a line a filter."
        ),
        examples=(
            "filters",
            "filters add 'Edge computing' cat:cs.DC edge",
            "filters remove 'Edge computing'",
        ),
        add=_add_filters,
    ),
    Command(
        name="stats",
        usage="[--days N] [--json]",
        summary="print what was decided day by day, and kept by category",
        description=(
            "Print how many papers were decided on each day and how many of them saved, and the same by category. "
            "Decisions that were taken back do not count; of several on a paper the last one does."
        ),
        examples=("stats", "stats --days 7", "stats --json"),
        add=_add_stats,
    ),
    Command(
        name="undo",
        usage="[--json]",
        summary="take back the last decision or change of a list",
        description=(
            "Take back the last step, exactly, wherever it was taken, here or on the screen. Typed again, it takes "
            "back the one before."
        ),
        examples=("undo",),
        add=_add_json_of_papers,
    ),
    Command(
        name="lists",
        usage="[--json]",
        summary="print the reading lists",
        description="Print the reading lists, their numbers and how many papers they hold; as JSON, with the papers.",
        examples=("lists", "lists --json"),
        add=_add_json,
    ),
    Command(
        name="export",
        usage="[QUERY... | --list NAME] [OPTIONS]",
        summary="write papers as BibTeX, RIS, CSV, JSON, Markdown or ids",
        description=(
            "Write papers for other programs: BibTeX, RIS, CSV for a spreadsheet, one JSON object a line, a document "
            "in Markdown, or ids. A file is written whole or not at all, and one that is there is not replaced without "
            "--force.\n\n"
            "A BibTeX key is made of first author, year and title (kaehler2025retrieval) and does not change with "
            "the order of the papers. Your own notes go into BibTeX's annote field, which no style prints."
        ),
        examples=(
            "export is:saved -o saved.bib",
            "export --list Thesis --format markdown",
            "export 'cat:cs.DC date:7d..' -o week.csv",
            "export all --format jsonl > papers.jsonl",
        ),
        add=_add_export,
    ),
    Command(
        name="config",
        usage="[--init | --path | --check] [--json]",
        summary="print, begin or check the settings",
        description=(
            "Print the settings in force and where each comes from: a line of config.toml, or a default. --init writes "
            "a config.toml in which every setting stands with its default and a word on what it does, all of it "
            "commented out; a file that is there is never written over."
        ),
        examples=("config", "config --init", "config --check", "config --json"),
        add=_add_config,
    ),
    Command(
        name="keys",
        usage="[--json]",
        summary="print every key and what it does",
        description=(
            "Print every binding: its id, by which the table [keys] of config.toml gives it other keys, its keys, and "
            "what it does. A star marks what you changed."
        ),
        examples=("keys", "keys --json"),
        add=_add_json,
    ),
    Command(
        name="doctor",
        usage="[--thorough] [--json]",
        summary="look whether everything is well",
        description=(
            "Look at Python and packages, the terminal, folders and disk space, the settings and keys, saved filters, "
            "reading lists and the library, and print a line for each: ok, warn or fail, with the next step. Nothing "
            "is changed. Exit code 1 when something fails."
        ),
        examples=("doctor", "doctor --thorough --json"),
        add=_add_doctor,
    ),
    Command(
        name="completions",
        usage="bash|zsh|fish",
        summary="print what a shell needs to complete what is typed",
        description=(
            "Print completions for a shell: commands, options, and the words that an option takes. Put them where your "
            "shell looks for them, as in the examples, and open a new one."
        ),
        examples=(
            "completions bash > ~/.local/share/bash-completion/completions/digest-reader",
            'completions zsh > "${fpath[1]}/_digest-reader"',
            "completions fish > ~/.config/fish/completions/digest-reader.fish",
        ),
        add=_add_completions,
    ),
    Command(
        name="paths",
        usage="[--json]",
        summary="print where everything is kept",
        description="Print where the library, the settings, the reading lists, the cache and the log are kept.",
        examples=("paths", "paths --json"),
        add=_add_json,
    ),
)
