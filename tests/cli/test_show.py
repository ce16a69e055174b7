"""``digest-reader show``."""

from __future__ import annotations

import json

from tests.cli.conftest import DAILY, Reader


def test_a_paper_is_shown_whole(reader: Reader) -> None:
    (reader.home / "2026-11-21.md").write_text(DAILY, encoding="utf-8")
    reader("import", "2026-11-21.md")
    reader("mark", "2611.99001", "--state", "saved", "--list", "Manners", "--create")
    ran = reader("show", "2611.99001")
    decided = ran.lines[5].rpartition(", ")[2]
    assert (
        ran.out
        == f"""\
Queues That Apologise
Ana Belmonte, Bo Cederquist

2611.99001
Categories: cs.DC
State: saved in Manners, {decided}

Abstract
We make a queue that says sorry.

TL;DR (AI, zh)
队列道歉了。

Motivation (AI, zh)
无人道歉。

Links
  abs  https://arxiv.org/abs/2611.99001
  pdf  https://arxiv.org/pdf/2611.99001

Seen in
  2026-11-21  listed  daily-markdown  {reader.home}/2026-11-21.md
"""
    )


def test_the_language_asked_for_comes_first_and_its_makers_are_named(stocked: Reader) -> None:
    lines = stocked("show", "2611.94402", "--lang", "zh").lines
    assert lines[0] == "渔船上的联邦学习:客户在海上时的培训 (machine translation)"
    assert lines[1] == "Federated Learning on Fishing Boats: Training When Clients Are at Sea (en)"
    assert "Abstract (machine translation) (also in en: --lang)" in lines


def test_a_language_that_is_missing_is_said_to_be(stocked: Reader) -> None:
    lines = stocked("show", "2611.94402", "--lang", "de").lines
    assert lines[0].startswith("Föderiertes Lernen")
    assert "Abstract (en) (also in zh: --lang)" in lines


def test_an_id_may_have_a_version_or_be_an_address(stocked: Reader) -> None:
    plain = stocked("show", "2611.96021")
    for typed in ("2611.96021v1", "arXiv:2611.96021", "https://arxiv.org/abs/2611.96021"):
        assert stocked("show", typed).out == plain.out


def test_every_link_that_a_digest_tells_is_shown_as_it_is(reader: Reader) -> None:
    told = {
        "id": "2611.99001",
        "title": "Queues",
        "authors": ["Ana Belmonte"],
        "abs": "https://arxiv.org/abs/2611.99001",
        "pdf": "https://arxiv.org/pdf/2611.99001",
        "summary": "We make a queue that says sorry.",
        "code_url": "https://example.org/~ana/a_queue--of_$k$",
    }
    (reader.home / "2026-11-21_AI_enhanced_Chinese.jsonl").write_text(json.dumps(told) + "\n", encoding="utf-8")
    reader("import", "2026-11-21_AI_enhanced_Chinese.jsonl")
    lines = reader("show", "2611.99001").lines
    links = {
        "abs": "https://arxiv.org/abs/2611.99001",
        "pdf": "https://arxiv.org/pdf/2611.99001",
        "code": "https://example.org/~ana/a_queue--of_$k$",
    }
    at = lines.index("Links")
    assert lines[at + 1 : at + 5] == [*(f"  {kind:4}  {url}" for kind, url in links.items()), ""]
    assert reader("show", "2611.99001", "--json").objects[0]["urls"] == links
    assert reader("list", "has:code", "--json").objects[0]["urls"] == links


def test_json_is_the_same_as_in_the_list(stocked: Reader) -> None:
    assert stocked("show", "2611.96021", "--json").out == stocked("list", "2611.96021", "--json").out != ""


def test_an_unknown_id_is_answered_with_near_ones(stocked: Reader) -> None:
    ran = stocked("show", "2611.96022")
    assert (ran.code, ran.out) == (1, "")
    said, hint = ran.err.splitlines()
    assert said == "digest-reader: There is no paper '2611.96022' in the library."
    assert "2611.96021" in hint
