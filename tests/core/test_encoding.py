"""What `digest_reader.storage.encoding` writes fast is what `json` writes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest_reader.storage.encoding import dumps, list_json, record_json, texts_json
from parsers.base import Note, Record
from tests.core.strategies import records

# What JSON escapes, what UTF-8 cannot hold, and what parts texts while they are escaped together.
texts = st.text(st.one_of(st.sampled_from('"\\\n\t\x00\x1f\x7fé量\ud800\udfff😀{}[],:'), st.characters()), max_size=12)
notes = st.builds(Note, st.none() | texts, texts, st.none() | texts, texts)


@st.composite
def any_text_in(draw: st.DrawFn) -> Record:
    """A record with any text where a digest's own stands."""
    return replace(
        draw(records()),
        id=draw(texts),
        title=draw(st.dictionaries(texts, texts, max_size=2)),
        abstract=draw(st.dictionaries(texts, texts, max_size=2)),
        authors=draw(st.none() | st.lists(texts, max_size=3).map(tuple)),
        primary=draw(st.none() | texts),
        comments=draw(st.none() | texts),
        notes=tuple(draw(st.lists(notes, max_size=3))),
        urls=draw(st.dictionaries(texts, texts, max_size=2)),
        extra=draw(st.dictionaries(texts, texts | st.lists(texts, max_size=2), max_size=2)),
    )


@given(any_text_in())
def test_a_record_is_written_as_its_json(record: Record) -> None:
    """Every field, in its order, with what JSON and UTF-8 need escaped."""
    assert record_json(record).decode() == dumps(record.to_json())


@given(st.dictionaries(texts, texts, max_size=4))
def test_texts_are_written_as_their_json(told: dict[str, str]) -> None:
    """Names and texts, and the texts alone."""
    assert texts_json(told) == dumps(told)
    assert list_json(list(told.values())) == dumps(list(told.values()))
