"""Every key of the reader, once: bindings, footer, help and palette are all made from this table.

A binding's id is public: the user's key map names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Mode = Literal["triage", "list", "filter", "prompt", "read", "empty", "done"]
"""What the person is doing, as far as the footer is concerned."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a key does.

    Attributes:
        id: Stable name of the binding.
        keys: Textual's names of the keys, separated by commas; full-width twins are added by `bindings`.
        action: The screen's action.
        shown: How the keys are written in the footer and in the help.
        label: One or two words for the footer; empty when it has no place there.
        help: A few words for the help, empty when another entry covers it.
        group: Heading in the help.
        command: A sentence for the palette, empty when it makes no sense there.
    """

    id: str
    keys: str
    action: str
    shown: str
    label: str = ""
    help: str = ""
    group: str = ""
    command: str = ""


KEYS: tuple[Key, ...] = (
    Key("save", "s", "decide('saved')", "s", "Save", "save, go on", "Decide", "Save to the default list"),
    Key("skip", "x", "decide('skipped')", "x", "Skip", "skip, go on", "Decide", "Skip"),
    Key(
        "later",
        "b",
        "decide('later')",
        "b",
        "Later",
        "later, go on",
        "Decide",
        "Later, with the next announcement",
    ),
    *(
        Key(
            f"save-to-{n}",
            str(n),
            f"save_to({n})",
            "1-9",
            "List" if n == 1 else "",
            "save to list n" if n == 1 else "",
            "Decide",
        )
        for n in range(1, 10)
    ),
    Key(
        "choose-list",
        "a",
        "choose_list",
        "a",
        "Choose",
        "choose a list",
        "Decide",
        "Save to a list of your choice",
    ),
    Key("skip-upward", "X", "skip_upward", "X", "", "skip from here up", "Decide", "Skip from here upward"),
    Key("undecide", "0", "decide('new')", "0", "", "undecided again", "Decide", "Back to undecided"),
    Key("undo", "u", "undo", "u", "Undo", "undo, redo", "Decide", "Undo"),
    Key("redo", "U,ctrl+r", "redo", "U", "Redo", "", "Decide", "Redo"),
    Key("filter", "slash,f", "filter", "/", "Filter", "filter", "Find", "Filter"),
    Key("palette", "colon,ctrl+p", "palette", ":", "Palette", "palette, id or row", "Find"),
    Key("down", "j,down", "move(1)", "j", "", "down, up", "Move"),
    Key("up", "k,up", "move(-1)", "k", "", "", "Move"),
    Key("next", "n", "next_undecided", "n", "", "next, previous undecided", "Move", "Next undecided paper"),
    Key("previous", "p", "previous_undecided", "p", "", "", "Move", "Previous undecided paper"),
    Key("page", "space", "page", "Space", "", "page, then next", "Move"),
    Key("top", "g,home", "top", "g", "", "top, end", "Move", "First paper"),
    Key("end", "G,end", "end", "G", "", "", "Move", "Last paper"),
    Key("half-down", "ctrl+d", "move_page(0.5)", "ctrl+d", "", "half a page", "Move"),
    Key("half-up", "ctrl+u", "move_page(-0.5)", "ctrl+u", "", "", "Move"),
    Key("page-down", "pagedown", "move_page(1)", "PgDn", "", "", "Move"),
    Key("page-up", "pageup", "move_page(-1)", "PgUp", "", "", "Move"),
    Key(
        "previous-split",
        "comma",
        "split(-1)",
        ",",
        "",
        "previous, next split",
        "Move",
        "Previous category or list",
    ),
    Key("next-split", "full_stop", "split(1)", ".", "", "", "Move", "Next category or list"),
    Key(
        "previous-day",
        "less_than_sign",
        "day(-1)",
        "<",
        "Yesterday",
        "previous, next day",
        "Move",
        "Previous day",
    ),
    Key("next-day", "greater_than_sign", "day(1)", ">", "Tomorrow", "", "Move", "Next day"),
    Key("read", "enter,l,right", "read", "Enter", "Read", "read", "Move", "Read the paper"),
    Key("back", "escape,h,left", "back", "Esc", "Back", "one level back", "Move"),
    Key("range", "v,V", "range", "v", "Range", "range", "Select", "Begin or end a range"),
    Key("extend-down", "J,shift+down", "extend(1)", "J", "", "extend", "Select"),
    Key("extend-up", "K,shift+up", "extend(-1)", "K", "", "", "Select"),
    Key("mark", "m", "mark", "m", "", "mark, go on", "Select", "Mark one and go on"),
    Key("select-all", "A", "select_all", "A", "", "all shown", "Select", "Select all shown"),
    Key("language", "L", "next_language", "L", "Lang", "next language", "Look", "Next language"),
    Key("english", "f2", "language('en')", "F2", "", "English, 中文, Deutsch", "Look", "Read in English"),
    Key("chinese", "f3", "language('zh')", "F3", "", "", "Look", "用中文阅读 (Chinese)"),
    Key("german", "f4", "language('de')", "F4", "", "", "Look", "Auf Deutsch lesen (German)"),
    Key("zoom", "z", "zoom", "z", "Zoom", "split, list, detail", "Look", "Split view, list only, detail only"),
    Key(
        "two",
        "w",
        "two_languages",
        "w",
        "Two languages",
        "two side by side",
        "Look",
        "Two languages side by side",
    ),
    Key("tex", "t", "tex", "t", "TeX", "TeX or Unicode", "Look", "TeX as written or as Unicode"),
    Key("open", "o", "open('abs')", "o", "Open", "abstract page, PDF", "Paper", "Open the abstract page"),
    Key("open-pdf", "O", "open('pdf')", "O", "", "", "Paper", "Open the PDF"),
    Key("copy", "y", "copy_link", "y", "Copy link", "copy link", "Paper", "Copy the link"),
    Key("lists", "r", "lists", "r", "Lists", "reading lists", "App", "Reading lists"),
    Key("import", "I", "import_file", "I", "", "import a file", "App", "Import a file or folder"),
    Key("refresh", "R", "refresh", "R", "", "fetch, read again", "App", "Fetch what the settings name, and read again"),
    Key("fetch", "ctrl+f", "fetch", "ctrl+f", "", "fetch by name", "App", "Fetch a category, a feed or a repository"),
    Key("help", "question_mark,f1", "help", "?", "Help", "this help", "App", "Help: every key"),
    Key("quit", "q", "quit", "q", "Quit", "quit", "App", "Quit"),
)

LIST_KEYS: tuple[Key, ...] = (
    Key("list-remove", "x", "remove_from_list", "x", "Remove", "remove from the list", "Lists"),
    Key("list-create", "c", "create_list", "c", "New list", "new list", "Lists", "New reading list"),
    Key(
        "list-rename",
        "e",
        "rename_list",
        "e",
        "Rename",
        "rename the list",
        "Lists",
        "Rename this reading list",
    ),
    Key(
        "list-delete",
        "D",
        "delete_list",
        "D",
        "Delete list",
        "delete the list",
        "Lists",
        "Delete this reading list",
    ),
    Key(
        "paper-up",
        "alt+k,alt+up",
        "move_in_list(-1)",
        "alt+k",
        "",
        "paper up, down",
        "Lists",
        "Move the paper up",
    ),
    Key("paper-down", "alt+j,alt+down", "move_in_list(1)", "alt+j", "", "", "Lists", "Move the paper down"),
    Key(
        "list-left",
        "alt+comma",
        "move_list(-1)",
        "alt+,",
        "",
        "list left, right",
        "Lists",
        "Move the list left",
    ),
    Key("list-right", "alt+full_stop", "move_list(1)", "alt+.", "", "", "Lists", "Move the list right"),
    Key(
        "sort",
        "S",
        "sort",
        "S",
        "Sort",
        "newest or list order",
        "Lists",
        "Newest first, or the list's own order",
    ),
)
"""What further keys do in a reading list; there ``x`` removes instead of skipping."""

_FOOTERS: dict[Mode, tuple[str, ...]] = {
    "triage": (
        "save",
        "skip",
        "later",
        "save-to-1",
        "undo",
        "range",
        "filter",
        "language",
        "zoom",
        "two",
        "open",
        "lists",
    ),
    "list": (
        "read",
        "list-remove",
        "choose-list",
        "sort",
        "filter",
        "list-create",
        "list-rename",
        "copy",
        "language",
        "back",
    ),
    "read": ("save", "skip", "later", "save-to-1", "undo", "language", "two", "tex", "open", "back"),
    "done": ("lists", "previous-day", "next-day", "undo", "filter", "quit"),
    "empty": (),
    "filter": (),
    "prompt": (),
}
_PROMPT_FOOTERS: dict[Mode, tuple[tuple[str, str], ...]] = {
    "filter": (("Enter", "Keep"), ("Esc", "Clear"), ("Up Down", "Move"), ("ctrl+s", "By relevance")),
    "prompt": (("Enter", "Do it"), ("Esc", "Cancel")),
}
_BY_ID = {key.id: key for key in (*KEYS, *LIST_KEYS)}
_FULL_WIDTH = {
    "slash": "／",
    "colon": "：",
    "comma": "，",
    "full_stop": "。",
    "question_mark": "？",
    "less_than_sign": "《",
    "greater_than_sign": "》",
}
"""What the same key types while a Chinese input method is on."""


def footer(mode: Mode) -> list[tuple[str, str, str]]:
    """Return (key as shown, label, action) for the footer of a mode, most important first; help is apart."""
    if mode in _PROMPT_FOOTERS:
        return [(shown, label, "") for shown, label in _PROMPT_FOOTERS[mode]]
    if mode == "empty":
        return [
            ("j k", "Choose", ""),
            ("Enter", "Start", "read"),
            (":", "Palette", "palette"),
            ("q", "Quit", "quit"),
        ]
    return [(key.shown, key.label, key.action) for key in map(_BY_ID.__getitem__, _FOOTERS[mode])]


def bindings() -> list[BindingType]:
    """Return the screen's bindings, each with its id, and with the full-width twins of its keys."""
    made: list[BindingType] = []
    for key in (*KEYS, *LIST_KEYS):
        if key.id == "list-remove":
            continue  # the same key as skip, which does what the place asks for
        keys = [name for part in key.keys.split(",") for name in (part, _FULL_WIDTH.get(part)) if name]
        made.append(Binding(",".join(keys), key.action, key.command or key.help, show=False, id=key.id))
    return made
