"""The one cleaning at the border: what strangers and language models wrote becomes text fit for a terminal.

`clean` takes out what a terminal would obey or a reader could not see; `one_line`, `clean_lines` and
`clean_paragraphs` also normalise to NFC and fold white space the way the record format wants it. `hides`
tells whether anything but white space goes, so that the record can say so. What a text means, and TeX in it,
is left to others.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from parsers.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_MARKS = 8
"""Combining marks kept on one base character: enough for every living script, too few to flood a screen."""

# Whole sequences go, not their ESC alone, which would leave "[31m" behind. Every repetition is bounded or
# stops at the next control character, and every sequence starts with one: linear time. The kinds, after
# ECMA-48: control sequences; command strings (titles, links, clipboard) with their terminator; short ones.
_SEQUENCE = lazy_pattern(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,8}[78=>@-~]"
)
_SPACES = {ord(char): " " for char in "\t\r\v\f\x85"} | {0x2028: "\n", 0x2029: "\n"}

_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_REMOVED = lazy_pattern(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"

_SUSPECT = lazy_pattern(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}\ud800-\udfff{_JOINERS}{_SELECTORS}]"
    rf"|[^\w\s\x00-\u02ff]{{{_MAX_MARKS + 1}}}"
)
# The common path: a text that is printable for Python holds no control, format or surrogate character, and one that
# has nothing in these ranges has no combining mark, selector or filler. They are drawn wide, over whole blocks of
# scripts: what they catch is looked at again.
_MARKED = lazy_pattern(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\u3164"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\uffa0\U00010000-\U0001d3ff\U0001da00-\U0001efff\U000e0000-\U0010ffff]"
)
# What nearly all Chinese and European text is made of: every character printable and unmarked, and none that a
# normalisation would change, whatever stands beside it. One search instead of three questions to every character.
_ORDINARY = (
    "\n -~\xa1-\xac\xae-\u02af\u0391-\u03a1\u03a3-\u03c9\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u3001-\u3029"
    "\u4e00-\u9fef\uff01-\uff5e"
)
_EXTRAORDINARY = lazy_pattern(f"[^{_ORDINARY}]")
_IN_CONTEXT = lazy_pattern(f"[^\\w\\s\x00-\u02ff]{{{_MAX_MARKS + 1},}}|[{_JOINERS}{_SELECTORS}]")
_CONTROLS = bytes(code for code in (*range(32), 127) if code != ord("\n"))
"""What is ASCII, not printable, and no line end."""
_SPACING = lazy_pattern("[\t\r\v\f\x85\u2028\u2029]")

_SELECTOR = lazy_pattern(f"[{_SELECTORS}]")
_EMOJI = lazy_pattern(
    "[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
# Scripts in which a joiner or non-joiner changes the shape of letters: Arabic and its relatives, the Indic
# scripts, Myanmar, Khmer, Mongolian.
_JOINING = lazy_pattern(
    "[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua8ff\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00011fff]"
)

_BLANK_LINES = lazy_pattern(r"\n[ \n]*\n *")
_INDENTED = lazy_pattern(r"\n(?: *\n)+ *|\n {2,}")
_SPACE_RUN = lazy_pattern(r" {2,}")
_LINE_END = lazy_pattern(r" *\n *")


def clean(text: str) -> str:
    r"""Remove what a terminal would obey or a reader could not see.

    Escape sequences go whole; control, bidirectional, zero-width and tag characters go; lone surrogates
    become U+FFFD; of the marks on one base eight stay. Joiners stay inside emoji and in the scripts that need
    them, a variation selector stays after a visible character. CR LF becomes ``\n``, as do the Unicode line
    and paragraph separators; a tab and every other line break become a space. Twice is the same as once.
    """
    if is_plain(text):
        return text
    text = _remove(text.replace("\r\n", "\n"))
    return text.translate(_SPACES) if _SPACING.search(text) else text


def hides(text: str) -> bool:
    """Tell whether `clean` takes anything but white space out of a text: a record of it carries a warning."""
    return not is_plain(text) and _remove(text) != text


def one_line(text: str, *, plain: bool = False) -> str:
    """Return the cleaned text in NFC on one line, runs of spaces and line breaks folded to one space.

    Args:
        text: The text as the source has it.
        plain: The caller knows that the text `is_plain` and in NFC: a parser asks once for a whole entry.
    """
    return _folded(text if plain else _normal(text))


def one_lines(texts: Iterable[str], *, plain: bool = False) -> list[str]:
    """Return what `one_line` returns of each text, and leave out what is empty: names come in hundreds.

    Args:
        texts: The texts as the source has them.
        plain: As for `one_line`.
    """
    if not plain:
        return [text for text in map(one_line, texts) if text]
    # A plain text has no control character but the line end, so that another one keeps the texts apart.
    return [text for part in _folded("\x00".join(texts)).split("\x00") if (text := part.strip(" "))]


def clean_paragraphs(text: str, *, indent_starts: bool = False, plain: bool = False) -> str:
    """Return the cleaned text in NFC with hard-wrapped lines joined, and one blank line between paragraphs.

    Args:
        text: The text as the source has it.
        indent_starts: Whether a line that begins with two spaces starts a paragraph, as in hard-wrapped
            abstracts of arXiv; otherwise only a blank line does.
        plain: As for `one_line`.
    """
    if not plain:
        text = _normal(text)
    text = text.strip(" \n")
    if "\n" not in text:
        return _folded(text)
    pieces = (_INDENTED if indent_starts else _BLANK_LINES).split(text)
    return "\n\n".join(filter(None, map(_folded, pieces)))


def clean_lines(text: str, *, plain: bool = False) -> str:
    """Return the cleaned text in NFC with its lines kept, and one blank line where there were one or more."""
    if not plain:
        text = _normal(text)
    text = text.strip(" \n")
    if "  " in text:
        text = _SPACE_RUN.sub(" ", text)
    if "\n" in text:
        text = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", text))
    return text


def _folded(text: str) -> str:
    text = text.replace("\n", " ")
    if "  " in text:
        text = _SPACE_RUN.sub(" ", text)
    return text.strip(" ")


def _normal(text: str) -> str:
    """Clean between two normalisations.

    The first makes NFC and NFD the same before marks are counted, the second composes what a removed
    character kept apart.
    """
    if text.isascii() and text.isprintable():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text if is_plain(text) else unicodedata.normalize("NFC", clean(text))


def is_plain(text: str) -> bool:
    """Tell fast that there is nothing in a text to clean; False says nothing."""
    if "\n" in text:
        text = text.replace("\n", " ")
    return text.isprintable() and (text.isascii() or _MARKED.search(text) is None)


def are_plain(texts: Sequence[str]) -> bool:
    """Tell whether all texts are plain and in NFC: one question for a whole entry."""
    # Python knows of each text whether it is ASCII, and to look through bytes is twice as fast as to ask for each
    # character what it is; the others are far fewer.
    narrow = "".join([text for text in texts if text.isascii()]).encode("ascii")
    if len(narrow.translate(None, _CONTROLS)) < len(narrow):
        return False
    wide = "".join([text for text in texts if not text.isascii()])
    # What is plain has no combining marks, so that normalising the texts together is normalising each.
    return _EXTRAORDINARY.search(wide) is None or (
        wide.replace("\n", " ").isprintable()
        and _MARKED.search(wide) is None
        and unicodedata.is_normalized("NFC", wide)
    )


def _remove(text: str) -> str:
    """Take out all that is not white space: `clean` without its last step."""
    if not _SUSPECT.search(text):
        return text
    text = _REMOVED.sub("", _SEQUENCE.sub("", text))
    text = _SURROGATE.sub("\ufffd", text)
    return _judge_in_context(text)


def _judge_in_context(text: str) -> str:
    """Drop joiners, variation selectors and marks that stand where they mean nothing."""
    kept: list[str] = []
    before = ""
    end = 0
    for match in _IN_CONTEXT.finditer(text):
        between = text[end : match.start()]
        end = match.end()
        run = _judge_run(match[0], (before + between)[-2:], text[end : end + 1])
        kept += between, run
        before = (before + between + run)[-2:]
    return "".join(kept) + text[end:] if kept else text


def _judge_run(run: str, before: str, after: str) -> str:
    """Judge one joiner or selector, or a long run of what is neither letter nor space, which may hold marks.

    Args:
        run: The characters to judge.
        before: The two characters kept before them.
        after: The character after them.
    """
    kept = list(before)
    marks = 0
    for index, char in enumerate(run):
        if char in _JOINERS:
            if not _joins(char, kept, run[index + 1 : index + 2] or after):
                continue
        elif _SELECTOR.match(char):
            if not kept or kept[-1].isspace() or kept[-1] in _JOINERS or _SELECTOR.match(kept[-1]):
                continue
        elif unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if marks > _MAX_MARKS:
                continue
        else:
            marks = 0
        kept.append(char)
    return "".join(kept[len(before) :])


def _joins(joiner: str, before: list[str], after: str) -> bool:
    """Tell whether a joiner does something between what was kept before it and the next character."""
    if not before:
        return False
    if _JOINING.match(before[-1]):
        return True
    base = before[-2:-1] if _SELECTOR.match(before[-1]) else before[-1:]
    return bool(joiner == "\u200d" and base and _EMOJI.match(base[0]) and _EMOJI.match(after))
