r"""The tables behind `digest_reader.tex`: which TeX command is which character, and how it stands in a formula.

Only data: the reading of TeX is in `digest_reader.tex` (running text) and `digest_reader.tex_formula`.
The characters are those of the Unicode standard's charts; where TeX tells two shapes of one letter apart that
a terminal's font rarely has (``\phi`` and ``\varphi``), both become the ordinary letter.
"""

from __future__ import annotations


def _table(pairs: str) -> dict[str, str]:
    """Return a table written as ``name character`` pairs, whitespace between all of them."""
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _names(words: str) -> frozenset[str]:
    """Return the names in ``words``, whitespace between them."""
    return frozenset(words.split())


ORDINARY = _table(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
    upsilon υ phi φ varphi φ chi χ psi ψ omega ω digamma ϝ
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
    Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ
    varOmega Ω
    infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ
    daleth ℸ eth ð complement ∁ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥
    angle ∠ measuredangle ∡ sphericalangle ∢ prime ′ backprime ‵ flat ♭ natural ♮ sharp ♯
    clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ square □ Box □ Diamond ◇ blacksquare ■ lozenge ◊
    blacklozenge ⧫ bigstar ★ triangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼ checkmark ✓ maltese ✠
    cmark ✓ xmark ✗ ldots … dots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱
    degree ° mho ℧ diagup ╱ diagdown ╲ backslash \\ surd √ vert | Vert ‖
    """
)
"""Letters and signs that stand for themselves."""

RELATIONS = _table(
    """
    le ≤ leq ≤ leqslant ⩽ leqq ≦ ge ≥ geq ≥ geqslant ⩾ geqq ≧ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ ne ≠ neq ≠
    equiv ≡ sim ∼ nsim ≁ simeq ≃ cong ≅ ncong ≇ approx ≈ approxeq ≊ thickapprox ≈ thicksim ∼ doteq ≐ propto ∝
    varpropto ∝ asymp ≍ triangleq ≜ eqsim ≂ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷
    nless ≮ ngtr ≯ nleq ≰ ngeq ≱ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿
    in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈
    nsupseteq ⊉ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩
    Vvdash ⊪ nvdash ⊬ nvDash ⊭ perp ⊥ parallel ∥ nparallel ∦ mid | nmid ∤ bowtie ⋈ smile ⌣ frown ⌢ between ≬
    therefore ∴ because ∵ coloneqq ≔ eqqcolon ≕ coloneq ≔ vartriangleleft ⊲ vartriangleright ⊳
    trianglelefteq ⊴ trianglerighteq ⊵ ltimes ⋉ rtimes ⋊
    to → rightarrow → longrightarrow ⟶ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ gets ← leftarrow ←
    longleftarrow ⟵ Leftarrow ⇐ Longleftarrow ⟸ impliedby ⟸ leftrightarrow ↔ longleftrightarrow ⟷
    Leftrightarrow ⇔ Longleftrightarrow ⟺ iff ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩
    rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
    twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ rightsquigarrow ⇝ leadsto ⇝ nrightarrow ↛
    nleftarrow ↚ nRightarrow ⇏ nLeftrightarrow ⇎ rightrightarrows ⇉ leftleftarrows ⇇ rightleftarrows ⇄
    leftrightarrows ⇆ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗
    searrow ↘ swarrow ↙ nwarrow ↖ multimap ⊸ circlearrowleft ↺ circlearrowright ↻ curvearrowright ↷
    curvearrowleft ↶ upharpoonright ↾ restriction ↾ dashrightarrow ⇢ dashleftarrow ⇠
    """
)
"""Relations and arrows: a space on both sides."""

BINARY = _table(
    """
    times × div ÷ pm ± mp ∓ cdot · centerdot · ast * star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
    vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
    odot ⊙ circledast ⊛ circledcirc ⊚ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ dagger † ddagger ‡ dag † ddag ‡
    bigcirc ○ diamond ⋄ triangleleft ◁ triangleright ▷ lhd ⊲ rhd ⊳ veebar ⊻ barwedge ⊼ Cap ⋒ Cup ⋓ curlyvee ⋎
    curlywedge ⋏ divideontimes ⋇ dotplus ∔ intercal ⊺ slash /
    """
)
"""Binary operators: spaced as the source spaces them."""

LARGE = _table(
    """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
    bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
    """
)
"""Operators that take limits."""

OPENING = _table(
    "langle ⟨ lfloor ⌊ lceil ⌈ lbrace { lbrack [ lparen ( llbracket ⟦ ulcorner ⌜ llcorner ⌞ lvert | lVert ‖ { {"
)
CLOSING = _table(
    "rangle ⟩ rfloor ⌋ rceil ⌉ rbrace } rbrack ] rparen ) rrbracket ⟧ urcorner ⌝ lrcorner ⌟ rvert | rVert ‖ } }"
)

WORDS = _names(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log max min Pr sec
    sin sinh sup tan tanh mod bmod argmax argmin polylog poly sgn sign rank diag tr Tr
    """
)
"""Commands shown as the word they are."""
PHRASES = {"liminf": "lim inf", "limsup": "lim sup", "injlim": "inj lim", "projlim": "proj lim"}

