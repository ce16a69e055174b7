"""Which note is right when a list file and the library differ. Pure.

A note is the library's, whether its paper is in a list or not; list files carry a copy for the person to read and
edit. So a file's note that differs from the one that the file had when it was last looked at was written there by
hand, and counts. One that merely differs from the library's is a copy that was not brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def written_by_hand(
    now: Mapping[int, str], before: Mapping[int, str], kept: Mapping[int, str], held: Collection[int]
) -> dict[int, str]:
    """Return the notes to take over from a list file: paper to note, empty for one that was deleted there.

    Args:
        now: Paper to note in the file, where there is one.
        before: The same when the file was last looked at.
        kept: Paper to note in the library.
        held: The papers that the file lists. A note that went with its paper was not deleted.
    """
    changed = {key: text for key, text in now.items() if text not in (before.get(key), kept.get(key))}
    # Only what the file had said until then: a paper added by hand comes without its note.
    cleared = {key: "" for key, text in before.items() if key in held and key not in now and kept.get(key) == text}
    return changed | cleared
