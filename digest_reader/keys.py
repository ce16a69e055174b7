"""Every key of the reader, once: bindings, footer, help, palette and ``digest-reader keys`` are made from this table.

Knows no screen: `tui.keymap` makes Textual's bindings of it. A binding's id is public, because ``[keys]`` in
``config.toml`` names it: ids are added, never changed.

To add a key: one `Key` in `KEYS`, where the help is to show it, its texts marked with `N_`; its ``action_…`` in
`tui.screens.keyed`; and, if it belongs in the footer, its id in ``_FOOTERS`` of `tui.keymap`. Keys are written by
Textual's names (`digest_reader.key_names`); two bindings with one key fail a test. A text that names a key asks
`tui.keymap.shown` for it, so that it is the person's own. Which keys those are is `digest_reader.keymap`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY
from typing import Final, Literal

from digest_reader.i18n import N_
from parsers.frozen import frozen

Context = Literal["everywhere", "list"]
"""Where a binding holds: everywhere, or in a reading list alone, where it goes before one that holds everywhere."""

GROUPS: Final = (
    N_("Decide"),
    N_("Find"),
    N_("Move"),
    N_("Select"),
    N_("Look"),
    N_("Paper"),
    N_("App"),
    N_("Lists"),
)
"""The headings of the help, in the order of ``digest-reader keys``."""


@frozen
class Key:
    """One thing that a key does. Its texts are English; `digest_reader.i18n._` translates them where they are shown.

    Attributes:
        id: Stable name of the binding.
        keys: Names of its keys, separated by commas, the one that is shown first.
        action: The screen's action.
        label: One or two words for the footer; empty when it has no place there.
        help: A few words for the help, empty when another entry covers it.
        group: Heading in the help.
        command: A sentence for the palette and for ``digest-reader keys``.
        beside: Ids of the bindings whose keys stand on the same line of the help.
        every_key: Whether the help shows all its keys and not the first alone.
        palette: Whether the palette offers it.
        context: Where it holds.
    """

    id: str
    keys: str
    action: str
    _: KW_ONLY
    label: str = ""
    help: str = ""
    group: str = ""
    command: str = ""
    beside: tuple[str, ...] = ()
    every_key: bool = False
    palette: bool = True
    context: Context = "everywhere"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys when the settings say nothing."""
        return tuple(self.keys.split(","))


