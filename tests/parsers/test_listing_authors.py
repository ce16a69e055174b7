"""Where a title ends and the names begin, on invented papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.listing_authors import SHORTEST_LIST, reads_as_names, split_names, split_title
from tests.parsers.linear import takes_linear_time

REST = (
    "Ada Berg, Bruno Castell, Chiara Dumont, Dmitri Egorov, Elif Fidan, Farid Ghazal, Greta Holm, Hiro Ishida, "
    "Ines Jardim"
)
"""More than 100 characters of ordinary names, to follow the first one."""


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("A File System for Deep Learning Pipelines", "Jing Wang"),
        ("Cache Coherent Systems: CXL, NVLink-C2C, and AMD Infinity Fabric", "Zixuan Moor"),
        ("Training at Scale in 2024", "Slava Kovar"),
        ("Training on One GPU", "Yu Lin"),
        ("Serving LLMs", "J. R. Smith"),
        ("What Is a Scheduler?", "Ann O'Neill"),
        ("Generation of Assets in 3D", "Jiahui Tan"),
        ('Robots with "Eyes" and "Hands"', "Qin Tao"),
        ("A Survey (Extended Version)", "Wei Shan"),
        ("Bounds for $\\ell_1$", "Nina Petrova"),
        ("Deep Compression with \\textbf{X}", "Nina Petrova"),
        ("Location, Location, Location: Placement, Revisited, in Clouds", "Nina Petrova"),
        ("Fast Inference with PyTorch", "Omar Said"),
        ("Learning with MapReduce and GitHub", "Omar Said"),
        ("Fast Approach", "Ian McDonald"),
        ("Fast Approach", "Laura DeVito"),
        ("Fast Approach", "Jean-Luc d'Arcy"),
        ("Fast Approach", "Maria van der Meer"),
        ("Fast Approach", "Ahmed Al-Sayed"),
        ("Fast Approach", "Łukasz Żak"),
        ("Fast Approach", "Özlem Çelik"),
        ("Fast Approach", "{\\'E}tienne Morel"),
        ("Fast Approach", "Etienne Poincar\\'e"),
        ('Fast Approach in J{\\"u}lich', "Pavel Dvo\\v{r}ak"),
        ("Fast Approach", "Xu (Alice) Wen"),
        ("Fast Language Models", "GuangHao Min"),
        ("Fast Language Models", "SooHwan Eom"),
        ("A Technical Report", "the NOVA Collaboration"),
        ("A Technical Report", "Quokka Vision Team"),
        ("快速系统 on Clouds", "Wei Shan"),
    ],
)
def test_takes_a_title_and_the_names_glued_to_it_apart(title: str, first: str) -> None:
    names = f"{first}, {REST}"
    assert split_title(title + names) == (title, tuple(names.split(", ")))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "A",
        "Short Title",
        "TableBench: A Real-World Benchmark for Complex, Multilingual, and Multi-Structured Question Answering",
        "ContrastScore: Towards Higher Quality, Less Biased, More Efficient Metrics with Contrastive Evaluation",
        "A Comparison of MapReduce, TensorFlow, PyTorch, GitHub Copilot and CUDA for Distributed Matrix Multiplication",
        "Proceedings of the Workshop on Fixed Points, Lisbon, Portugal, 23 March 2025, with Contributions from All",
        "systems of equations, and how they are solved in practice, with or without preconditioners, on many machines",
    ],
)
def test_a_title_without_names_stays_whole(title: str) -> None:
    assert split_title(title) == (title, None)


def test_a_list_shorter_than_extractors_keep_is_no_list() -> None:
    """Such text does not occur: 100 characters are what tells names from the end of a title."""
    text = "A Scheduler for CloudsAda Berg, Bruno Castell, Chiara Dumont"
    assert split_title(text) == (text, None)
    assert split_title(text, shortest=20)[1] == ("Ada Berg", "Bruno Castell", "Chiara Dumont")


def test_a_list_of_exactly_the_shortest_length_is_found() -> None:
    names = "Ada Berg, Bruno Castell, Chiara Dumont, Dmitri Egorov, Elif Fidan, Farid Ghazal, Greta Holm, Ina"
    names += "x" * (SHORTEST_LIST - len(names))
    assert len(names) == SHORTEST_LIST
    assert split_title("A Scheduler for Clouds" + names)[0] == "A Scheduler for Clouds"
    assert split_title("A Scheduler for Clouds" + names[:-1])[1] is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Berg, Bruno Castell", ("Ada Berg", "Bruno Castell")),
        ("Ada Berg,Bruno Castell", ("Ada Berg", "Bruno Castell")),
        ("Quokka Team, :, Ada Berg", ("Quokka Team", "Ada Berg")),
        ("NOVA Collaboration: Ada Berg, B. Castell", ("NOVA Collaboration", "Ada Berg", "B. Castell")),
        ("Bruno Castell, Jr., Ada Berg", ("Bruno Castell, Jr.", "Ada Berg")),
        ("Ada Berg", ("Ada Berg",)),
        (" , ", ()),
    ],
)
def test_a_list_becomes_its_names(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Berg", True),
        (REST, True),
        ("the NOVA Collaboration", True),
        ("for Learning with Graphs and Trees", False),
        ("We show that schedulers, when they are lazy, waste less: a study", False),
    ],
)
def test_tells_a_line_of_names_from_a_line_of_text(line: str, expected: bool) -> None:
    assert reads_as_names(line) is expected


SYLLABLES = st.sampled_from("Bel Dor Fen Gal Hul Jem Kor Lun Mir Nov Pel Rud Sol Tev Vik Zan".split())  # noqa: SIM905
NAME = st.builds(
    lambda given, initial, family, end: f"{given}{end} {initial}{family}",
    SYLLABLES,
    st.sampled_from(["", "", "A. ", "van ", "B. C. "]),
    SYLLABLES,
    st.sampled_from(["a", "o", "in", "et"]),
)
WORDS = st.lists(
    st.sampled_from(["Fast", "Scalable", "LLM", "Scheduling", "of", "for", "Graphs,", "GPU", "Models", "3D"]),
    max_size=8,
)


@given(words=WORDS, names=st.lists(NAME, min_size=12, max_size=40))
def test_any_invented_title_and_names_are_taken_apart(words: list[str], names: list[str]) -> None:
    title = " ".join(["A", *words, "Systems"])
    assert split_title(title + ", ".join(names)) == (title, tuple(names))


@given(st.text(alphabet=st.sampled_from("Aab ,.:-'\\{\"}2$中Éé)("), max_size=400))
def test_any_text_keeps_its_beginning_as_the_title(text: str) -> None:
    title, names = split_title(text, shortest=10)
    assert text.startswith(title)
    assert names is None or all(name in text.replace(" , ", ", ") for name in names)


@pytest.mark.parametrize("piece", ["Aa Bb, ", "AaBb", "A, ", "a ", "Aa", "{\\'A", "A. ", "TheModelsAa Bb, "])
def test_takes_linear_time(piece: str) -> None:
    assert takes_linear_time(lambda size: split_title(piece * (size // len(piece))), 20_000, least=0.02)
