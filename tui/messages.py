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
        return _unread(failed[0])
    new = sum(file.counted.new for file in files)
    updated = sum(file.counted.updated for file in files)
    told = [
        _("{papers} from {files}").format(papers=_new_papers(new), files=_files(len(files) - len(failed))),
        _("{n} updated").format(n=f"{updated:,}") if updated else "",
        _("{files} could not be read").format(files=_files(len(failed))) if failed else "",
    ]
    return _(", ").join(each for each in told if each)


def _unread(file: ImportedFile) -> str:
    """Return why the one file of an import could not be read; the scores of all formats are for the command line."""
    name = file.path.rstrip("/").rsplit("/", 1)[-1]
    match file.fault:
        case "empty":
            return _("{file} is empty").format(file=name)
        case "unknown" if file.path == "-":
            return _("what was pasted is no digest that can be read")
        case "unknown":
            return _("{file} is no digest that can be read; why: digest-reader parse --report").format(file=name)
    return f"{name}: {file.error}"


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


def no_match(text: str, papers: int, more: int | None, *, wide: bool, typing: bool) -> list[Line]:
    """Return what stands in place of the list when a filter finds nothing among the papers of a place.

    Args:
        text: The filter as it was typed.
        papers: How many papers the place has.
        more: How many the filter would find in abstracts and notes, None where that is not known.
        wide: Whether it was sought there already.
        typing: Whether it is still being typed.
    """
    among = plural(
        "among {n} paper shown here: titles in every language, authors, ids",
        "among {n} papers shown here: titles in every language, authors, ids",
        papers,
    )
    if wide:
        among = plural(
            "among {n} paper shown here: titles, authors, ids, abstracts and notes",
            "among {n} papers shown here: titles, authors, ids, abstracts and notes",
            papers,
        )
    keys = hint("back", _("clears the filter"), "  ")
    if more is None and not wide:
        keys += _widening(_("seeks in abstracts and notes too"), typing=typing)
    elif more:
        hits = plural("{n} hit in abstracts and notes", "{n} hits in abstracts and notes", more)
        keys += _widening(hits.format(n=f"{more:,}"), typing=typing)
    return [*_head(_("Nothing matches “{filter}”").format(filter=text.strip()), among.format(n=f"{papers:,}")), keys]


def _widening(label: str, *, typing: bool) -> list[Run]:
    """Return the key that seeks in abstracts and notes: it is one of the prompt's."""
    key = "Tab" if typing else f"{shown('filter')} Tab"
    return [(f"   {key}", ACCENT_BOLD), (f" {label}", MUTED)]


def _head(said: str, remark: str) -> list[Line]:
    """Return the first lines of a block, before its keys: what is true of the place, and what more there is to say."""
    return [[(f"  {said}", BOLD)], [(f"  {remark}", MUTED)], []]


def no_paper_in_library(text: str, papers: int) -> list[Line]:
    """Return what stands in place of the list when a filter that is a view finds nothing in the whole library.

    Args:
        text: The filter.
        papers: How many papers the library has.
    """
    among = plural("among {n} paper of the library", "among {n} papers of the library", papers)
    return [
        *_head(_("Nothing matches “{filter}”").format(filter=text.strip()), among.format(n=f"{papers:,}")),
        [*hint("back", _("back"), "  "), *hint("filters", _("saved filters"), "   ")],
    ]


def empty_day(day: str, digests: int, *, before: bool, after: bool) -> list[Line]:
    """Return what stands in place of the list on a day whose digests have no papers, as on a holiday.

    Args:
        day: The day as the header names it.
        digests: How many digests it has.
        before: Whether there is an earlier day.
        after: Whether there is a later one.
    """
    remark = plural(
        "Its digest lists no papers, as on a holiday.", "Its {n} digests list no papers, as on a holiday.", digests
    )
    keys = hint("previous-day", _("an earlier day"), "  ") if before else []
    keys += hint("next-day", _("a later day"), "   " if keys else "  ") if after else []
    keys += hint("views", _("views and days"), "   ") if keys else hint("import", _("import a file"), "  ")
    return [*_head(_("{day} has no papers.").format(day=day), remark.format(n=f"{digests:,}")), keys]


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
    said, remark = _("{list} is empty.").format(list=one.name), _("Papers that you save come here.")
    if one.entries:
        said = _("{list} has no paper that is in the library.").format(list=one.name)
        remark = plural(
            "It names {n} paper: import the digest in which it came.",
            "It names {n} papers: import the digests in which they came.",
            len(one.entries),
        ).format(n=f"{len(one.entries):,}")
    return [
        *_head(said, remark),
        [
            *hint("back", _("back to the day"), "  "),
            *hint("next-split", _("next list"), "   "),
            *(hint("import", _("import a file"), "   ") if one.entries else hint("list-delete", _("delete it"), "   ")),
        ],
    ]


def nothing_waits(kind: str | None, days: int) -> list[Line]:
    """Return what stands in place of the list in a view across days where no paper waits.

    Args:
        kind: Which view it is: ``inbox``, ``missed``, or ``later``.
        days: How many days back the inbox looks.
    """
    back = hint("back", _("back to the day"), "  ")
    if kind == "later":
        usual = _("{key} puts a paper off until the next announcement.").format(key=shown("later"))
        return [*_head(_("Nothing is put off."), usual), back]
    other = _("missed") if kind == "inbox" else _("inbox")
    remark = _("No older paper was left undecided.")
    if kind == "inbox":
        remark = plural("No paper of the last day is undecided.", "No paper of the last {n} days is undecided.", days)
    return [*_head(_("Nothing waits."), remark.format(n=days)), [*back, *hint("next-split", other, "   ")]]