SPACES = {
    " ": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    ">": " ",
    "!": "",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "thinspace": " ",
    "medspace": " ",
    "thickspace": " ",
    "enspace": " ",
    "negthinspace": "",
    "nobreakspace": " ",
}

FONTS = _names(
    """
    mathrm mathsf mathbf mathit mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm pmb bold
    operatorname mathop mathbin mathrel mathord mathpunct mathopen mathclose ensuremath boxed fbox
    """
)
"""Commands of one argument that change only its look: in a formula the argument is shown plain."""

TEXT_FONTS = _names(
    """
    emph text textbf textit textrm textsc textsf textsl texttt textup textmd textnormal textlf mbox hbox underline
    uline ul mathrm mathsf mathbf mathit mathtt mathcal mathscr
    mathfrak boldsymbol bm url path nolinkurl ensuremath fbox hl
    """
)
"""Commands of one argument that running text shows without its looks. Commands that change case are not here:
shown plain their argument would read wrong."""

SWITCHES = _names(
    """
    rm bf it sl sc sf tt em cal rmfamily sffamily ttfamily bfseries mdseries itshape slshape scshape upshape
    normalfont displaystyle textstyle scriptstyle scriptscriptstyle tiny scriptsize footnotesize small normalsize
    large Large LARGE huge Huge boldmath unboldmath limits nolimits frak Bbb relax
    """
)
"""Commands without an argument that change the look of what follows."""

DELIMITER_SIZES = _names(
    "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm"
)

FRACTIONS = _names("frac tfrac dfrac cfrac sfrac nicefrac")
BINOMIALS = _names("binom tbinom dbinom")

MATH_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "underline": "\u0332",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "dddot": "\u20db",
    "check": "\u030c",
    "widecheck": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}

TEXT_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    '"': "\u0308",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "G": "\u030f",
}

LETTERS = _table(
    "ss ß SS ẞ o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ"
)
"""Letters of running text; TeX swallows the space after them."""

TEXT_SYMBOLS = _table(
    """
    S § P ¶ copyright © textcopyright © textregistered ® texttrademark ™ textdegree ° textmu µ textohm Ω
    textperthousand ‰ textpertenthousand ‱ textquotesingle ' textquotedbl " textquoteleft ‘ textquoteright ’
    textquotedblleft “ textquotedblright ” textendash – textemdash — textellipsis … textbullet • textperiodcentered ·
    textasciitilde ~ textasciicircum ^ textbackslash \\ textbar | textless < textgreater > textunderscore _
    textdollar $ textsterling £ pounds £ texteuro € euro € textyen ¥ textcent ¢ textsection § textparagraph ¶
    textdagger † textdaggerdbl ‡ dag † ddag ‡ textpm ± texttimes × textdiv ÷ textonehalf ½ textonequarter ¼
    textbraceleft { textbraceright } textasteriskcentered * textexclamdown ¡ textquestiondown ¿ textordfeminine ª
    textordmasculine º guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › quotedblbase „
    quotesinglbase ‚ textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓ textalpha α textbeta β
    TeX TeX LaTeX LaTeX BibTeX BibTeX slash / checkmark ✓ cmark ✓ xmark ✗
    eg e.g. ie i.e. wrt w.r.t. lq ‘ rq ’
    """
) | {"etal": "et al.", "LaTeXe": "LaTeX2e"}

_SUPERSCRIPT_PAIRS = (
    "0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ =⁼ (⁽ )⁾ "
    "aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ wʷ xˣ yʸ zᶻ "
    "Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ βᵝ γᵞ δᵟ θᶿ χᵡ"
)
_SUBSCRIPT_PAIRS = (
    "0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ βᵦ γᵧ ρᵨ χᵪ"
)
SUPERSCRIPTS = {pair[0]: pair[1] for pair in _SUPERSCRIPT_PAIRS.split()}
SUBSCRIPTS = {pair[0]: pair[1] for pair in _SUBSCRIPT_PAIRS.split()}
RAISED_ALREADY = {"*": "*", "∗": "*", "⋆": "⋆", "′": "′", "†": "†", "‡": "‡", "∘": "°", "″": "″"}
"""Signs that a superscript shows without a caret."""

DOUBLE_STRUCK = _table("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ")
r"""The letters of ``\mathbb`` that fonts have; the others are shown plain."""
