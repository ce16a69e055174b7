"""arXiv's own pages and answers with invented papers: listing pages in HTML, feeds, the API, OAI-PMH."""

from __future__ import annotations

NEW_PAGE = """\
<!DOCTYPE html><html lang='en'><head><title>Machine Learning</title></head><body>
<div id='dlpage'><h1>Machine Learning</h1>
<ul><li><a href='/list/cs.LG/new?skip=0&amp;show=2000#item0'>New submissions</a></li></ul>
<p>See <a id='recent-cs.LG' href='/list/cs.LG/recent'>recent</a> articles</p>
<h3>Showing new listings for Tuesday, 4 February 2025</h3>
<div class='paging'>Total of 4 entries </div>
<dl id='articles'>
    <h3>New submissions (showing 2 of 2 entries)</h3>

    <dt>
      <a name='item1'>[1]</a>
      <a href ="/abs/2502.20001" title="Abstract" id="2502.20001">
        arXiv:2502.20001
      </a>
 [<a href="/pdf/2502.20001" title="Download PDF" id="pdf-2502.20001">pdf</a>, \
<a href="https://arxiv.org/html/2502.20001v1" title="View HTML" id="html-2502.20001">html</a>, \
<a href="/format/2502.20001" title="Other formats">other</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Moss &amp; Fern: Lazy Learners with $n&lt;k$ Leaves
        </div>
        <div class='list-authors'><a href="https://arxiv.org/search/cs?searchtype=author&amp;query=Berg">Ada Berg</a>, \
<a href="https://arxiv.org/search/cs?searchtype=author&amp;query=Oye">Tomás Øye</a></div>
        <div class='list-comments mathjax''><span class='descriptor'>Comments:</span>
          9 pages, code at <a href="https://example.org/moss?a=1&amp;b=2" rel="external">this https URL</a>
        </div>
        <div class='list-journal-ref'><span class='descriptor'>Journal-ref:</span>
          J. Bryol. 3 (2025)
        </div>

        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Machine Learning (cs.LG)</span>; Performance (cs.PF)

        </div>

        <p class='mathjax'>
          Moss grows in 2<sup>10</sup> ways. We count them,
          see <a href="/abs/2401.00007">arXiv:2401.00007</a>.
          <br>Ferns are next.
        </p>
      </div>
    </dd>

    <dt>
      <a name='item2'>[2]</a>
      <a href ="/abs/2502.20002" title="Abstract" id="2502.20002">
        arXiv:2502.20002
      </a>
 [<a href="/pdf/2502.20002" title="Download PDF">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Lichen
        </div>
        <div class='list-authors'>(author list is unavailable)</div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Machine Learning (cs.LG)</span>
        </div>
        <p class='mathjax'>
          Lichen is two.
        </p>
      </div>
    </dd>
</dl>
<dl id='articles'>
    <h3>Cross submissions (showing 1 of 1 entries)</h3>

    <dt>
      <a name='item3'>[3]</a>
      <a href ="/abs/2502.20003" title="Abstract" id="2502.20003">
        arXiv:2502.20003
      </a>
(cross-list from math.CO) [<a href="/pdf/2502.20003" title="Download PDF">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Counting Spores
        </div>
        <div class='list-authors'><a href="/a/holm_g_1">Greta Holm</a> (1), <a href="/a/li_m_1">Li Mei</a> \
(2) ((1) Fen College, (2) Bog Institute)</div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Combinatorics (math.CO)</span>; Machine Learning (cs.LG)
        </div>
        <p class='mathjax'>
          Spores are counted.
        </p>
      </div>
    </dd>
</dl>
<dl id='articles'>
    <h3>Replacement submissions (showing first 1 of 7 entries)</h3>

    <dt>
      <a name='item4'>[4]</a>
      <a href ="/abs/2311.20004" title="Abstract" id="2311.20004">
        arXiv:2311.20004
      </a>
(replaced) [<a href="/pdf/2311.20004" title="Download PDF">pdf</a>, \
<a href="https://arxiv.org/html/2311.20004v3" title="View HTML">html</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Old Roots, New Shoots
        </div>
        <div class='list-authors'><a href="/a/castell_b_1">Bruno Castell</a></div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Machine Learning (stat.ML)</span>; Machine Learning (cs.LG)
        </div>
        <p class='mathjax'>
          Roots were replaced.
        </p>
      </div>
    </dd>
</dl>
<div class='paging'>Total of 4 entries </div></div></body></html>
"""

