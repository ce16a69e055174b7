"""arXiv's announcement mails, listing files and ``.abs`` records, with invented papers."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.abs import Abs
from parsers.base import Block, Header, Record
from parsers.mail import Mail
from parsers.mail_entry import split_authors
from parsers.source import Source
from tests.parsers.invented import FIRST, MAIL, RECORD, RULER


def blocks(text: str, parser: Mail | Abs | None = None) -> list[Block]:
    found = list((parser or Mail()).parse(Source("mail.txt", text, "", 0, "utf-8")))
    assert "".join(block.raw for block in found) == text
    return found


def records(text: str, parser: Mail | Abs | None = None) -> list[Record]:
    return [block.record for block in blocks(text, parser) if block.record]


def headers(text: str) -> list[Header]:
    return [block.header for block in blocks(text) if block.header]


def codes(found: list[Block]) -> list[str]:
    warnings = [warning.code for block in found if block.record for warning in block.record.warnings]
    return [*warnings, *(item.code for block in found for item in block.diagnostics)]


def full(**fields: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "cross_from": None,
        "comments": None,
        "journal_ref": None,
        "doi": None,
        "notes": [],
        "urls": {"abs": f"https://arxiv.org/abs/{fields['id']}"},
        "extra": {},
        "warnings": [],
        "primary": fields["categories"][0],
    }
    return base | fields


def test_reads_every_field_of_a_mail() -> None:
    assert [record.to_json() for record in records(MAIL)] == [
        full(
            id="2502.00101",
            version=1,
            line=15,
            position=0,
            title={"en": "Moss: Lazy Clocks for Large Clusters, with a Title That Goes on to a Second Line"},
            abstract={
                "en": "Clocks drift, as arXiv:2401.00007 says. We let them.\n\nA second paragraph tells why.",
            },
            authors=['Ada B\\"erg', "Bruno Castell", "Chiara Dumont"],
            categories=["cs.DC", "cs.PF"],
            section="new",
            comments="9 pages, see DOI: below",
            journal_ref="J. Clocks 1",
            doi="10.1000/clock",
            date="2025-02-01",
            date_kind="submitted",
            extra={
                "report_no": "CL-7",
                "license": "http://creativecommons.org/licenses/by/4.0/",
                "author_line": 'Ada B\\"erg (1), Bruno Castell (1 and 2) and Chiara Dumont '
                "((1) Moor University, (2) Fen Institute)",
                "size": "416kb",
            },
        ),
        full(
            id="2502.00102",
            version=1,
            line=37,
            position=1,
            title={"en": "Counting Trees"},
            abstract={"en": "Trees are counted."},
            authors=["Dmitri Egorov, Jr.", "the Tree Collaboration"],
            categories=["math.CO", "cs.DC"],
            section="cross",
            cross_from="math.CO",
            date="2025-02-02",
            date_kind="submitted",
            extra={"size": "67kb"},
        ),
        full(
            id="2311.00103",
            version=None,
            line=49,
            position=2,
            title={"en": "Old Trees, New Roots"},
            abstract={},
            authors=["Elif Fidan"],
            categories=["cs.DC"],
            section="replaced",
            date="2025-02-03",
            date_kind="updated",
            extra={"size": "38kb"},
        ),
        full(
            id="2311.00104",
            version=None,
            line=58,
            position=3,
            title={"en": "Old Trees, Other Roots"},
            abstract={"en": "Roots are others."},
            authors=["Farid Ghazal"],
            categories=["quant-ph", "cs.DC"],
            section="replaced-cross",
            date="2025-02-03",
            date_kind="updated",
            extra={"size": "39kb"},
        ),
    ]


def test_a_mail_says_its_category_and_the_day_it_was_sent() -> None:
    assert headers(MAIL) == [Header(category="cs.DC", date="2025-02-04")]
    assert codes(blocks(MAIL)) == []


@pytest.mark.parametrize(
    ("deadline", "announced"),
    [("Mon  3 Feb 25", "2025-02-04"), ("Thu 6 Feb 2025", "2025-02-07"), ("Fri 7 Feb 25", "2025-02-10")],
)
def test_an_undated_mail_is_of_the_day_that_its_deadline_was_announced_on(deadline: str, announced: str) -> None:
    text = MAIL.split("\n", 3)[3].replace("Mon  3 Feb 25 19", deadline + " 19")
    assert headers(text) == [Header(category="cs.DC", date=announced)]
    assert codes(blocks(text)) == ["mail.date-from-deadline"]


@pytest.mark.parametrize(
    ("sent", "date"),
    [
        ("Sun, 2 Feb 2025 20:30:00 -0500", "2025-02-03"),
        ("Mon, 3 Feb 2025 01:30:00 +0000 (UTC)", "2025-02-03"),
        ("3 Feb 25 01:30", "2025-02-03"),
        ("Mon, 3 Feb 99999 01:30:00 +0000", "2025-02-04"),
    ],
)
def test_the_day_of_a_mail_is_the_one_in_utc(sent: str, date: str) -> None:
    assert [header.date for header in headers(MAIL.replace("Tue, 4 Feb 25 01:12:13 GMT", sent))] == [date]


@pytest.mark.parametrize(
    ("subject", "names", "category"),
    [
        ("math.NT daily", "Combinatorics", "math.NT"),
        ("cs daily", "Machine Learning", "cs.LG"),
        ("cs daily", "Machine Learning\nRobotics", "cs"),
        ("no such thing", "Robotics\nPerformance", "cs"),
        ("no such thing", "Robotics", "cs.RO"),
    ],
)
def test_the_category_is_the_only_one_or_the_archive_of_all(subject: str, names: str, category: str) -> None:
    text = MAIL.replace("cs daily", subject).replace("Distributed, Parallel, and Cluster Computing", names)
    assert headers(text)[0].category == category


def test_a_listing_of_several_days_dates_its_entries() -> None:
    entry = (
        "\\\\\narXiv:2502.0010{}{}\nDate: Sat, 1 Feb 2025 08:00:01 GMT   (4kb)\n\nTitle: T{}\nCategories: cs.DC\n\\\\\n"
    )
    text = (
        f"{RULER}\n\\\\\n/* Tue, 4 Feb 2025 */\n\\\\\n{RULER}\n{entry.format(1, '', 1)}{RULER}\n"
        f"{entry.format(2, ' (*cross-listing*)', 2)}{RULER}\n\\\\\n/* Mon, 3 Feb 2025 */\n\\\\\n{RULER}\n"
        f"{entry.format(3, '', 3)}"
    )
    assert [(r.title["en"], r.date, r.date_kind, r.section, r.abstract) for r in records(text)] == [
        ("T1", "2025-02-04", "announced", "new", {}),
        ("T2", "2025-02-04", "announced", "cross", {}),
        ("T3", "2025-02-03", "announced", "new", {}),
    ]
    assert records(text)[0].extra == {"size": "4kb", "submitted": "2025-02-01"}
    assert headers(text)[0].date == "2025-02-04"
    assert codes(blocks(text)) == []


def test_papers_of_before_2007_are_announced_under_another_word() -> None:
    text = (
        "\\\\\nPaper: hep-th/9901001\nFrom: Ines Jardim <i@example.org>\nDate: Fri, 1 Jan 99 00:00:01 GMT   (9kb)\n\n"
        f"Title: Branes\nAuthors: Ines Jardim\n\\\\\n  Branes.\n\\\\ ( http://arXiv.org/abs/hep-th/9901001 , 9kb)\n"
        f"{RULER}\n"
        "\\\\\nPaper (*cross-listing*): math.GT/0309136\nDate: Mon, 8 Sep 2003 00:00:01 GMT   (9kb)\n\nTitle: Knots\n"
        "Categories: math.GT hep-th\n\\\\\n  Knots.\n\\\\ ( http://arXiv.org/abs/math.GT/0309136 , 9kb)\n"
    )
    assert [(r.id, r.date, r.section) for r in records(text)] == [
        ("hep-th/9901001", "1999-01-01", "new"),
        ("math.GT/0309136", "2003-09-08", "cross"),
    ]
    assert records(text)[0].extra["submitter"] == "Ines Jardim <i@example.org>"
    assert Mail().sniff(text) == 0.97


@pytest.mark.parametrize("prefix", ["> ", "> > ", "    ", "\t"])
def test_a_mail_that_was_quoted_or_indented_says_the_same(prefix: str) -> None:
    text = "".join(f"{prefix}{line}\n" if line else f"{prefix.rstrip(' ')}\n" for line in MAIL.split("\n"))
    assert [record.to_json() for record in records(text)] == [record.to_json() for record in records(MAIL)]
    assert headers(text) == headers(MAIL)
    assert Mail().sniff(text) == 0.97


@pytest.mark.parametrize("space", [" ", "\xa0"])
def test_one_space_begins_a_paragraph_where_a_browser_left_only_one(space: str) -> None:
    text = MAIL.replace("\n  ", f"\n{space}")
    assert [(r.title, r.abstract) for r in records(text)] == [(r.title, r.abstract) for r in records(MAIL)]


def test_double_spacing_makes_no_paragraphs() -> None:
    text = MAIL.replace("\n", "\n\n")
    assert [record.abstract for record in records(text)] == [record.abstract for record in records(MAIL)]


def test_papers_of_before_2007_tell_their_categories_in_other_places() -> None:
    entry = "\\\\\nPaper: {}\nDate: Mon, 8 Sep 2003 00:00:01 GMT   (9kb)\n\nTitle: Knots\n{}\\\\\n  Knots.\n\\\\\n"
    text = f"\n{RULER}\n".join(
        [
            entry.format("hep-th/0309001", ""),
            entry.format("math.GT/0309136", ""),
            entry.format("math/0309137", "Subj-class: Quantum Algebra; Information Theory\n"),
            entry.format("cs/0309138", ""),
        ]
    )
    assert [(r.id, r.primary, r.categories) for r in records(text)] == [
        ("hep-th/0309001", "hep-th", ("hep-th",)),
        ("math.GT/0309136", "math.GT", ("math.GT",)),
        ("math/0309137", "math.QA", ("math.QA", "math.IT")),
        ("cs/0309138", None, ()),
    ]
    assert codes(blocks(text)) == ["mail.no-categories"]


def test_what_mails_of_the_nineties_say_of_a_paper_is_a_date() -> None:
    entry = "\\\\\nPaper: hep-th/990100{}\n{}\n\nTitle: Branes\nAuthor: I. Jardim\n\\\\\n  Branes.\n\\\\\n"
    text = f"\n{RULER}\n".join(
        [
            entry.format(1, "Date: Fri, 1 Jan 99 00:00:01 EST   (9kb)\nDate (revised): Mon, 4 Jan 99 03:04:05 EST"),
            entry.format(2, "figures added Mon, 4 Jan 1999 03:04:05 GMT   (15kb)"),
            entry.format(3, "Part added Tue, 5 Jan 1999 03:04:05 GMT   (15kb)"),
        ]
    )
    assert [(r.version, r.section, r.date, r.date_kind) for r in records(text)] == [
        (2, "new", "1999-01-04", "submitted"),
        (None, "replaced", "1999-01-04", "updated"),
        (None, "replaced", "1999-01-05", "updated"),
    ]


def test_a_mail_that_was_forwarded_is_of_its_own_day() -> None:
    text = "Date: Fri, 7 Feb 2025 09:00:00 +0100\nSubject: Fwd: cs daily\n\nLook at this!\n\n" + MAIL
    assert headers(text) == headers(MAIL)


def test_the_sections_begin_anew_where_the_oldest_mails_were_joined() -> None:
    mail = MAIL.replace(" Submissions to:\nDistributed, Parallel, and Cluster Computing\n", "")
    sections = [record.section for record in records(MAIL)]
    assert [record.section for record in records(mail + mail)] == sections + sections


def test_a_label_that_nobody_knows_is_kept_and_a_continuation_is_none() -> None:
    text = MAIL.replace("Report-no: CL-7", "Proxy: Someone\nAward: first\n  Prize: second")
    extra = records(text)[0].extra
    assert (extra["proxy"], extra["award"]) == ("Someone", "first Prize: second")


def test_declared_totals_are_told() -> None:
    assert headers(MAIL + "Number of new submissions: 1\nReplacements: 2\n")[1].declared == {"new": 1, "replaced": 2}


def test_the_sections_begin_anew_in_the_next_of_joined_mails() -> None:
    sections = [record.section for record in records(MAIL)]
    assert [record.section for record in records(MAIL + MAIL)] == sections + sections


def test_the_papers_of_a_mail_that_was_joined_to_another_have_its_day() -> None:
    found = records(MAIL + MAIL.replace("Tue, 4 Feb 25", "Wed, 5 Feb 25"))
    assert [record.date_kind for record in found[:4]] == [record.date_kind for record in records(MAIL)]
    assert [(record.date, record.date_kind) for record in found[4:]] == [("2025-02-05", "announced")] * 4
    assert found[4].extra["submitted"] == found[0].date


def test_what_is_broken_is_told() -> None:
    assert codes(blocks(MAIL.replace("arXiv:2502.00102", "arXiv:2502.12"))) == ["mail.unknown-id"]
    assert codes(blocks(MAIL.replace("Title: Counting Trees\n", ""))) == ["mail.no-title"]
    assert codes(blocks(MAIL.replace("Categories: math.CO cs.DC\n", ""))) == ["mail.no-categories"]
    assert codes(blocks(MAIL.replace("arXiv:2502.00102 (*cross-listing*)", "[something]"))) == ["mail.broken-entry"]
    assert codes(blocks(MAIL[: MAIL.index("We let")])) == ["mail.torn-entry"]
    assert codes(blocks(MAIL.replace("We let", "We \x1b[31mlet"))) == ["mail.cleaned"]


def test_a_line_of_an_abstract_that_looks_like_an_identifier_begins_no_entry() -> None:
    text = MAIL.replace("Trees are counted.", "Trees are counted in\narXiv:2401.00008\nand here.")
    assert [record.id for record in records(text)] == ["2502.00101", "2502.00102", "2311.00103", "2311.00104"]


def test_a_formula_with_a_line_break_does_not_end_an_abstract() -> None:
    text = MAIL.replace("  Trees are counted.", "  We count $a \\\\\n\\\\ b$ trees.")
    assert records(text)[1].abstract == {"en": "We count $a \\\\ \\\\ b$ trees."}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Berg, Bruno Castell, and Chiara Dumont", ("Ada Berg", "Bruno Castell", "Chiara Dumont")),
        ("Ada Berg and Bruno Castell", ("Ada Berg", "Bruno Castell")),
        ("Moss Collaboration: A. Berg, B. Castell III", ("Moss Collaboration", "A. Berg", "B. Castell III")),
        ("The MOSS and FERN Collaborations", ("The MOSS and FERN Collaborations",)),
        ("Ada Berg, Bruno Castell, et al.", ("Ada Berg", "Bruno Castell")),
        ("Ada Berg (a, b), Bruno Castell (c and d (e))", ("Ada Berg", "Bruno Castell")),
        ("Ada Berg (no end, Bruno Castell", ("Ada Berg (no end", "Bruno Castell")),
        ("Ada Berg, Jr., Bruno Castell", ("Ada Berg, Jr.", "Bruno Castell")),
        ("Alessandro Anderson", ("Alessandro Anderson",)),
        ("", ()),
    ],
)
def test_names_are_told_from_what_stands_around_them(line: str, names: tuple[str, ...]) -> None:
    assert split_authors(line) == names


def test_reads_every_field_of_a_record() -> None:
    assert [record.to_json() for record in records(RECORD, Abs())] == [
        full(
            id="2501.00201",
            version=2,
            line=2,
            position=0,
            title={"en": "Sums of Squares"},
            abstract={"en": "Squares are summed."},
            authors=["Greta Holm", "Hiro Ishida"],
            categories=["math.NT", "math.CO"],
            section=None,
            date="2025-01-14",
            date_kind="updated",
            extra={
                "submitter": "Greta Holm <greta@example.org>",
                "msc_class": "11A41",
                "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
                "size": "12kb,D",
                "versions": [
                    {"version": 1, "date": "2025-01-01", "size": "10kb"},
                    {"version": 2, "date": "2025-01-14", "size": "12kb,D"},
                ],
            },
        )
    ]
    assert [block.header for block in blocks(RECORD, Abs()) if block.header] == [Header(date="2025-01-14")]


def test_a_record_of_one_version_is_version_one_and_needs_no_ruler() -> None:
    text = RECORD.split("\n", 1)[1].replace("Date (revised v2): Tue, 14 Jan 2025 11:00:00 GMT   (12kb,D)\n", "")
    (record,) = records(text, Abs())
    assert (record.version, record.date, record.date_kind) == (1, "2025-01-01", "submitted")
    assert [block.header for block in blocks(text, Abs()) if block.header] == [Header(date="2025-01-01")]


def test_records_in_one_file_are_records() -> None:
    text = RECORD + RECORD.replace("2501.00201", "2501.00202")
    assert (Mail().sniff(text), Abs().sniff(text)) == (0.1, 0.97)
    assert [(r.id, r.version, r.date_kind, r.section) for r in records(text, Abs())] == [
        ("2501.00201", 2, "updated", None),
        ("2501.00202", 2, "updated", None),
    ]
    assert [block.header for block in blocks(text, Abs()) if block.header] == []


def test_a_record_and_a_mail_are_told_apart() -> None:
    assert (Mail().sniff(MAIL), Abs().sniff(MAIL)) == (0.97, 0.0)
    assert (Mail().sniff(RECORD), Abs().sniff(RECORD)) == (0.1, 0.97)
    single = MAIL[: MAIL.index(FIRST)]
    assert (Mail().sniff(single), Abs().sniff(single)) == (0.97, 0.0)
    empty = MAIL[: MAIL.index("\\\\")]
    assert (Mail().sniff(empty), Abs().sniff(empty)) == (0.7, 0.0)
    oldest = empty.replace(" Submissions to:\nDistributed, Parallel, and Cluster Computing\n", "")
    assert (Mail().sniff(oldest), Abs().sniff(oldest)) == (0.7, 0.0)
