"""Collects the interface's texts into ``digest_reader/locale``: ``make messages`` after every change of a text.

The template, the translations and what gettext reads of them (``.mo``) are all kept in the repository. None of them
says when it was made or on which line a text stands, so that the same texts make the same files, and a merge of two
changes touches only what both changed. A test compares them with the code.

``python docs/catalogues.py`` writes all of them, and fails when a text has no translation yet, naming it. To
translate, edit ``digest_reader/locale/zh`` or ``de`` and run it again.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from digest_reader.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "digest_reader" / "locale"
DOMAIN = "digest-reader"
SOURCES = ("digest_reader", "tui")
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "N_": None, "plural": (1, 2)}
TRANSLATED = LANGUAGES[1:]
"""English is the language of the code."""


class Undated(Catalog):
    """A catalogue whose header says what gettext needs and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's fields."""
        fields = [("Project-Id-Version", DOMAIN), ("MIME-Version", "1.0")]
        fields += [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        if self.locale is not None:
            fields += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return fields

    @mime_headers.setter
    def mime_headers(self, fields: object) -> None:
        """Leave the header as it is."""


def template() -> Catalog:
    """Return the texts that the code has."""
    catalogue = Undated(header_comment="# The texts of the interface.", fuzzy=False)
    for source in SOURCES:
        texts = extract_from_dir(ROOT / source, [("**.py", "python")], keywords=dict(KEYWORDS))
        for _file, _line, text, _comments, _context in sorted(texts, key=lambda each: (each[0], each[1])):
            if any(text if isinstance(text, tuple) else (text,)):
                catalogue.add(text)
    return catalogue


def file(language: str, ending: str = "po") -> Path:
    """Return the catalogue of a language."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def catalogue(language: str, texts: Catalog | None = None) -> Catalog:
    """Return the translations of a language, as its file has them.

    Args:
        language: One of `TRANSLATED`.
        texts: Those that there are to be; those of the file when absent. One without a translation is empty.
    """
    made = Undated(locale=language, header_comment=f"# The texts of the interface: {language}.", fuzzy=False)
    kept = Catalog(locale=language)
    if file(language).exists():
        with file(language).open("rb") as written:
            kept = read_po(written, locale=language)
    for message in kept if texts is None else texts:
        if message.id:
            before = kept.get(message.id[0] if isinstance(message.id, (list, tuple)) else message.id)
            known = before is not None and before.id == message.id
            made.add(message.id, before.string if known and before is not None else None, flags=message.flags)
    return made


def as_po(texts: Catalog) -> bytes:
    """Return a catalogue as gettext's text."""
    written = io.BytesIO()
    write_po(written, texts, width=110, no_location=True, sort_output=True)
    return written.getvalue()


def as_mo(texts: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    written = io.BytesIO()
    write_mo(written, texts)
    return written.getvalue()


def missing(texts: Catalog) -> list[str]:
    """Return the texts of a catalogue that have no translation, or not in every form of number."""
    found = []
    for message in texts:
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(forms):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def main() -> int:
    """Write all files; return 1 when something is not translated."""
    texts = template()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{DOMAIN}.pot").write_bytes(as_po(texts))
    untranslated = 0
    for language in TRANSLATED:
        made = catalogue(language, texts)
        file(language).parent.mkdir(parents=True, exist_ok=True)
        file(language).write_bytes(as_po(made))
        file(language, "mo").write_bytes(as_mo(made))
        for text in missing(made):
            untranslated += 1
            print(f"{language}: not translated: {text!r}", file=sys.stderr)
    return 1 if untranslated else 0


if __name__ == "__main__":
    sys.exit(main())