RECENT_PAGE = """\
<!DOCTYPE html><html><head><title>Number Theory</title></head><body><div id='dlpage'><h1>Number Theory</h1>
<h2>Authors and titles for recent submissions</h2>
<ul><li><a href="/list/math.NT/recent?skip=0&amp;show=50" rel="nofollow">Fri, 31 Jan 2025</a></li></ul>
<div class='paging'>Total of 10 entries : <span>1-2</span></div>
<dl id='articles'>
    <h3>Fri, 31 Jan 2025 (showing 1 of 1 entries )</h3>
    <dt>
      <a name='item1'>[1]</a>
      <a href ="/abs/2501.20101" title="Abstract" id="2501.20101">
        arXiv:2501.20101
      </a>
      [<a href="/pdf/2501.20101" title="Download PDF">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Sums
        </div>
        <div class='list-authors'><a href="/a/egorov_d_1" rel="nofollow">Dmitri Egorov</a></div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Number Theory (math.NT)</span>
        </div>
      </div>
    </dd>
</dl>
<dl id='articles'>
    <h3>Thu, 30 Jan 2025 (continued, showing last 1 of 9 entries )</h3>
    <dt>
      <a name='item2'>[2]</a>
      <a href ="/abs/2501.20102" title="Abstract" id="2501.20102">
        arXiv:2501.20102
      </a>
      (cross-list from cs.IT) [<a href="/pdf/2501.20102" title="Download PDF">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Products
        </div>
        <div class='list-authors'><a href="/a/fidan_e_1" rel="nofollow">Elif Fidan</a></div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Information Theory (cs.IT)</span>; Number Theory (math.NT)
        </div>
      </div>
    </dd>
</dl>
</div></body></html>
"""

OLD_PAGE = """\
<html><head><title>math.NT new submissions</title></head><body><div id="dlpage"><h1>Number Theory</h1>
<h2>New submissions</h2>
<div class="list-dateline">Submissions received from  Fri 30 Dec 22  to  Mon  2 Jan 23, announced Tue,  3 Jan 23</div>
<h3>New submissions for Tue, 3 Jan 23</h3>
<dl>
<dt><a name="item1">[1]</a>&nbsp;  <span class="list-identifier"><a href="/abs/2301.20201" title="Abstract">\
arXiv:2301.20201</a> [<a href="/pdf/2301.20201" title="Download PDF">pdf</a>, \
<a href="/ps/2301.20201" title="Download PostScript">ps</a>]</span></dt>
<dd>
<div class="meta">
<div class="list-title mathjax">
<span class="descriptor">Title:</span> Primes in Winter
</div>
<div class="list-authors">
<span class="descriptor">Authors:</span>
<a href="/search/math?searchtype=author&amp;query=Ghazal%2C+F">Farid Ghazal</a>
</div>
<div class="list-subjects">
<span class="descriptor">Subjects:</span> <span class="primary-subject">Number Theory (math.NT)</span>
</div>
<p class="mathjax">Primes are cold.
</p>
</div>
</dd>
</dl>
<h3>Replacements for Tue, 3 Jan 23</h3>
<dl>
<dt><a name="item2">[2]</a>&nbsp;  <span class="list-identifier"><a href="/abs/math/0302998" title="Abstract">\
arXiv:math/0302998</a> (replaced) [<a href="/pdf/math/0302998" title="Download PDF">pdf</a>]</span></dt>
<dd>
<div class="meta">
<div class="list-title mathjax">
<span class="descriptor">Title:</span> Knots at Noon
</div>
<div class="list-authors">
<span class="descriptor">Authors:</span>
<a href="/search/math?searchtype=author&amp;query=Jardim%2C+I">Ines Jardim</a>
</div>
<div class="list-subjects">
<span class="descriptor">Subjects:</span> <span class="primary-subject">Geometric Topology (math.GT)</span>; \
Number Theory (math.NT)
</div>
<p class="mathjax">Knots are tied.
</p>
</div>
</dd>
</dl>
</div></body></html>
"""

PAGE_SHAPES = {"listing-html": NEW_PAGE, "listing-html-recent": RECENT_PAGE, "listing-html-old": OLD_PAGE}