KEYS: Final[tuple[Key, ...]] = (
    # Decide
    Key(
        "save",
        "s",
        "decide('saved')",
        label=N_("Save"),
        help=N_("save, go on"),
        group="Decide",
        command=N_("Save to the default list"),
    ),
    Key("skip", "x", "decide('skipped')", label=N_("Skip"), help=N_("skip, go on"), group="Decide", command=N_("Skip")),
    Key(
        "later",
        "b",
        "decide('later')",
        label=N_("Later"),
        help=N_("later, go on"),
        group="Decide",
        command=N_("Later, with the next announcement"),
    ),
    Key(
        "later-until",
        "B",
        "choose_until",
        help=N_("later, choose when"),
        group="Decide",
        command=N_("Later: until a day, or a new version"),
    ),
    Key(
        "save-to-1",
        "1",
        "save_to(1)",
        label=N_("List"),
        help=N_("save to list n"),
        group="Decide",
        command=N_("Save to list 1"),
        beside=tuple(f"save-to-{n}" for n in range(2, 10)),
        palette=False,
    ),
    Key("save-to-2", "2", "save_to(2)", group="Decide", command=N_("Save to list 2"), palette=False),
    Key("save-to-3", "3", "save_to(3)", group="Decide", command=N_("Save to list 3"), palette=False),
    Key("save-to-4", "4", "save_to(4)", group="Decide", command=N_("Save to list 4"), palette=False),
    Key("save-to-5", "5", "save_to(5)", group="Decide", command=N_("Save to list 5"), palette=False),
    Key("save-to-6", "6", "save_to(6)", group="Decide", command=N_("Save to list 6"), palette=False),
    Key("save-to-7", "7", "save_to(7)", group="Decide", command=N_("Save to list 7"), palette=False),
    Key("save-to-8", "8", "save_to(8)", group="Decide", command=N_("Save to list 8"), palette=False),
    Key("save-to-9", "9", "save_to(9)", group="Decide", command=N_("Save to list 9"), palette=False),
    Key(
        "choose-list",
        "a",
        "choose_list",
        label=N_("Choose"),
        help=N_("choose a list"),
        group="Decide",
        command=N_("Save to a list of your choice"),
    ),
    Key(
        "skip-upward",
        "X",
        "skip_upward",
        help=N_("skip from here up"),
        group="Decide",
        command=N_("Skip from here upward"),
    ),
    Key("undecide", "0", "decide('new')", help=N_("undecided again"), group="Decide", command=N_("Back to undecided")),
    Key(
        "undo",
        "u",
        "undo",
        label=N_("Undo"),
        help=N_("undo, redo"),
        group="Decide",
        command=N_("Undo"),
        beside=("redo",),
    ),
    Key("redo", "U,ctrl+r", "redo", label=N_("Redo"), group="Decide", command=N_("Redo")),
    # Find
    Key(
        "filter",
        "slash,f",
        "filter",
        label=N_("Filter"),
        help=N_("filter"),
        group="Find",
        command=N_("Filter"),
        every_key=True,
    ),
    Key(
        "palette",
        "colon,ctrl+p",
        "palette",
        label=N_("Palette"),
        help=N_("palette, id or row"),
        group="Find",
        command=N_("Every action by name, a paper by its id, a row by its number"),
        palette=False,
    ),
    Key(
        "filters",
        "F",
        "filters",
        label=N_("Filters"),
        help=N_("saved filters"),
        group="Find",
        command=N_("Saved filters: apply, open, save, delete"),
    ),
    Key(
        "views",
        "W",
        "views",
        label=N_("Views"),
        help=N_("inbox, days, lists"),
        group="Find",
        command=N_("Go to the inbox, a day, a list, a saved filter"),
    ),
    # Move
    Key(
        "down",
        "j,down",
        "move(1)",
        help=N_("down, up"),
        group="Move",
        command=N_("Down"),
        beside=("up",),
        palette=False,
    ),
    Key("up", "k,up", "move(-1)", group="Move", command=N_("Up"), palette=False),
    Key(
        "next",
        "n",
        "next_undecided",
        help=N_("next, previous undecided"),
        group="Move",
        command=N_("Next undecided paper"),
        beside=("previous",),
    ),
    Key("previous", "p", "previous_undecided", group="Move", command=N_("Previous undecided paper")),
    Key(
        "page",
        "space",
        "page",
        help=N_("page, then next"),
        group="Move",
        command=N_("Page through the paper, then the next undecided"),
        palette=False,
    ),
    Key("top", "g,home", "top", help=N_("top, end"), group="Move", command=N_("First paper"), beside=("end",)),
    Key("end", "G,end", "end", group="Move", command=N_("Last paper")),
    Key(
        "half-down",
        "ctrl+d",
        "move_page(0.5)",
        help=N_("half a page"),
        group="Move",
        command=N_("Half a page down"),
        beside=("half-up",),
        palette=False,
    ),
    Key("half-up", "ctrl+u", "move_page(-0.5)", group="Move", command=N_("Half a page up"), palette=False),
    Key("page-down", "pagedown", "move_page(1)", group="Move", command=N_("A page down"), palette=False),
    Key("page-up", "pageup", "move_page(-1)", group="Move", command=N_("A page up"), palette=False),
    Key(
        "previous-split",
        "comma",
        "split(-1)",
        help=N_("previous, next split"),
        group="Move",
        command=N_("Previous category or list"),
        beside=("next-split",),
    ),
    Key("next-split", "full_stop", "split(1)", group="Move", command=N_("Next category or list")),
    Key(
        "previous-day",
        "less_than_sign",
        "day(-1)",
        label=N_("Yesterday"),
        help=N_("previous, next day"),
        group="Move",
        command=N_("Previous day"),
        beside=("next-day",),
    ),
    Key("next-day", "greater_than_sign", "day(1)", label=N_("Tomorrow"), group="Move", command=N_("Next day")),
    Key(
        "read",
        "enter,l,right",
        "read",
        label=N_("Read"),
        help=N_("read"),
        group="Move",
        command=N_("Read the paper"),
    ),
    Key(
        "back",
        "escape,h,left",
        "back",
        label=N_("Back"),
        help=N_("one level back"),
        group="Move",
        command=N_("One level back: reading, range, filter, zoom, list"),
        palette=False,
    ),
    # Select
    Key(
        "range",
        "v,V",
        "range",
        label=N_("Range"),
        help=N_("range"),
        group="Select",
        command=N_("Begin or end a range"),
    ),
    Key(
        "extend-down",
        "J,shift+down",
        "extend(1)",
        help=N_("extend"),
        group="Select",
        command=N_("Extend the range down"),
        beside=("extend-up",),
        palette=False,
    ),
    Key("extend-up", "K,shift+up", "extend(-1)", group="Select", command=N_("Extend the range up"), palette=False),
    Key("mark", "m", "mark", help=N_("mark, go on"), group="Select", command=N_("Mark one and go on")),
    Key(
        "select-all",
        "A",
        "select_all",
        help=N_("undecided, then all"),
        group="Select",
        command=N_("Select what is undecided; again, all shown"),
    ),
    # Look
    Key(
        "language",
        "L",
        "next_language",
        label=N_("Lang"),
        help=N_("next language"),
        group="Look",
        command=N_("Next language"),
    ),
    Key(
        "english",
        "f2",
        "language('en')",
        help="English, 中文, Deutsch",
        group="Look",
        command="Read in English",
        beside=("chinese", "german"),
    ),
    Key("chinese", "f3", "language('zh')", group="Look", command="用中文阅读 (Chinese)"),
    Key("german", "f4", "language('de')", group="Look", command="Auf Deutsch lesen (German)"),
    Key(
        "zoom",
        "z",
        "zoom",
        label=N_("Zoom"),
        help=N_("split, list, detail"),
        group="Look",
        command=N_("Split view, list only, detail only"),
    ),
    Key(
        "two",
        "w",
        "two_languages",
        label=N_("Two languages"),
        help=N_("two side by side"),
        group="Look",
        command=N_("Two languages side by side"),
    ),
    Key(
        "tex",
        "t",
        "tex",
        label=N_("TeX"),
        help=N_("TeX or Unicode"),
        group="Look",
        command=N_("TeX as written or as Unicode"),
    ),
    Key("sort", "S", "sort", label=N_("Sort"), help=N_("sort"), group="Look", command=N_("Another order")),
    Key(
        "list-narrower",
        "alt+left",
        "resize_list(-1)",
        help=N_("list smaller, larger"),
        group="Look",
        command=N_("Make the list smaller"),
        beside=("list-wider",),
    ),
    Key("list-wider", "alt+right", "resize_list(1)", group="Look", command=N_("Make the list larger")),
    Key("usual-sizes", "alt+r", "usual_sizes", group="Look", command=N_("The usual sizes of list and detail")),
    # Paper
    Key(
        "open",
        "o",
        "open('abs')",
        label=N_("Open"),
        help=N_("abstract page, PDF"),
        group="Paper",
        command=N_("Open the abstract page"),
        beside=("open-pdf",),
    ),
    Key("open-pdf", "O", "open('pdf')", group="Paper", command=N_("Open the PDF")),
    Key(
        "copy",
        "y",
        "copy_link",
        label=N_("Copy link"),
        help=N_("copy link, BibTeX"),
        group="Paper",
        command=N_("Copy the link"),
        beside=("copy-bibtex",),
    ),
    Key("copy-bibtex", "Y", "copy_bibtex", group="Paper", command=N_("Copy as BibTeX")),
    Key("note", "N", "note", label=N_("Note"), help=N_("note, #tags"), group="Paper", command=N_("Write a note")),
    Key(
        "why",
        "i",
        "why",
        label=N_("Why here"),
        help=N_("why is this here"),
        group="Paper",
        command=N_("Why is this here, and its history"),
    ),
    Key(
        "export",
        "E",
        "export",
        help=N_("export to a file"),
        group="Paper",
        command=N_("Export what is shown to a file"),
    ),
    # App
    Key(
        "statistics",
        "ctrl+t",
        "statistics",
        help=N_("statistics"),
        group="App",
        command=N_("Statistics: papers a day, the share kept, the pace"),
    ),
    Key("lists", "r", "lists", label=N_("Lists"), help=N_("reading lists"), group="App", command=N_("Reading lists")),
    Key("import", "I", "import_file", help=N_("import a file"), group="App", command=N_("Import a file or folder")),
    Key(
        "refresh",
        "R",
        "refresh",
        help=N_("fetch, read again"),
        group="App",
        command=N_("Fetch what the settings name, and read again"),
    ),
    Key(
        "fetch",
        "ctrl+f",
        "fetch",
        help=N_("fetch by name"),
        group="App",
        command=N_("Fetch a category, a feed or a repository"),
    ),
    Key(
        "redraw",
        "ctrl+l",
        "redraw",
        help=N_("draw anew"),
        group="App",
        command=N_("Draw the screen anew, when something else wrote on it"),
    ),
    Key(
        "help",
        "question_mark,f1",
        "help",
        label=N_("Help"),
        help=N_("this help"),
        group="App",
        command=N_("Help: every key"),
    ),
    Key(
        "suspend",
        "ctrl+z",
        "suspend",
        help=N_("to the shell"),
        group="App",
        command=N_("Suspend: to the shell, until its fg"),
    ),
    Key("quit", "q", "quit", label=N_("Quit"), help=N_("quit"), group="App", command=N_("Quit")),
)
"""What holds everywhere, in the order of the help and the palette."""

