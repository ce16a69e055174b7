"""What the reader says: a sentence for each step, import and empty place, naming the next key where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from digest_reader.fetch.models import FetchedSource
from digest_reader.i18n import _
from digest_reader.models import ImportedFile, Step
from digest_reader.reading_lists import ReadingList
from tui import words
from tui.ink import ACCENT_BOLD, BOLD, MUTED, TEXT, Line, Run
from tui.keymap import shown


def step_done(step: Step) -> str:
    """Return what a step did: ``skipped The Panaceas for …``, ``saved 3 papers to Inference``."""
    papers = step.title if len(step.keys) == 1 and step.title else words.plural(len(step.keys), "paper")
    match step.action:
        case "save":
            where = f" to {step.list_name}" if step.list_name else ""
            return f"saved{where}: {papers}"
        case "decide":
            if step.until is not None:
                return _put_off(step, papers)
            verb = words.STATE_VERBS[step.state or "new"]
            return f"{verb}: {papers}" if step.state in ("new", "later") else f"{verb} {papers}"
        case "note":
            return _("note: {papers}").format(papers=papers)
        case "list-create":
            return f"new list {step.list_name}"
        case "list-rename":
            return f"renamed to {step.list_name}"
        case "list-delete":
            return f"deleted the list {step.list_name}"
        case "list-remove":
            return f"removed from {step.list_name}: {papers}"
        case "list-move":
            return f"moved in {step.list_name}: {papers}"
        case "list-order":
            return f"moved the list {step.list_name}"
        case _:
            return f"{step.action}: {papers}"


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
    said = f"{words.plural(new, 'new paper')} from {words.plural(len(files) - len(failed), 'file')}"
    said += f", {updated:,} updated" if updated else ""
    return said + (f", {words.plural(len(failed), 'file')} could not be read" if failed else "")


def fetched(sources: Sequence[FetchedSource]) -> str:
    """Return what a fetch brought, in a line: the papers, else why there are none."""
    new = sum(source.new for source in sources)
    names = ", ".join(source.name for source in sources)
    said = [f"{words.plural(new, 'new paper')} from {names}" if new or not sources else f"nothing new from {names}"]
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
    return [
        [("  Nothing matches ", BOLD), (f"“{text.strip()}”", BOLD)],
        [
            (
                f"  among {words.plural(papers, 'paper')} shown here: titles in every language, authors, ids",
                MUTED,
            )
        ],
        [],
        [
            *hint("back", _("clears the filter"), "  "),
            ("   abs:", ACCENT_BOLD),
            ("word searches abstracts", MUTED),
        ],
    ]


def empty_list(one: ReadingList) -> list[Line]:
    """Return what stands in place of the list in an empty reading list."""
    if one.problem:
        return [
            [(f"  {one.name} cannot be read", BOLD)],
            [(f"  {one.problem}", TEXT)],
            [],
            [
                ("  The file is left as it is. Mend it in an editor, then ", MUTED),
                *hint("refresh", _("reads it again.")),
            ],
        ]
    return [
        [(f"  {one.name} is empty.", BOLD)],
        [("  Papers that you save come here.", MUTED)],
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
