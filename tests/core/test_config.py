"""The settings file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from digest_reader.config import SETTINGS, Config, load, parse, read
from digest_reader.config.reading import read_bytes
from digest_reader.config.settings import DEFAULT_THEME, TABLES, THEMES
from digest_reader.config.template import commented_default
from digest_reader.errors import ConfigError
from digest_reader.fetch.models import Announcement, Page, Repository
from digest_reader.keymap import Keymap
from digest_reader.keys import BY_ID

WHOLE = """\
# What I read.
[fetch]
categories = ["cs.DC", "quant-ph", "cs.DC"]
feeds = ["https://example.org/feed.xml"]
mailto = "ana@example.org"

[[fetch.repository]]
name = "Daily"
url = "https://example.org/data/{date}.jsonl"
from = "2026-11-01"

[[fetch.repository]]
url = "https://example.org/{date:%Y/%m%d}.md"
from = 2026-11-02

[keys]
save = "F9"
"""


def test_what_is_fetched() -> None:
    assert parse(WHOLE.encode(), "config.toml") == Config(
        sources=(
            Announcement("cs.DC"),
            Announcement("quant-ph"),
            Page("https://example.org/feed.xml"),
            Repository("Daily", "https://example.org/data/{date}.jsonl", begins=datetime.date(2026, 11, 1)),
            Repository(
                "https://example.org/{date:%Y/%m%d}.md",
                "https://example.org/{date:%Y/%m%d}.md",
                begins=datetime.date(2026, 11, 2),
            ),
        ),
        mailto="ana@example.org",
        keys={"save": ("f9",)},
    )


def test_an_absent_or_empty_file_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Config()
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf\r\n# nothing yet\r\n")
    assert load(tmp_path / "config.toml") == Config()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[fetch]\ncategories = [\n", "config.toml, line 3, column 1: ", "Mend that line"),
        ('[fetch]\nmailto = "a" b\n', "config.toml, line 2, column 14: ", "Mend that line"),
        (
            '[fetch]\ncategories = "cs.DC"\n',
            "config.toml, line 2, column 1: fetch.categories: it must be a list of texts.",
            'categories = ["cs.DC", "cs.LG"]',
        ),
        (
            '[fetch]\ncategories = ["cs.DC", "cs DC"]\n',
            "config.toml, line 2, column 25: fetch.categories: 'cs DC' is no category of arXiv.",
            "Did you mean cs.DC?",
        ),
        (
            '[fetch]\nfeeds = ["http://example.org/a"]\n',
            "line 2, column 11: fetch.feeds: 'http://example.org/a' cannot be asked for: it is not https.",
            "https",
        ),
        (
            '[fetch]\nmailto = "ana@example.org\\nX-Other: 1"\n',
            "line 2, column 1: fetch.mailto: it is no e-mail address.",
            "ana@example.org",
        ),
        ("fetch = 1\n", "line 1, column 1: fetch: it must be a table.", "[fetch]"),
        ("[fetch.repository]\nname = 'a'\n", "line 1, column 8: fetch.repository: it must be tables.", "[[fetch.rep"),
        ("[[fetch.repository]]\nname = 'a'\n", "fetch.repository.url: url is missing.", "{date}"),
        (
            "[[fetch.repository]]\nurl = 'https://example.org/a.md'\n",
            "line 2, column 8: fetch.repository.url: it has no {date}.",
            "{date}",
        ),
        (
            "[[fetch.repository]]\nurl = 'https://example.org/{date}'\nfrom = '2026-13-01'\n",
            "line 3, column 9: fetch.repository.from: it is no date.",
            "2026-11-20",
        ),
        (
            "[[fetch.repository]]\nname = 'a'\nurl = 'https://example.org/{date}'\n" * 2,
            "fetch.repository.name: there are two repositories 'a'.",
            "another name",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_next_step(text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "config.toml")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_is_not_utf8_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match="line 2: it is not UTF-8"):
        parse("[fetch]\nmailto = 'ä'".encode("latin-1"), "config.toml")


def test_unknown_settings_are_named_with_what_may_be_meant() -> None:
    text = "[fetch]\ncategory = ['cs.DC']\ncolour = 1\n"
    text += "[[fetch.repository]]\nurl = 'https://example.org/{date}'\nform = 1\n"
    config = parse(text.encode(), "config.toml")
    assert config.warnings == (
        "config.toml, line 2, column 1: there is no setting 'fetch.category'; did you mean 'categories'?",
        "config.toml, line 3, column 1: there is no setting 'fetch.colour';"
        " known are categories, feeds, mailto, repository.",
        "config.toml, line 6, column 1: there is no setting 'fetch.repository.form'; did you mean 'from'?",
    )
    assert config.sources == (Repository("https://example.org/{date}", "https://example.org/{date}"),)
    assert parse(b"[fetsch]\n", "config.toml").warnings == (
        "config.toml, line 1, column 2: there is no setting 'fetsch'; did you mean 'fetch'?",
    )


def test_a_category_that_nobody_knows_is_doubted_and_fetched_all_the_same() -> None:
    config = parse(b'[fetch]\ncategories = ["cs.DX"]\n', "config.toml")
    assert config.sources == (Announcement("cs.DX"),)
    assert "did you mean" in config.warnings[0]


@given(st.binary(max_size=200))
def test_any_bytes_are_settings_or_an_error_with_a_next_step(data: bytes) -> None:
    for text in (data, *(f"[{table}]\n".encode() + data for table in TABLES)):
        error = mistake(text)
        assert error is None or (error.message.startswith("config.toml, line ") and error.hint)


VALUES = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
NAMES = sorted({(setting.table, setting.name) for setting in SETTINGS} | {("keys", binding) for binding in BY_ID})


@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES | st.sampled_from("sxbu12?/"), st.booleans()), max_size=5))
def test_any_value_of_any_setting_is_taken_or_refused_with_its_place(
    said: list[tuple[tuple[str, str], object, bool]],
) -> None:
    tables: dict[str, dict[str, object]] = {}
    for (table, name), value, in_list in said:
        tables.setdefault(table, {})[name] = [value] if in_list else value
    config = read_bytes(tomli_w.dumps(tables).encode(), "config.toml")
    for problem in config.problems:
        assert problem.message.startswith(f"config.toml, line {problem.line}, column ")
        assert problem.hint.endswith((".", "?"))
    assert list(Keymap(config.keys).clashes()) == []
    assert all(isinstance(each, str) for each in (*config.read_in, *config.watch_authors, *config.watch_keywords))
    assert config.theme in (None, *THEMES)


EVERYTHING = """\
[interface]
language = "de"
theme = "nord"
ascii = true
reduced_motion = true
start_picture = false

