"""TeX in titles and abstracts: what becomes Unicode, what stays as written, and that nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_reader.tex import to_unicode
from digest_reader.tex_symbols import SUBSCRIPTS, SUPERSCRIPTS


def shown(text: str) -> str:
    """Return the shown text with its no-break spaces made plain, for the eye of the test's reader."""
    return to_unicode(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"in $O(\frac{n}{\rho}\log n)$ time", "in O(n/ρ log n) time"),
        (r"a $2^{O(n^{\rho}\log n)}$-state protocol", "a 2^O(n^ρ log n)-state protocol"),
        (r"$x^2$, $x_1$, $x_{i,j}$, $x_{ij}$, $n^{k+1}$", "x², x₁, x_(i,j), xᵢⱼ, nᵏ⁺¹"),
        (r"$n^{\rho}$ and $n^\rho k$", "n^ρ and n^ρ k"),
        (r"$\mathcal{O}(n)$ in $\mathbb{R}^d$", "O(n) in ℝᵈ"),
        (r"$\mathsf{ID}_{\max}$ and $R_{\rm eff}$", "ID_max and R_eff"),
        (r"$\sqrt{n}$, $\sqrt{n+1}$, $\sqrt[3]{n}$", "√n, √(n+1), ³√n"),
        (r"$\tilde{O}(n)$, $\hat\theta$, $\bar{x}_1$", "Õ(n), θ\u0302, x̄₁"),
        (r"$a\le b$, $a \geq b$, $x\in\mathbb N$, $\neq$", "a ≤ b, a ≥ b, x ∈ ℕ, ≠"),
        (r"$n\to\infty$, $\sim 30$, $2\times 3$, $2 \times 3$", "n → ∞, ∼30, 2×3, 2 × 3"),
        (r"$\forall x$, $1,\ldots,n$, $a \cdot b$, $\pm1$", "∀x, 1,…,n, a · b, ±1"),
        (r"$\sum_{i=1}^n x_i$, $\max_x f(x)$, $\Pr[X]$", "∑ᵢ₌₁ⁿ xᵢ, maxₓ f(x), Pr[X]"),
        (r"$\left(\frac{a+b}{2n}\right)$, $\frac12 n$", "((a+b)/(2n)), 1/2 n"),
        (r"$\frac{1}{2}n$ and $x\frac{a}{b}$", "(1/2)n and x(a/b)"),
        (r"$O(\mathrm{poly}\log n)$, $\operatorname{argmax}_x f$", "O(poly log n), argmaxₓ f"),
        (r"$x\not\in A$, $a \equiv b \pmod{p}$, $\binom{n}{k}$", "x ∉ A, a ≡ b (mod p), (n choose k)"),
        (r"$\text{if } x > 0$", "if x > 0"),
        (r"CO$_2$, S$^{3}$IT, 360$^\circ$, 10$^{-3}$, $k^{th}$", "CO₂, S³IT, 360°, 10⁻³, kᵗʰ"),
        (r"5.72$\times$, $\sim$30, $p<0.05$, $99\%$", "5.72×, ∼30, p<0.05, 99%"),
        (r"\(n^2\) and \[\alpha+\beta\] and $$x=1$$", "n² and α+β and x=1"),
        (r"5\,$\mu$m and 5$\,$pc", "5\\,μm and 5 pc"),
        (r"$\alpha$, $\Omega$, $\varepsilon$, $\varphi$", "α, Ω, ε, φ"),
    ],
)
def test_a_formula_becomes_one_line_of_unicode(written: str, expected: str) -> None:
    assert shown(written) == expected


