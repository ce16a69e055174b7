"""``digest-reader config`` and ``digest-reader keys``."""

from __future__ import annotations

from pathlib import Path

from digest_reader.config.template import commented_default
from digest_reader.keys import BY_ID
from tests.cli.conftest import Reader


def settings_of(reader: Reader) -> Path:
    return reader.home / "config" / "digest-reader" / "config.toml"


def write_settings(reader: Reader, text: str) -> Path:
    file = settings_of(reader)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_commented_file_is_begun_and_never_written_over(reader: Reader) -> None:
    file = settings_of(reader)
    assert reader("config", "--path").out == f"{file}\n"
    begun = reader("config", "--init")
    assert (begun.code, begun.out) == (0, f"{file}\n")
    assert file.read_text(encoding="utf-8") == commented_default()
    file.write_text("# mine", encoding="utf-8")
    again = reader("config", "--init")
    assert (again.code, again.out) == (1, "")
    assert again.err == (
        f"digest-reader: {file} is there already and is left as it is.\n"
        "To see the commented default, rename yours, or: digest-reader --config-dir DIR config --init\n"
    )
    assert file.read_text(encoding="utf-8") == "# mine"


def test_a_check_prints_every_mistake_with_its_line(reader: Reader) -> None:
    absent = reader("config", "--check")
    assert (absent.code, absent.out) == (0, "")
    file = write_settings(reader, "[interface]\ntheme = 'nrod'\n[keys]\nsave = 'x'\nskp = 'y'\n")
    checked = reader("config", "--check")
    assert checked.code == 1
    assert checked.lines == [
        f"{file}, line 2, column 1: interface.theme: 'nrod' is no theme there is.",
        "  Did you mean 'nord'?",
        f"{file}, line 4, column 1: keys.save: 'x' is the key of 'skip' (Skip) too.",
        "  Choose another key for 'save', or give 'skip' one on a line of its own.",
        f"{file}, line 5, column 1: there is no binding 'skp'; did you mean 'skip'?",
    ]
    assert checked.err == f"{file}: 3 mistakes\n"
    write_settings(reader, "[keys]\nsave = 'F5'\n")
    assert (reader("config", "--check").code, reader("config", "--check").out) == (0, "")


def test_a_check_for_programs_tells_the_same(reader: Reader) -> None:
    file = write_settings(reader, "[interface]\nascii = 1\n")
    checked = reader("config", "--check", "--json")
    assert (checked.code, checked.objects) == (
        1,
        [
            {
                "file": str(file),
                "exists": True,
                "problems": [
                    {
                        "message": f"{file}, line 2, column 1: interface.ascii: it must be true or false.",
                        "hint": "Write it as ascii = true.",
                        "line": 2,
                    }
                ],
                "warnings": [],
            }
        ],
    )


def test_the_settings_in_force_are_printed_with_where_they_come_from(reader: Reader) -> None:
    text = "[interface]\ntheme = 'nord'\nascii = 1\n[fetch]\ncategories = ['cs.DC']\n[keys]\nsave = ['F5', 's']\n"
    write_settings(reader, text + "[reading]\nlanguages = ['de', 'en']\n")
    rows = [line.split(maxsplit=1) for line in reader("config").lines]
    told = {path: " ".join(rest.split()) for path, rest in rows}
    assert told == {
        "interface.language": "en default: the locale's",
        "interface.theme": "nord line 2",
        "interface.ascii": "false default: line 3 is refused",
        "interface.reduced_motion": "false default",
        "interface.start_picture": "true default",
        "reading.languages": "de, en line 9",
        "reading.ask_new_versions": "false default",
        "reading.inbox_days": "7 default",
        "watch.authors": "default",
        "watch.keywords": "default",
        "fetch.categories": "cs.DC line 5",
        "fetch.feeds": "default",
        "fetch.mailto": "default",
        "keys.save": "F5, s line 7",
    }
    as_json = reader("config", "--json").objects[0]["settings"]
    assert as_json["reading.languages"] == {"value": ["de", "en"], "from": "line 9"}
    assert as_json["keys.save"] == {"value": ["F5", "s"], "from": "line 7"}


