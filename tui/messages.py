"""What the reader says: a sentence for each step, import and empty place, naming the next key where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digest_reader.i18n import _, plural
from digest_reader.models import ImportedFile, State, Step
from digest_reader.reading_lists import ReadingList
from tui import words
from tui.ink import ACCENT_BOLD, BOLD, MUTED, TEXT, Line, Run
from tui.keymap import shown

if TYPE_CHECKING:
    from digest_reader.fetch.models import FetchedSource


def step_done(step: Step) -> str:
    """Return what a step did: ``skipped The Panaceas for …``, ``saved 3 papers to Inference``."""
    papers = step.title if len(step.keys) == 1 and step.title else words.papers(len(step.keys))
    match step.action:
        case "save":
            if step.list_name:
                return _("saved to {list}: {papers}").format(list=step.list_name, papers=papers)
            return _("saved: {papers}").format(papers=papers)
        case "decide":
            if step.until is not None:
                return _put_off(step, papers)
            return _decided(step.state or "new").format(papers=papers)
        case "note":
            return _("note: {papers}").format(papers=papers)
        case "list-create":
            return _("new list {list}").format(list=step.list_name)
        case "list-rename":
            return _("renamed to {list}").format(list=step.list_name)
        case "list-delete":
            return _("deleted the list {list}").format(list=step.list_name)
        case "list-remove":
            return _("removed from {list}: {papers}").format(list=step.list_name, papers=papers)
        case "list-move":
            return _("moved in {list}: {papers}").format(list=step.list_name, papers=papers)
        case "list-order":
            return _("moved the list {list}").format(list=step.list_name)
        case _:
            return f"{step.action}: {papers}"


def _decided(state: State) -> str:
    """Return what is said of papers that were given a state, with a place for them."""
    match state:
        case "new":
            return _("undecided again: {papers}")
        case "saved":
            return _("saved {papers}")
        case "later":
            return _("later: {papers}")
        case "skipped":
            return _("skipped {papers}")


def _put_off(step: Step, papers: str) -> str:
    """Return ``3 later, until Mon 23 Nov``, and of a single paper its title."""
    if len(step.keys) == 1:
        return _("later, {until}: {title}").format(until=words.until(step.until), title=papers)
    return _("{n} later, {until}").format(n=f"{len(step.keys):,}", until=words.until(step.until))


def imported(files: Sequence[ImportedFile]) -> str:
    """Return what an import brought, in a line."""
    failed = [file for file in files if file.error]
    if len(files) == 1 and failed:
        return f"{failed[0].path.rstrip('/').rsplit('/', 1)[-1]}: {failed[0].error}"
    new = sum(file.counted.new for file in files)
    updated = sum(file.counted.updated for file in files)
    told = [
        _("{papers} from {files}").format(papers=_new_papers(new), files=_files(len(files) - len(failed))),
        _("{n} updated").format(n=f"{updated:,}") if updated else "",
        _("{files} could not be read").format(files=_files(len(failed))) if failed else "",
    ]
    return _(", ").join(each for each in told if each)


def _new_papers(count: int) -> str:
    return plural("{n} new paper", "{n} new papers", count).format(n=f"{count:,}")


def _files(count: int) -> str:
    return plural("{n} file", "{n} files", count).format(n=f"{count:,}")


def fetched(sources: Sequence[FetchedSource]) -> str:
    """Return what a fetch brought, in a line: the papers, else why there are none."""
    new = sum(source.new for source in sources)
    names = ", ".join(source.name for source in sources)
    brought = _("{papers} from {names}").format(papers=_new_papers(new), names=names)
    said = [brought if new or not sources else _("nothing new from {names}").format(names=names)]
    failed = [source for source in sources if source.error]
    said += [f"{source.name}: {source.error} {source.hint}".strip() for source in failed]
    notes = [note for source in sources for note in source.notes]
    return "; ".join(said if new or failed else [*notes[:1]] or said)


def hint(binding: str, label: str, lead: str = "") -> list[Run]:
    """Return a key worth pressing, as the person has it, and what it does; nothing when no key does it.

    Args:
        binding: The binding's id.
        label: What it does, a few words.
        lead: Blanks to stand before it.
    """
    key = shown(binding)
    return [(f"{lead}{key}", ACCENT_BOLD), (f" {label}", MUTED)] if key else []


def no_match(text: str, papers: int) -> list[Line]:
    """Return what stands in place of the list when a filter finds nothing."""
    among = plural(
        "among {n} paper shown here: titles in every language, authors, ids",
        "among {n} papers shown here: titles in every language, authors, ids",
        papers,
    )
    return [
        [("  " + _("Nothing matches “{filter}”").format(filter=text.strip()), BOLD)],
        [("  " + among.format(n=f"{papers:,}"), MUTED)],
        [],
        [
            *hint("back", _("clears the filter"), "  "),
            ("   abs:", ACCENT_BOLD),
            (_("word searches abstracts"), MUTED),
        ],
    ]


def empty_list(one: ReadingList) -> list[Line]:
    """Return what stands in place of the list in an empty reading list."""
    if one.problem:
        return [
            [("  " + _("{list} cannot be read").format(list=one.name), BOLD)],
            [(f"  {one.problem}", TEXT)],
            [],
            [
                ("  " + _("The file is left as it is. Mend it in an editor, then") + " ", MUTED),
                *hint("refresh", _("reads it again.")),
            ],
        ]
    return [
        [("  " + _("{list} is empty.").format(list=one.name), BOLD)],
        [("  " + _("Papers that you save come here."), MUTED)],
        [],
        [
            *hint("back", _("back to the day"), "  "),
            *hint("next-split", _("next list"), "   "),
            *hint("list-delete", _("delete it"), "   "),
        ],
    ]


def nothing_waits(kind: str | None) -> list[Line]:
    """Return what stands in place of the list where no paper waits.

    Args:
        kind: What kind of place it is.
    """
    remarks = {
        "inbox": _("Every paper of the last days is decided."),
        "missed": _("No older paper was left undecided."),
        "filter": _("The filter finds no paper in the library."),
    }
    usual = _("{key} puts a paper off until the next announcement.").format(key=shown("later"))
    return [
        [("  " + _("Nothing waits."), BOLD)],
        [("  " + remarks.get(kind or "", usual), MUTED)],
        [],
        hint("back", _("back to the day"), "  "),
    ]