def test_a_formula_does_not_break_at_its_spaces() -> None:
    assert to_unicode(r"time $O(n \log n)$ is") == "time O(n\u00a0log\u00a0n) is"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"G\k{a}sieniec", "Gąsieniec"),
        (r"Erd\H{o}s, Jos\'e, Fran\c cais, \v{S}koda", "Erdős, José, Français, Škoda"),
        (r"{\"o}, \"{o}, \"o, na\"{\i}ve", "ö, ö, ö, naïve"),
        (r"Stra\ss e, \O{}re, \aa, {\L}ukasz", "Straße, Øre, å, Łukasz"),
        (r"\emph{one}, \textbf{two}, {\em three}, \underline{E}dge", "one, two, three, Edge"),
        (r"56\%, R\&D, a\_b, \#1, \$5", "56%, R&D, a_b, #1, $5"),
        ("pages 9--10 -- a word---another", "pages 9–10 – a word—another"),
        ("``quoted'' and ``half\"", "“quoted” and “half”"),
        (r"Fig.~2, see~\cite{a_b}, 5.7\times faster", "Fig. 2, see \\cite{a_b}, 5.7× faster"),
        (r"\url{http://a.b/~c_d}", "http://a.b/~c_d"),
        (r"\href{https://a.b/c}{here}, \href{https://a.b/c}{a.b/c}", "here (https://a.b/c), a.b/c"),
        (r"该算法的时间为$O(n^2)$，提升56\%。", "该算法的时间为O(n²)，提升56%。"),
    ],
)
def test_tex_in_running_text_becomes_unicode(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A startup raised $144M AUD",
        "it costs $5 and $6, or $100-$200, US$5 vs A$6",
        "between $5 for the small and $60 for the large",
        "其值为$5，而另一个为$6",
        "$HOME/$USER and $PATH",
        "10% of users",
        'Rosensch"old',
        "snake_case and 2^10 outside of formulas",
        "about ~9 runs, N~5, http://a.b/~me",
        "run --verbose, or ----- a ruler, <!-- a comment -->",
        "`code`, ``more code``, ```fence```",
        r"it\'s, \"quoted\" by a program, \u5b58",
        r"\method{} beats \cite{foo_bar} and \footnote{$x$}",
        r"C:\new\table",
        "sets {a, b} and {a, {b}}",
        r"unbalanced $x^{2$ and {\em",
        r"a lone \ and a trailing \\",
        "",
    ],
)
def test_what_is_not_tex_or_not_known_stays_as_written(text: str) -> None:
    assert to_unicode(text) == text


def test_an_unknown_command_in_a_formula_keeps_its_name_and_arguments() -> None:
    assert to_unicode(r"$\PRM(q)^2 + \cpx{P}$") == "\\PRM(q)²\u00a0+\u00a0\\cpx{P}"


_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)


def _letters_and_digits(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


_PIECE_NAMES = (
    r"$ $$ \( \) { } ^ _ \frac \sqrt \log \alpha \mathbb \text \hat \unknown \" \' \c \emph \href \ss \le \left"
    r" \right [ ] ( ) + - -- , . 5 42 x y Ab the and 中文 ~ `` '' \% \\ | & \cite \begin \not \binom \pmod"
)
_PIECES = st.sampled_from(_PIECE_NAMES.split()) | st.just(" ")


@given(st.lists(_PIECES, max_size=40))
def test_no_letter_or_digit_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    content = _letters_and_digits(_COMMAND.sub(" ", text))
    assert not content - _letters_and_digits(to_unicode(text))


@given(st.text(alphabet=st.characters(exclude_characters="\\$~-`")))
def test_text_without_any_mark_of_tex_is_unchanged(text: str) -> None:
    assert to_unicode(text) == text


_OPENERS = r"{ } $ $$ \( \[ `` ` \ -- $x^{ {\em \frac{ \emph{ \href{ $\sqrt[ $a ^ \hat \'{ ( $\text{"


@pytest.mark.parametrize("opening", _OPENERS.split())
@pytest.mark.parametrize("closing", ["", "}", "$"])
def test_twenty_thousand_of_anything_come_to_an_end_and_nothing_is_lost(opening: str, closing: str) -> None:
    text = f"${opening * 20_000}x{closing * 20_000}$"
    content = _letters_and_digits(_COMMAND.sub(" ", text))
    assert not content - _letters_and_digits(to_unicode(text))


def test_every_script_character_folds_back_to_its_letter() -> None:
    for table in (SUPERSCRIPTS, SUBSCRIPTS):
        assert {unicodedata.normalize("NFKC", char).replace("−", "-") for char in table.values()} == {
            base.replace("−", "-") for base in table
        }
