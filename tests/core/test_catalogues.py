"""The interface's translations: complete, with the places that the code fills in, and as the code has them now."""

from __future__ import annotations

import ast
import importlib.util
import string
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from digest_reader import i18n
from tests.cli.conftest import ROOT


def _tool() -> ModuleType:
    specification = importlib.util.spec_from_file_location("catalogues", ROOT / "docs" / "catalogues.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


catalogues = _tool()
LANGUAGES = ("zh", "de")


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, (list, tuple)) else [str(message.id)]


def _translations(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (list, tuple)) else [str(message.string)]


def _places(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def test_the_template_has_the_texts_of_the_code() -> None:
    """A text that was added or changed is in the template after ``make messages``."""
    assert (catalogues.FOLDER / "digest-reader.pot").read_bytes() == catalogues.as_po(catalogues.template())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    """A translation that nobody asks for is gone, one that somebody asks for is there."""
    wanted = {tuple(_forms(message)) for message in _messages(catalogues.template())}
    assert {tuple(_forms(message)) for message in _messages(catalogues.catalogue(language))} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    """No text is left in English, and none is only guessed."""
    catalogue = catalogues.catalogue(language)
    assert catalogues.missing(catalogue) == []
    assert [message.id for message in _messages(catalogue) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_the_text(language: str) -> None:
    """What the code puts in has its place in every form of the translation, and nothing else is asked for."""
    wrong = {}
    for message in _messages(catalogues.catalogue(language)):
        many = _places(_forms(message)[-1])
        for translation in _translations(message):
            # A number may be left out where the form says it: one, in the singular.
            if not _places(_forms(message)[0]) <= _places(translation) <= many:
                wrong[_forms(message)[0]] = translation
    assert wrong == {}


def _formats(text: str) -> set[tuple[str, str | None, str]]:
    """Return how each place is written out; a date is written as its language does."""
    parts = string.Formatter().parse(text)
    return {(name, how, "" if (form or "").startswith("%") else form or "") for _text, name, form, how in parts if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_write_values_as_the_text_does(language: str) -> None:
    """Thousands have their commas, quoted values their quotes."""
    wrong = {}
    for message in _messages(catalogues.catalogue(language)):
        for translation in _translations(message):
            if not _formats(translation) <= _formats(_forms(message)[-1]):
                wrong[_forms(message)[0]] = translation
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_like_the_text(language: str) -> None:
    """Blanks and line ends around a text are part of it."""
    wrong = []
    for message in _messages(catalogues.catalogue(language)):
        for form, translation in zip([*_forms(message)[-1:] * 2], _translations(message), strict=False):
            same = [
                translation.startswith(" ") == form.startswith(" "),
                translation.endswith(" ") == form.endswith(" "),
            ]
            # Chinese has no blank behind the comma between two things.
            if form != ", " and (not all(same) or "\n" in translation):
                wrong.append(translation)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_form(language: str) -> None:
    """German tells one from many, Chinese does not."""
    for message in _messages(catalogues.catalogue(language)):
        if isinstance(message.id, (list, tuple)):
            assert len(_translations(message)) == {"zh": 1, "de": 2}[language]
    i18n.use(language)
    said = [i18n.plural("{n} paper", "{n} papers", n).format(n=n) for n in (0, 1, 2)]
    assert said == {"zh": ["0 篇论文", "1 篇论文", "2 篇论文"], "de": ["0 Paper", "1 Paper", "2 Paper"]}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_gettext_reads_is_what_was_translated(language: str) -> None:
    """The compiled catalogue is that of the text beside it."""
    catalogue = catalogues.catalogue(language)
    assert catalogues.file(language).read_bytes() == catalogues.as_po(catalogue)
    assert catalogues.file(language, "mo").read_bytes() == catalogues.as_mo(catalogue)


def test_headers_change_with_nothing() -> None:
    """No date and no line number stands in the files: the same texts make the same files."""
    for file in [catalogues.FOLDER / "digest-reader.pot", *map(catalogues.file, LANGUAGES)]:
        text = file.read_text(encoding="utf-8")
        assert "Date:" not in text
        assert "#:" not in text


def test_every_marked_text_is_collected() -> None:
    """No text is marked where the collection does not see it, as within an f-string."""
    collected = {form for message in _messages(catalogues.template()) for form in _forms(message)}
    missed = []
    for source in catalogues.SOURCES:
        for file in sorted((ROOT / source).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    texts = node.args[: {"_": 1, "N_": 1, "plural": 2}.get(node.func.id, 0)]
                    said = [str(text.value) for text in texts if isinstance(text, ast.Constant)]
                    missed += [f"{file.name}: {text}" for text in said if text not in collected]
    assert missed == []
