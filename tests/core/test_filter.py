"""Which papers a query means, in which order, and where a text is marked."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest_reader.filter import DigestFact, spans
from digest_reader.fold import fold
from digest_reader.index.building import Builder, Document
from digest_reader.index.codes import DIGEST, VERSION, fact_code
from digest_reader.index.pinyin import Sounds
from digest_reader.index.scoring import Scorer
from digest_reader.index.search import Filter, Order
from digest_reader.index.segment import Segment
from digest_reader.marks import know_sounds
from digest_reader.query import parse
from digest_reader.watching import Watch

SOUNDS = Sounds(
    {"liang": "量良", "zi": "子字", "wang": "王网", "fang": "芳方", "tu": "图", "xue": "学", "shen": "神"},
    {"l": "量良", "z": "子字", "x": "学", "w": "王网"},
)


@dataclass
class Paper:
    """A paper as it is indexed here."""

    key: int
    id: str
    titles: Mapping[str, str]
    authors: Sequence[str] | None
    categories: Sequence[str] = ()
    version: int = 1
    digests: Sequence[int] = ()
    abstract: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def document(self, number: int) -> Document:
        return Document(
            number,
            (list(self.titles.values()), list(self.authors or ())),
            self.id,
            [*(f"cat:{name.lower()}" for name in self.categories), *(f"lang:{lang}" for lang in self.titles)],
            [fact_code(VERSION, self.version), *(fact_code(DIGEST, digest) for digest in self.digests)],
        )

    def text(self, number: int) -> Document:
        tags = [f"lang:{lang}" for lang in self.abstract] + ["has:abstract"] * bool(self.abstract)
        return Document(number, (list(self.abstract.values()), self.notes), "", tags)


@dataclass
class Known:
    """What is known of papers beside their index."""

    states: Mapping[int, str] = field(default_factory=dict)
    held: Mapping[int, Collection[str]] = field(default_factory=dict)
    papers: Sequence[Paper] = ()
    written: Mapping[int, str] = field(default_factory=dict)
    imported: Sequence[DigestFact] = ()
    watched: Watch = field(default_factory=Watch)

    def in_state(self, state: str) -> list[int]:
        return [key for key, said in self.states.items() if said == state]

    def in_view(self, name: str) -> list[int]:
        return [key for key, said in self.states.items() if said == name]

    def lists(self) -> dict[str, list[int]]:
        names = {name for held in self.held.values() for name in held}
        return {name: [key for key, held in self.held.items() if name in held] for name in names}

    def notes(self) -> Mapping[int, str]:
        return self.written

    def digests(self) -> Sequence[DigestFact]:
        return self.imported

    def watch(self) -> Watch:
        return self.watched

    def shown(self, keys: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
        asked = [each for each in self.papers if each.key in keys]
        return {each.key: (list(each.titles.values()), list(each.authors or ())) for each in asked}

    def texts(self, keys: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
        return {each.key: (list(each.abstract.values()), list(each.notes)) for each in self.papers if each.key in keys}

    def today(self) -> datetime.date:
        return datetime.date(2026, 11, 20)


def indexed(papers: Sequence[Paper]) -> Filter:
    """Return a filter of papers in their order."""
    order = Order([paper.key for paper in papers], by_row=True)
    made = scorer([paper.document(row) for row, paper in enumerate(papers)])
    texts = scorer([paper.text(row) for row, paper in enumerate(papers)])
    return Filter(made, lambda: texts, order)


def scorer(documents: Sequence[Document]) -> Scorer:
    builder = Builder()
    builder.add(documents)
    return Scorer([Segment(*builder.arrays())], len(documents), lambda: SOUNDS)


def index(*titles: str) -> Filter:
    """Return an index of papers that have only an English title, with keys from 0."""
    return indexed([Paper(key, f"x{key}", {"en": title}, None) for key, title in enumerate(titles)])


def found(titles: list[str], query: str) -> list[str]:
    """Return the titles that a query finds, in the order given."""
    return [titles[key] for key in index(*titles).search(parse(query), Known()).keys]


def ranked(titles: list[str], query: str) -> list[str]:
    return [titles[key] for key in index(*titles).search(parse(query), Known()).ranked]


# A small day

DAY = (
    Paper(
        11,
        "2601.00011",
        {
            "en": "Graph Neural Networks for Leader Election",
            "zh": "用于领导者选举的图神经网络",
            "de": "Graphnetze für die Wahl",
        },
        ("Jürgen Kähler", "Mei Lin"),
        ("cs.DC", "cs.LG"),
        abstract={"en": "We elect a LEADER.", "zh": "我们选举"},
    ),
    Paper(12, "2601.00012", {"en": "Quantum Error Correction", "zh": "量子 纠错"}, ("Ann O'Neill",), ("quant-ph",)),
    Paper(
        13,
        "2601.00013",
        {"en": "Smooth Sorting in the GNN Era"},
        None,
        ("cs.DS",),
        abstract={"en": "Sorting is naïve."},
    ),
    Paper(14, "hep-th/9901001", {"en": "Strings: Beginning and Ginning"}, ("Li Wang", "Bo Yang"), ("hep-th",)),
    Paper(
        15,
        "2601.00015",
        {"en": "Pre-training a Mixture of Experts at the State of the Art"},
        ("Łukasz Straße", "Zoë Schmidt"),
        ("cs.LG", "stat.ML"),
    ),
)
KNOWN = Known(
    papers=DAY,
    states={11: "saved", 12: "later", 13: "skipped"},
    held={11: ("Inference & Co", "inference-co"), 12: ("量子", "quantum"), 15: ("Inference", "inference")},
)


@pytest.fixture(scope="module")
def day() -> Filter:
    return indexed(DAY)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", [11, 12, 13, 14, 15]),
        # words, several of them, in any field
        ("graph", [11]),
        ("leader kähler", [11]),
        ("graph quantum", []),
        ("graph | quantum | smooth", [11, 12, 13]),
        ("!graph !quantum", [13, 14, 15]),
        ("rror", [12]),
        ("wahl", [11]),
        # one or two letters: beginnings of words
        ("g", [11, 13, 14]),
        ("gr", [11]),
        ("nn", []),
        ("'nn", [12, 13, 14]),
        # initials, typos, letters left out
        ("gnn", [11, 13]),
        ("gnnfle", [11]),
        ("moe", [15]),
        ("sota", [15]),
        ("eror", [12]),
        ("grpah", [11]),
        ("wuantum", [12]),
        ("kwantumm", []),
        ("corektion", [12]),
        ("smth", [13]),
        ("'smth", []),
        ("electoin", [11]),
        ("elektio", [11]),
        # names
        ("wang", [14]),
        ("au:wang", [14]),
        ("au:graph", []),
        ("ti:kahler", []),
        ("kahler", [11]),
        ("kaehler", [11]),
        ("lukasz", [15]),
        ("strasse", [15]),
        ("zoe", [15]),
        ('"li wang"', [14]),
        ("o'neill", [12]),
        # Chinese of any length
        ("量", [12]),
        ("神经网络", [11]),
        ("量子纠错", [12]),
        ("纠错 error", [12]),
        ("选纠", []),
        # ends, phrases, hyphens
        ("^graph", [11]),
        ("^neural", []),
        ("^smooth", [13]),
        ("^ann", [12]),
        ("election$", [11]),
        ("leader$", []),
        ("^quantum correction$", [12]),
        ('"error correction"', [12]),
        ('"correction error"', []),
        ('^"quantum error correction"$', [12]),
        ("state-of-the-art", [15]),
        ("pretraining", [15]),
        ("pre-training", [15]),
        # smart case
        ("GNN", [11, 13]),
        ("Graph", [11]),
        ("gRaph", []),
        ("Kähler", [11]),
        ("quantum Error", [12]),
        # ids
        ("2601.00011", [11]),
        ("2601", [11, 12, 13, 15]),
        ("id:9901001", [14]),
        ("id:hep", [14]),
        ("arXiv:2601.00013v2", [13]),
        ("2601.00013v2", [13]),
        ("2601.00013v", [13]),
        ("hep-th/9901001v1 strings", [14]),
        ("hep-th/9901001", [14]),
        ("00", []),
        # categories
        ("cat:cs", [11, 13, 15]),
        ("cat:cs.LG", [11, 15]),
        ("cat:cs.lg cat:stat", [15]),
        ("cat:cs.", [11, 13, 15]),
        ("cat:cs.D", [11, 13]),
        ("cat:quant", [12]),
        ("!cat:cs", [12, 14]),
        ("cat:econ", []),
        # what was decided
        ("is:saved", [11]),
        ("is:undecided", [14, 15]),
        ("is:new", [14, 15]),
        ("is:later | is:skipped", [12, 13]),
        ("!is:new", [11, 12, 13]),
        ("list:inference", [11, 15]),
        ("list:inf", [11, 15]),
        ('list:"inference"', [15]),
        ('list:"Inference & Co"', [11]),
        ("list:INFERENCE-CO", [11]),
        ("list:量子", [12]),
        ("!list:inf", [12, 13, 14]),
        # abstracts
        ("abs:leader", [11]),
        ("abs:Leader", []),
        ("abs:选举", [11]),
        ("abs:naive", [13]),
        ("abs:ea", []),
        ("!abs:leader", [12, 13, 14, 15]),
        # what is unknown or says nothing counts for nothing
        ("graph long:zh", [11]),
        ("graph list:nothing", [11]),
        ("graph !list:nothing", [11]),
        ("graph cat:foo", [11]),
        ("cat:foo | cat:stat", [15]),
        ("graph is:nwe au:", [11]),
        ("graph - | !", [11]),
        ("-", [11, 12, 13, 14, 15]),
        ("graph ! |", [11]),
        ('"quantum err', [12]),
    ],
)
def test_a_query_finds_these_papers_in_the_order_given(day: Filter, query: str, keys: list[int]) -> None:
    assert list(day.search(parse(query), KNOWN).keys) == keys


def test_what_was_not_understood_comes_back_with_its_place(day: Filter) -> None:
    hits = day.search(parse("graph long:zh"), KNOWN)
    assert (list(hits.keys), hits.unknown) == ([11], ((6, 13),))
    hits = day.search(parse("cat:econ cat:foo !list:gone has: list:inf graph is:ne"), KNOWN)
    assert (list(hits.keys), hits.unknown) == ([], ((9, 16), (17, 27), (28, 32), (48, 53)))


def test_an_empty_library_finds_nothing() -> None:
    hits = indexed([]).search(parse("graph !x cat:cs is:new abs:y"), Known())
    assert (list(hits.keys), list(hits.ranked)) == ([], [])


@pytest.mark.parametrize(
    ("query", "titles", "hits"),
    [
        ("gnn", ["Beginning Cotton Ginning", "Gains, Not Now", "A GNN", "Graph Neural Nets"], [2, 3]),
        ("the", ["Towards Heavy Ears", "Hot Tea, Everywhere", "On the Sea"], [2]),
        ("smth", ["Smartphone", "Smooth", "Something", "Symmetric Methods", "Smith"], [1, 2, 4]),
        ("eror", ["Error", "Europe", "Terror", "Zero Ratio", "Era", "Higher-Order Logic"], [0]),
        ("qec", ["QEC", "IQE-CLIP", "QE-Catalytic", "Quantum Error Correction"], [0, 3]),
        ("high", ["Too High-Minded", "Higher-Order Logic", "Ahigh-B"], [0, 1, 2]),
        ("higherord", ["Higher-Order Logic", "Lower-Order Logic"], [0]),
        ("Preview", ["Pre-view", "Previews", "pre-view"], [0, 1]),
        ("gpt4", ["GPT4", "GPT3", "GPT-4"], [0, 2]),
        ("2024", ["Since 2024", "Since 2025"], [0]),
        ("cat", ["Cut", "Cast", "Cat", "Concatenate"], [2, 3]),
        ("liangzi", ["Language", "Lian Zhi", "Laziness", "Liangzi"], [3]),
    ],
)
def test_a_short_query_shows_no_junk(query: str, titles: list[str], hits: list[int]) -> None:
    assert found(titles, query) == [titles[at] for at in hits]


@pytest.mark.parametrize("typed", ["at", "att", "attt", "attten", "atttent", "atttenti", "atttentio"])
def test_a_word_is_in_sight_while_it_is_typed_with_a_typo(typed: str) -> None:
    assert found(["Attention", "Graphs"], typed) == ["Attention"]


def test_a_name_of_five_letters_that_is_there_is_not_taken_for_its_neighbours() -> None:
    papers = [Paper(key, str(key), {}, (name,), ()) for key, name in enumerate(["Wei Wang", "An Yang", "Bo Tang"])]
    assert list(indexed(papers).search(parse("au:wang"), Known()).keys) == [0]
    assert list(indexed(papers[1:]).search(parse("au:wang"), Known()).keys) == [1, 2]


def test_a_usual_word_may_be_misspelled_where_hardly_any_paper_has_all_words_as_typed() -> None:
    papers = [
        Paper(1, "a", {"en": "On Stability"}, ("Wei Liang",)),
        Paper(2, "b", {"en": "On Ability"}, ("Wei Jiang",)),
        Paper(3, "c", {"en": "Rules"}, ("Bo Liang",)),
    ]
    hits = indexed(papers).search(parse("liang ability"), Known())
    assert (list(hits.keys), list(hits.ranked), hits.relaxed) == ([1, 2], [1, 2], True)
    papers.append(Paper(4, "d", {"en": "Abilities"}, ("An Liang",)))
    assert list(indexed(papers).search(parse("liang abilit"), Known()).keys) == [1, 4]


def test_what_is_not_wanted_is_taken_as_it_is_typed_when_other_words_are_not() -> None:
    papers = [Paper(1, "a", {"en": "On Ability"}, ("Wei Jiang", "An Yang")), Paper(2, "b", {}, ("Bo Liang", "Bo Wang"))]
    assert list(indexed(papers).search(parse("liang ability !wang"), Known()).keys) == [1]


def test_tex_in_titles_is_found_as_it_is_shown() -> None:
    titles = [r"G\k{a}sieniec Routing", "M$^2$CD: Maps", "Plain"]
    assert found(titles, "gasieniec") == titles[:1]
    assert found(titles, "m2cd") == titles[1:2]


def test_first_letters_of_chinese_are_looked_for_where_no_word_is_as_typed() -> None:
    papers = [Paper(1, "a", {"en": "About LZXV"}, None), Paper(2, "b", {"zh": "量子学网"}, None)]
    assert list(indexed(papers).search(parse("lzxw"), Known()).keys) == [1, 2]
    papers.append(Paper(3, "c", {"en": "LZXW"}, None))
    assert list(indexed(papers).search(parse("lzxw"), Known()).keys) == [1, 3]


def test_chinese_is_found_by_its_sounds() -> None:
    papers = [
        Paper(1, "a", {"zh": "基于量子学的图"}, ("王芳",)),
        Paper(2, "b", {"zh": "图"}, None),
        Paper(3, "c", {"zh": "良子"}, ("Li Ang",)),
    ]
    queries = ("liangzi", "liangz", "liangzixue", "lz", "lzx", "wangf", "au:wangfang", "ti:wangfang", "tu", "^tu")
    filtered = indexed(papers)
    hits = {query: list(filtered.search(parse(query), Known()).keys) for query in queries}
    assert hits == {
        "liangzi": [1, 3],
        "liangz": [1, 3],
        "liangzixue": [1],
        "lz": [1, 3],
        "lzx": [1],
        "wangf": [1],
        "au:wangfang": [1],
        "ti:wangfang": [],
        "tu": [1, 2],
        "^tu": [],
    }


# Facts

FACTS = (
    Paper(21, "2611.00001", {"en": "Old Graphs", "zh": "旧图"}, ("Ada Kähler",), ("cs.DS",), 1, (1,)),
    Paper(22, "2611.00002", {"en": "New Graphs"}, ("Bo Li",), ("cs.DS",), 2, (2, 3), {"en": "On trees."}, ("关于树",)),
    Paper(23, "2611.00003", {"en": "Trees", "de": "Bäume"}, None, (), 3, (3,), {}, ("A tree. Much bark.",)),
)
KNOWN_FACTS = Known(
    papers=FACTS,
    states={21: "missed", 22: "inbox", 23: "saved"},
    written={21: "read #Again, with 量子", 23: "for #thesis/2 by Ann"},
    imported=(
        DigestFact(1, "listing-text", ("/home/mail/cs.txt",), "2026-11-02"),
        DigestFact(2, "daily-markdown", ("https://example.org/a.md", "b.md"), "2026-11-18"),
        DigestFact(3, "feed", ("feed.xml",), "2026-11-20"),
        DigestFact(4, "feed", ("looked-up.xml",), None),
    ),
    watched=Watch(authors=["Kaehler, A."], keywords=["trees"]),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("lang:zh", [21]),
        ("lang:de | lang:zh", [21, 23]),
        ("!lang:de graphs", [21, 22]),
        ("lang:fr", []),
        ("date:2026-11-02", [21]),
        ("date:2026-11", [21, 22, 23]),
        ("date:3d..", [22, 23]),
        ("date:3d", [22, 23]),
        ("date:today", [22, 23]),
        ("date:..2026-11-10", [21]),
        ("date:2026-11-01..2026-11-19", [21, 22]),
        ("date:>=2026-11-19", [22, 23]),
        ("!date:today", [21]),
        ("v:>1", [22, 23]),
        ("v:2", [22]),
        ("v:..2 !v:1", [22]),
        ("has:abstract", [22]),
        ("has:zh", [21]),
        ("has:note", [21, 23]),
        ("has:code", []),
        ("src:feed", [22, 23]),
        ("src:daily", [22]),
        ("src:example.org", [22]),
        ("src:/mail/", [21]),
        ("src:none", []),
        ("note:bark", [23]),
        ("note:树", [22]),
        ("note:ann", [23]),
        ('note:"tree much"', [23]),
        ('note:"bark tree"', []),
        ("abs:tree", [22]),
        ("abs:rees", [22]),
        ("#again", [21]),
        ("#AGAIN | #thesis", [21, 23]),
        ("!#again graphs", [22]),
        ("#aga", [21]),
        ("#aga !#again", []),
        ("#gain", []),
        ("is:inbox | is:missed", [21, 22]),
        ("!is:inbox", [21, 23]),
        ("is:watched", [21, 23]),
        ("is:watched v:>1 has:note", [23]),
        ("graphs date:2w.. src:daily lang:en v:2 abs:tree note:树 !#x !is:saved cat:cs", [22]),
        ("date: v: has: src: note: lang: # #", [21, 22, 23]),
    ],
)
def test_facts_of_papers_are_asked_in_every_combination(query: str, keys: list[int]) -> None:
    assert list(indexed(FACTS).search(parse(query), KNOWN_FACTS).keys) == keys


# Relevance


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("error", ["An Error", "Errors", "Terrorising", "Eror", "Graph"]),
        ("gnns", ["GNNs", "GNNSync", "HGNNS", "Graph Neural Net Search"]),
        ("smoth", ["Smoth", "Smothering", "Smooth"]),
        ("graph", ["Graph One", "A Graph", "An Old Graph", "Graphs First"]),
        ("graph tree", ["Graph Tree", "Graphs and Trees", "Graphs and the Street"]),
    ],
)
def test_better_matches_rank_first_and_earlier_ones_before_later_ones(query: str, titles: list[str]) -> None:
    shuffled = titles[1::2] + titles[::2]
    assert ranked(shuffled, query) == [title for title in titles if title != "Graph"]


def test_a_match_in_the_title_ranks_before_one_in_a_name_and_that_before_one_in_the_id() -> None:
    papers = [
        Paper(1, "2024.00001", {"en": "One"}, None, ()),
        Paper(2, "b", {"en": "Two"}, ("Bot 2024",), ()),
        Paper(3, "c", {"en": "In 2024"}, None, ()),
    ]
    hits = indexed(papers).search(parse("2024"), Known())
    assert (list(hits.keys), list(hits.ranked)) == ([1, 2, 3], [3, 2, 1])


def test_beside_other_words_the_rarer_of_two_misspelled_words_ranks_first() -> None:
    titles = [*(f"Kim Video {number}" for number in range(12)), "Karim Video"]
    assert ranked(titles, "krim video") == [titles[-1], *titles[:-1]]


def test_equally_good_matches_keep_their_order() -> None:
    titles = [f"Graph {number}" for number in range(50)]
    assert ranked(titles, "graph") == titles


# Marks


def marked(query: str, text: str) -> str:
    """Return a text with its marked parts in angle brackets."""
    for start, stop in reversed(spans(parse(query), text)):
        text = f"{text[:start]}<{text[start:stop]}>{text[stop:]}"
    return text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("graph", "<Graph> Para<graph>"),
        ("gr", "<Gr>aph Paragraph"),
        ("'gr", "<Gr>aph Para<gr>aph"),
        ("gnn", "<G>raph <N>eural <N>etworks"),
        ("moe", "Big: <M>ixtures <o>f <E>xperts, big"),
        ("eror", "An <Error> Term"),
        ("smth", "<Sm>oo<th> Sorting"),
        ("attten", "<Attent>ion"),
        ("kahler", "J. <Kähler>, A. B."),
        ("kaehler", "J. <Kähler>, A. B."),
        ("kahler", "J. <Ka\u0308hler>, A. B."),
        ("strasse", "<Straße> 5"),
        ("pretraining", "<Pre-training> it"),
        ("pre-training", "<Pretraining> it, <pre training>"),
        ("state-of-the", "The <State of the> Art"),
        ("量子纠错", "关于<量子 纠错>的"),
        ("GNN", "<GNN> gnn"),
        ("^graph", "<Graph> of a graph"),
        ("graph$", "Graph of a <graph>"),
        ("graph !old | tree cat:cs is:new", "An Old <Graph> <Tree>"),
        ("grap raph", "<Graph>"),
        ("2601.00011", "<2601.00011>"),
        ("id:00011", "2601.<00011>"),
        ("'smth", "Smooth"),
        ("-", "a-b"),
        ("wuantum", "A <Quantum> Walk"),
        ("量子纠正错误", "关于<量子纠>缠与<错误>"),
        ("liangzi", "基于<量子>的图"),
        ("liangz", "基于<良子>的图"),
        ("lz", "基于<量子>的图"),
        ("tu", "基于量子的<图>"),
        ("Liangzi", "基于量子的图"),
    ],
)
def test_a_text_is_marked_where_it_matches(query: str, text: str) -> None:
    know_sounds(SOUNDS.patterns)
    plain = text.replace("<", "").replace(">", "")
    assert marked(query, plain) == text


def test_terms_for_another_field_mark_nothing_in_a_field_that_is_named() -> None:
    query = parse("au:graph ti:tree graph")
    assert spans(query, "Graph Tree", "ti") == [(0, 5), (6, 10)]
    assert spans(parse("au:graph"), "Graph Tree", "ti") == []


# Properties

ALPHABET = "abcdegnorstABG äöß-:'量子图纠$3"
TITLES = st.lists(st.text(ALPHABET, max_size=24), max_size=6)
WORDS = st.text("abcdegnorst量子", min_size=1, max_size=9)
ANY = st.text("abegnorsAG量子ä!|'^$\"-: ", max_size=14)


def keys_of(titles: list[str], query: str) -> set[int]:
    return set(index(*titles).search(parse(query), Known()).keys)


@given(TITLES, ANY, WORDS)
def test_adding_a_term_never_adds_hits_unless_there_were_none(titles: list[str], query: str, word: str) -> None:
    assume(query.count('"') % 2 == 0 and not query.rstrip().endswith("|"))
    hits = index(*titles).search(parse(f"{query} {word}"), Known())
    assert hits.relaxed or set(hits.keys) <= keys_of(titles, query)


@given(TITLES, st.lists(WORDS, min_size=2, max_size=3))
def test_the_order_of_terms_does_not_matter(titles: list[str], words: list[str]) -> None:
    filtered = index(*titles)
    orders = [" ".join(words), " ".join(reversed(words)), " | ".join(words), " | ".join(reversed(words))]
    hits = [filtered.search(parse(order), Known()) for order in orders]
    assert (hits[0].keys, hits[2].keys) == (hits[1].keys, hits[3].keys)


@given(TITLES, WORDS)
def test_a_negated_term_is_the_complement_of_the_term(titles: list[str], word: str) -> None:
    assert keys_of(titles, f"!{word}") == set(range(len(titles))) - keys_of(titles, word)


@given(TITLES, ANY)
def test_ranking_changes_the_order_only(titles: list[str], query: str) -> None:
    hits = index(*titles).search(parse(query), Known())
    assert sorted(hits.ranked) == list(hits.keys)


@given(st.text(), st.text(st.characters(categories=("L", "Nd")), min_size=3), st.text(), st.data())
def test_any_three_letters_in_a_row_of_a_title_find_its_paper(
    before: str, word: str, after: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 3))
    stop = data.draw(st.integers(at + 3, len(word)))
    assert keys_of(["Other", f"{before} {word} {after}"], word[at:stop]) >= {1}


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=9), st.data())
def test_any_characters_in_a_row_of_a_chinese_title_find_its_paper(title: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(title) - 1))
    stop = data.draw(st.integers(at + 1, len(title)))
    assert keys_of([title], title[at:stop]) == {0}


@settings(max_examples=200)
@given(ANY, st.one_of(st.text(), st.text(ALPHABET)))
def test_marks_lie_inside_the_text_in_order_and_on_something_to_see(query: str, text: str) -> None:
    found_spans = spans(parse(query), text)
    assert all(0 <= start < stop <= len(text) for start, stop in found_spans)
    assert found_spans == sorted(found_spans)
    assert all(text[start:stop].strip() for start, stop in found_spans)


@given(st.text("abgnors 量子äß", min_size=1), st.data())
def test_what_was_typed_is_marked_where_it_stands(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    piece = text[at : at + 5]
    assume(" " not in piece)
    fragments = [text[start:stop] for start, stop in spans(parse(f"'{piece}"), text)]
    assert any(fold(piece).lower() in fold(fragment).lower() for fragment in fragments)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_title_and_no_query_raise(title: str, query: str) -> None:
    index(title).search(parse(query), Known())
    spans(parse(query), title)


@pytest.mark.parametrize(
    "query", ["a" * 5_000, "ab " * 500, "(" * 5_000, "量" * 2_000, "a-" * 1_000, '"' + "a " * 2_000]
)
def test_a_long_query_ends(query: str) -> None:
    hits = index("a" * 5_000, "graph", "量" * 50).search(parse(query), Known())
    assert set(hits.keys) <= {0, 1, 2}