LIST_KEYS: Final[tuple[Key, ...]] = (
    Key(
        "list-remove",
        "x",
        "remove_from_list",
        label=N_("Remove"),
        help=N_("remove from the list"),
        group="Lists",
        command=N_("Remove the paper from the list"),
        context="list",
    ),
    Key(
        "list-create",
        "c",
        "create_list",
        label=N_("New list"),
        help=N_("new list"),
        group="Lists",
        command=N_("New reading list"),
    ),
    Key(
        "list-rename",
        "e",
        "rename_list",
        label=N_("Rename"),
        help=N_("rename the list"),
        group="Lists",
        command=N_("Rename this reading list"),
        context="list",
    ),
    Key(
        "list-delete",
        "D",
        "delete_list",
        label=N_("Delete list"),
        help=N_("delete the list"),
        group="Lists",
        command=N_("Delete this reading list"),
        context="list",
    ),
    Key(
        "paper-up",
        "alt+k,alt+up",
        "move_in_list(-1)",
        help=N_("paper up, down"),
        group="Lists",
        command=N_("Move the paper up"),
        beside=("paper-down",),
        context="list",
    ),
    Key(
        "paper-down",
        "alt+j,alt+down",
        "move_in_list(1)",
        group="Lists",
        command=N_("Move the paper down"),
        context="list",
    ),
    Key(
        "list-left",
        "alt+comma",
        "move_list(-1)",
        help=N_("list left, right"),
        group="Lists",
        command=N_("Move the list left"),
        beside=("list-right",),
        context="list",
    ),
    Key(
        "list-right",
        "alt+full_stop",
        "move_list(1)",
        group="Lists",
        command=N_("Move the list right"),
        context="list",
    ),
)
"""What further keys do for reading lists."""

BY_ID: Final[Mapping[str, Key]] = {key.id: key for key in (*KEYS, *LIST_KEYS)}
"""Every binding by its id."""