[reading]
languages = ["zh", "de", "zh"]
ask_new_versions = true
inbox_days = 3

[watch]
authors = ["Kähler", " Ana Example "]
keywords = ["leader election", "共识"]

[keys]
save = ["F5", "ctrl+N", "?"]
help = "h"
back = "Esc"
undo = []
"""


def test_every_table_sets_what_it_is_for() -> None:
    assert parse(EVERYTHING.encode(), "config.toml") == Config(
        language="de",
        theme="nord",
        ascii=True,
        reduced_motion=True,
        start_picture=False,
        read_in=("zh", "de"),
        ask_new_versions=True,
        inbox_days=3,
        watch_authors=("Kähler", "Ana Example"),
        watch_keywords=("leader election", "共识"),
        keys={"save": ("f5", "ctrl+n", "question_mark"), "help": ("h",), "back": ("escape",), "undo": ()},
    )


def test_each_setting_knows_its_line() -> None:
    lines = parse(EVERYTHING.encode(), "config.toml").lines
    assert (lines["interface.language"], lines["reading.inbox_days"], lines["keys.undo"]) == (2, 11, 21)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            '[interface]\ntheme = "nrod"\n',
            "config.toml, line 2, column 1: interface.theme: 'nrod' is no theme there is.",
            "Did you mean 'nord'?",
        ),
        (
            "[interface]\nlanguage = 3\n",
            "config.toml, line 2, column 1: interface.language: it is no language there is.",
            "Known are auto, en, zh, de.",
        ),
        (
            '# ascii = 1\n[interface]\n  # ascii = 2\nascii = "yes"\n',
            "config.toml, line 4, column 1: interface.ascii: it must be true or false.",
            "Write it as ascii = true.",
        ),
        (
            "interface = 1\n",
            "config.toml, line 1, column 1: interface: it must be a table.",
            "Write [interface] on a line of its own.",
        ),
        (
            "[reading]\ninbox_days = 0\n",
            "config.toml, line 2, column 1: reading.inbox_days: it must be a whole number from 1 to 366.",
            "Write it as inbox_days = 7.",
        ),
        (
            '[reading]\nlanguages = ["en", "Deutsch!"]\n',
            "config.toml, line 2, column 21: reading.languages: 'Deutsch!' is no language.",
            'Write them as "en", "de", "zh".',
        ),
        (
            '[reading]\nlanguages = "de"\n',
            "config.toml, line 2, column 1: reading.languages: it must be a list of texts.",
            'Write it as languages = ["en", "de", "zh", "ja", "ko"].',
        ),
        (
            '[watch]\nkeywords = ["a", " "]\n',
            "config.toml, line 2, column 1: watch.keywords: one of its texts is empty.",
            "Take that one out.",
        ),
        (
            '[keys]\nsave = "x"\n',
            "config.toml, line 2, column 1: keys.save: 'x' is the key of 'skip' (Skip) too.",
            "Choose another key for 'save', or give 'skip' one on a line of its own.",
        ),
        (
            '[keys]\nlater = "F9"\nundo = "f9"\n',
            "config.toml, line 3, column 1: keys.undo: 'F9' is the key of 'later' (Later, with the next announcement)"
            " too.",
            "Choose another key for 'undo', or give 'later' one on a line of its own.",
        ),
        (
            '[keys]\nlist-rename = "D"\n',
            "config.toml, line 2, column 1: keys.list-rename:"
            " 'D' is the key of 'list-delete' (Delete this reading list) too.",
            "Choose another key for 'list-rename', or give 'list-delete' one on a line of its own.",
        ),
        (
            '[keys]\nsave = ["s", "escpe"]\n',
            "config.toml, line 2, column 15: keys.save: there is no key 'escpe'.",
            "Did you mean 'escape'?",
        ),
        (
            '[keys]\nsave = "hello"\n',
            "config.toml, line 2, column 9: keys.save: there is no key 'hello'.",
            'Write a character, or a name as "F5", "Enter", "Space", "PgDn", "ctrl+n", "alt+k".',
        ),
        (
            '[keys]\nsave = "ctrl+i"\n',
            "config.toml, line 2, column 9: keys.save: for most terminals ctrl+i is the key 'tab'.",
            "Choose another.",
        ),
        (
            '[keys]\nsave = "ctrl+q"\n',
            "config.toml, line 2, column 9: keys.save: ctrl+q always leaves the reader.",
            "Choose another.",
        ),
        (
            '[keys]\nsave = "shift+1"\n',
            "config.toml, line 2, column 9: keys.save: what shift makes of '1' differs from keyboard to keyboard.",
            "Write the character that it types.",
        ),
        (
            "[keys]\nsave = 5\n",
            "config.toml, line 2, column 1: keys.save: it must be a key or a list of keys.",
            'Write it as save = "s" or save = ["s", "F5"].',
        ),
        (
            "keys = []\n",
            "config.toml, line 1, column 1: keys: it must be a table.",
            "Write [keys] on a line of its own.",
        ),
    ],
)
def test_what_is_refused_is_told_and_keeps_its_default(text: str, message: str, hint: str) -> None:
    config = read_bytes(text.encode(), "config.toml")
    assert [(problem.message, problem.hint) for problem in config.problems] == [(message, hint)]
    assert config.problems[0].line == int(message.split("line ")[1].split(",")[0])


def test_one_refused_setting_leaves_the_others_alone() -> None:
    text = b"[interface]\ntheme = 'nord'\nascii = 1\n[keys]\nsave = 'x'\nundo = 'F8'\n[fetch]\nmailto = 'me'\n"
    config = read_bytes(text, "config.toml")
    assert (config.theme, config.ascii, config.keys) == ("nord", False, {"undo": ("f8",)})
    assert [(problem.table, problem.line) for problem in config.problems] == [
        ("interface", 3),
        ("keys", 5),
        ("fetch", 8),
    ]


def test_only_mistakes_in_the_tables_that_matter_stop_a_command(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\nsave = 'x'\n[fetch]\ncategories = ['cs.DC']\n")
    assert load(file, "fetch").sources == (Announcement("cs.DC"),)
    with pytest.raises(ConfigError, match=r"keys\.save"):
        load(file)
    file.write_text("[keys\n")
    with pytest.raises(ConfigError, match="line 1"):
        load(file, "fetch")


def test_two_bindings_may_trade_their_keys_and_one_clash_may_bring_another() -> None:
    assert parse(b"[keys]\nsave = 'x'\nskip = 's'\n", "c").keys == {"save": ("x",), "skip": ("s",)}
    config = read_bytes(b"[keys]\nsave = 'x'\nskip = 's'\nlater = 'x'\nundo = 's'\n", "c")
    assert config.keys == {"save": ("x",), "skip": ("s",)}
    assert [problem.line for problem in config.problems] == [4, 5]
    # Where one of a pair is refused, the other would meet its default.
    assert read_bytes(b"[keys]\nsave = 'x'\nskip = 'q'\n", "c").keys == {}


def test_a_key_of_a_reading_list_may_be_that_of_something_else() -> None:
    assert parse(b"[keys]\nlist-remove = 's'\n", "c").keys == {"list-remove": ("s",)}


def test_unknown_tables_settings_and_bindings_are_told_in_the_order_of_the_file() -> None:
    text = "[interfase]\n[reading]\nlanguage = 'de'\n[keys]\nskp = 'y'\nfly = 'y'\n[watch]\npeople = []\n"
    assert parse(text.encode(), "c").warnings == (
        "c, line 1, column 2: there is no setting 'interfase'; did you mean 'interface'?",
        "c, line 3, column 1: there is no setting 'reading.language'; did you mean 'languages'?",
        "c, line 5, column 1: there is no binding 'skp'; did you mean 'skip'?",
        "c, line 6, column 1: there is no binding 'fly'; `digest-reader keys` prints them all.",
        "c, line 8, column 1: there is no setting 'watch.people'; known are authors, keywords.",
    )


def test_the_commented_default_sets_nothing_and_each_of_its_lines_can_be_set() -> None:
    text = commented_default()
    assert parse(text.encode(), "config.toml") == Config()
    lines = [line[1:] if line.startswith("#") and line[1:2] != " " else line for line in text.splitlines()]
    everything = parse("\n".join(lines).encode(), "config.toml")
    assert everything.warnings == ()
    assert set(everything.lines) == {
        *(setting.path for setting in SETTINGS),
        "fetch.repository",
        *(f"keys.{binding}" for binding in BY_ID),
    }
    assert everything.keys == {binding: key.names for binding, key in BY_ID.items()}
    assert (everything.theme, everything.language, everything.read_in) == (DEFAULT_THEME, None, Config().read_in)


def test_each_commented_line_can_be_set_alone() -> None:
    table = ""
    for line in commented_default().splitlines():
        if line.startswith("["):
            table = line
        elif line.startswith("#") and line[1:2] not in (" ", "[") and "fetch.repository" not in table:
            alone = f"{table}\n{line[1:]}".encode()
            if not line.startswith(("#name =", "#url =", "#from =")):
                assert parse(alone, "config.toml").warnings == ()


def test_the_themes_are_those_of_textual() -> None:
    assert set(THEMES) == set(BUILTIN_THEMES)


def test_a_file_that_cannot_be_read_is_a_problem_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    config = read(tmp_path / "config.toml")
    assert [problem.message for problem in config.problems] == [
        f"{tmp_path / 'config.toml'} cannot be read: Is a directory."
    ]


def mistake(data: bytes) -> ConfigError | None:
    try:
        parse(data, "config.toml")
    except ConfigError as error:
        return error
    return None
