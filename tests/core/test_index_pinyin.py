"""Chinese by its sounds: which characters a typed syllable, or its first letter, may stand for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from digest_reader.index.pinyin import Sounds

SOUNDS = Sounds(
    {
        "ai": "爱",
        "chan": "产",
        "chang": "肠",
        "diao": "调",
        "e": "额",
        "gai": "改",
        "ge": "个",
        "n": "嗯",
        "san": "三",
        "sang": "桑",
        "ta": "他",
        "tiao": "调",
        "wei": "微",
    },
    {"d": "调", "t": "他", "w": "微"},
)


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("sangegai", ["三个改", "桑额改"]),
        ("changai", ["产改", "肠爱"]),
        ("sange", ["三个", "桑额"]),
        ("san", []),
    ],
)
def test_syllables_within_a_word_seldom_begin_with_a_vowel(typed: str, ways: list[str]) -> None:
    found = ["".join(chr(each[0]) for each in way) for way in SOUNDS.syllables(typed)]
    assert found[: len(ways)] == ways
    assert bool(found) == bool(ways)


def test_four_letters_stand_for_characters_in_either_usual_reading_and_two_for_the_first() -> None:
    four, two = SOUNDS.initials("wtdw"), SOUNDS.initials("wt")
    assert four is not None
    assert two is not None
    assert ["".join(map(chr, each.tolist())) for each in four] == ["微", "他调", "调", "微"]
    assert ["".join(map(chr, each.tolist())) for each in two] == ["微", "他"]


def test_the_sounds_are_read_without_the_phrases_and_leave_the_environment_as_it_was() -> None:
    code = (
        "import os, sys; from digest_reader.index.pinyin import read; before = dict(os.environ); read(None)\n"
        "print('pypinyin.pinyin_dict' in sys.modules, 'pypinyin.phrases_dict' in sys.modules, before == os.environ)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False", "True"]