def test_mistakes_in_the_settings_stop_nothing_that_does_not_need_them(stocked: Reader) -> None:
    write_settings(stocked, "[keys]\nsave = 'x'\n[fetch\n")
    listed = stocked("list", "--limit", "1")
    assert (listed.code, listed.err, len(listed.lines)) == (0, "", 1)


def test_every_key_is_printed_with_what_it_does_and_the_changed_ones_marked(reader: Reader) -> None:
    plain = reader("keys")
    assert plain.code == 0
    assert [line.split()[0] for line in plain.lines if line.startswith("  ")] == sorted(
        BY_ID, key=[line.split()[0] for line in plain.lines if line.startswith("  ")].index
    )
    assert "  undo " in plain.out
    write_settings(reader, "[keys]\nundo = ['F5', '?']\nhelp = 'h'\nback = 'Esc'\nquit = []\n")
    changed = [line.split(maxsplit=2) for line in reader("keys").lines if line.startswith("*")]
    assert [(words[1], " ".join(words[2].split())) for words in changed] == [
        ("undo", "F5, ? Undo"),
        ("back", "Esc One level back: reading, range, filter, zoom, list"),
        ("help", "h Help: every key"),
        ("quit", "none Quit"),
        ("changed", "in config.toml"),
    ]


def test_keys_for_programs_are_an_object_a_binding(reader: Reader) -> None:
    write_settings(reader, "[keys]\nundo = 'F5'\n")
    objects = {each["id"]: each for each in reader("keys", "--json").objects}
    assert set(objects) == set(BY_ID)
    assert objects["undo"] == {
        "id": "undo",
        "keys": ["F5"],
        "default": ["u"],
        "changed": True,
        "does": "Undo",
        "group": "Decide",
        "in": "everywhere",
    }
    assert objects["list-remove"]["in"] == "reading lists"


def test_keys_tell_what_is_wrong_with_those_of_the_settings(reader: Reader) -> None:
    file = write_settings(reader, "[keys]\nsave = 'x'\n")
    printed = reader("keys")
    assert (printed.code, printed.err) == (
        0,
        f"digest-reader: {file}, line 2, column 1: keys.save: 'x' is the key of 'skip' (Skip) too.\n"
        "Choose another key for 'save', or give 'skip' one on a line of its own.\n",
    )


def test_titles_are_listed_and_shown_in_the_language_that_the_settings_name_first(stocked: Reader) -> None:
    paper = "2611.96021"
    english = stocked("show", paper).lines[0]
    write_settings(stocked, "[reading]\nlanguages = ['zh', 'de']\n")
    assert stocked("show", paper).lines[0] == stocked("show", paper, "--lang", "zh").lines[0] != english
    rows = {line.split()[-1] for line in stocked("list", paper).lines}
    assert rows == {line.split()[-1] for line in stocked("list", paper, "--lang", "zh").lines}


def test_a_name_that_is_also_a_value_is_told_where_it_is_a_name(reader: Reader) -> None:
    file = write_settings(reader, '[interface]\ntheme = "nope"\n[reading]\nlanguages = ["nope"]\n[nope]\na = 1\n')
    told = f"{file}, line 5, column 2: there is no setting 'nope'; known are interface, reading, watch, fetch, keys."
    assert told in reader("config", "--check").out.splitlines()


def test_a_file_is_refused_as_the_config_folder(reader: Reader) -> None:
    file = write_settings(reader, "[interface]\nascii = true\n")
    refused = reader("--config-dir", str(file), "config")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (f"digest-reader: --config-dir {file} is a file.\nName the folder in which config.toml is.\n")
    assert reader("--config-dir", str(file.parent), "config").code == 0


def test_a_folder_that_cannot_be_made_is_told_with_the_next_step(reader: Reader) -> None:
    (reader.home / "config").write_text("no folder", encoding="utf-8")
    refused = reader("config", "--init")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        f"digest-reader: {settings_of(reader)} cannot be written: Not a directory.\n"
        "Make its folder writable, or name another with --config-dir.\n"
    )
