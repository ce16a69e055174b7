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
      <a href ="/abs/2502.90001" title="Abstract" id="2502.90001">
        arXiv:2502.90001
      </a>
 [<a href="/pdf/2502.90001" title="Download PDF" id="pdf-2502.90001">pdf</a>, \
<a href="https://arxiv.org/html/2502.90001v1" title="View HTML" id="html-2502.90001">html</a>, \
<a href="/format/2502.90001" title="Other formats">other</a>]
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
          see <a href="/abs/2401.90007">arXiv:2401.90007</a>.
          <br>Ferns are next.
        </p>
      </div>
    </dd>

    <dt>
      <a name='item2'>[2]</a>
      <a href ="/abs/2502.90002" title="Abstract" id="2502.90002">
        arXiv:2502.90002
      </a>
 [<a href="/pdf/2502.90002" title="Download PDF">pdf</a>]
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
      <a href ="/abs/2502.90003" title="Abstract" id="2502.90003">
        arXiv:2502.90003
      </a>
(cross-list from math.CO) [<a href="/pdf/2502.90003" title="Download PDF">pdf</a>]
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
      <a href ="/abs/2311.90004" title="Abstract" id="2311.90004">
        arXiv:2311.90004
      </a>
(replaced) [<a href="/pdf/2311.90004" title="Download PDF">pdf</a>, \
<a href="https://arxiv.org/html/2311.90004v3" title="View HTML">html</a>]
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
      <a href ="/abs/2501.90101" title="Abstract" id="2501.90101">
        arXiv:2501.90101
      </a>
      [<a href="/pdf/2501.90101" title="Download PDF">pdf</a>]
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
      <a href ="/abs/2501.90102" title="Abstract" id="2501.90102">
        arXiv:2501.90102
      </a>
      (cross-list from cs.IT) [<a href="/pdf/2501.90102" title="Download PDF">pdf</a>]
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
<dt><a name="item1">[1]</a>&nbsp;  <span class="list-identifier"><a href="/abs/2301.90201" title="Abstract">\
arXiv:2301.90201</a> [<a href="/pdf/2301.90201" title="Download PDF">pdf</a>, \
<a href="/ps/2301.90201" title="Download PostScript">ps</a>]</span></dt>
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

RSS = """\
<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.DC updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.DC</link>
    <description>cs.DC updates on the arXiv.org e-print archive.</description>
    <lastBuildDate>Wed, 05 Nov 2025 05:00:11 +0000</lastBuildDate>
    <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
    <skipDays>
      <day>Saturday</day>
      <day>Sunday</day>
    </skipDays>
    <item>
      <title>Lanterns &amp; Queues: $n &lt; k$ at Last</title>
      <link>https://arxiv.org/abs/2511.94001</link>
      <description>arXiv:2511.94001v1 Announce Type: new\x20
Abstract: Queues need a leader, after arXiv:2401.90007, and leaders fail.
  A second paragraph says $a &lt; b$.</description>
      <guid isPermaLink="false">oai:arXiv.org:2511.94001v1</guid>
      <category>cs.DC</category>
      <category>cs.PF</category>
      <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <arxiv:DOI>10.1000/lantern</arxiv:DOI>
      <arxiv:journal_reference>J. Queues 3 (2025)</arxiv:journal_reference>
      <dc:creator>Ada Quill (Fen College, Bog Institute), Tomás Øye, Bo Ek Jr</dc:creator>
    </item>
    <item>
      <title>Sandglass</title>
      <link>https://arxiv.org/abs/2511.94002</link>
      <description>arXiv:2511.94002v1 Announce Type: cross\x20
Abstract: Sand falls.</description>
      <guid isPermaLink="false">oai:arXiv.org:2511.94002v1</guid>
      <category>math.CO</category>
      <category>cs.DC</category>
      <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>cross</arxiv:announce_type>
      <dc:creator>Li Mei</dc:creator>
    </item>
    <item>
      <title>Rain</title>
      <link>https://arxiv.org/abs/2310.94003</link>
      <description>arXiv:2310.94003v4 Announce Type: replace\x20
Abstract: Rain falls.</description>
      <guid isPermaLink="false">oai:arXiv.org:2310.94003v4</guid>
      <category>cs.DC</category>
      <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>replace</arxiv:announce_type>
      <dc:creator>Greta Holm</dc:creator>
    </item>
    <item>
      <title>Snow</title>
      <link>https://arxiv.org/abs/hep-th/0101998</link>
      <description>arXiv:hep-th/0101998v2 Announce Type: replace-cross\x20
Abstract: Snow falls.</description>
      <guid isPermaLink="false">oai:arXiv.org:hep-th/0101998v2</guid>
      <category>hep-th</category>
      <category>cs.DC</category>
      <pubDate>Wed, 05 Nov 2025 00:00:00 -0500</pubDate>
      <arxiv:announce_type>replace-cross</arxiv:announce_type>
      <dc:creator>Hiro Ishida</dc:creator>
    </item>
  </channel>
</rss>
"""

ATOM = """\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/cs.AI+cs.LG</id>
  <title>cs.AI, cs.LG updates on arXiv.org</title>
  <updated>2025-08-20T04:00:19.866337+00:00</updated>
  <link href="http://rss.arxiv.org/atom/cs.AI+cs.LG" rel="self" type="application/atom+xml"/>
  <entry>
    <id>oai:arXiv.org:2508.94001v1</id>
    <title>Owls at Dusk</title>
    <updated>2025-08-20T04:00:19.899254+00:00</updated>
    <link href="https://arxiv.org/abs/2508.94001" rel="alternate" type="text/html"/>
    <summary>arXiv:2508.94001v1 Announce Type: cross\x20
Abstract: Owls wake.</summary>
    <category term="cs.CL"/>
    <category term="cs.AI"/>
    <published>2025-08-20T00:00:00-04:00</published>
    <arxiv:announce_type>cross</arxiv:announce_type>
    <dc:creator>Ines Jardim, Farid Ghazal</dc:creator>
  </entry>
</feed>
"""

RDF = """\
<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" \
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://arxiv.org/">
<title>math.NT updates on arXiv.org</title>
<link>http://arxiv.org/</link>
<dc:date>2023-01-03T20:30:00-05:00</dc:date>
<items>
 <rdf:Seq>
  <rdf:li rdf:resource="http://arxiv.org/abs/2301.94001" />
  <rdf:li rdf:resource="http://arxiv.org/abs/2212.94002" />
 </rdf:Seq>
</items>
</channel>
<item rdf:about="http://arxiv.org/abs/2301.94001">
<title>Primes in Winter. (arXiv:2301.94001v1 [math.NT])</title>
<link>http://arxiv.org/abs/2301.94001</link>
<description rdf:parseType="Literal">&lt;p&gt;Primes are cold, since $p &amp;lt; q$.
&lt;/p&gt;
</description>
<dc:creator> &lt;a href="http://arxiv.org/a/1"&gt;Elif Fidan&lt;/a&gt;, \
&lt;a href="http://arxiv.org/a/2"&gt;Ada Berg&lt;/a&gt;</dc:creator>
</item>
<item rdf:about="http://arxiv.org/abs/2212.94002">
<title>Knots at Noon... (arXiv:2212.94002v3 [math.GT] UPDATED)</title>
<link>http://arxiv.org/abs/2212.94002</link>
<description rdf:parseType="Literal">&lt;p&gt;Knots are tied.&lt;/p&gt;</description>
<dc:creator>&lt;a href="http://arxiv.org/a/3"&gt;Dmitri Egorov&lt;/a&gt;</dc:creator>
</item>
</rdf:RDF>
"""

API_ANSWER = """\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/aBcDeF</id>
  <title>arXiv Query: search_query=all:clocks&amp;id_list=&amp;start=20&amp;max_results=2</title>
  <updated>2026-04-12T22:09:27Z</updated>
  <opensearch:itemsPerPage>2</opensearch:itemsPerPage>
  <opensearch:totalResults>57</opensearch:totalResults>
  <opensearch:startIndex>20</opensearch:startIndex>
  <entry>
    <id>http://arxiv.org/abs/2510.94001v3</id>
    <title>Clocks that Drift
  Apart</title>
    <updated>2025-11-04T15:05:19Z</updated>
    <link href="https://arxiv.org/abs/2510.94001v3" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/2510.94001v3" rel="related" type="application/pdf" title="pdf"/>
    <summary>Clocks drift.
  We let them, &amp; measure it.</summary>
    <category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.PF" scheme="http://arxiv.org/schemas/atom"/>
    <category term="C.2.4; D.4.7" scheme="http://arxiv.org/schemas/atom"/>
    <published>2025-10-24T15:05:19Z</published>
    <arxiv:comment>9 pages</arxiv:comment>
    <arxiv:primary_category term="cs.DC"/>
    <arxiv:journal_ref>J. Clocks 1 (2025)</arxiv:journal_ref>
    <author>
      <name>Ada Berg</name>
      <arxiv:affiliation>Fen College</arxiv:affiliation>
      <arxiv:affiliation>Bog Institute</arxiv:affiliation>
    </author>
    <author>
      <name>Tomás Øye</name>
    </author>
    <arxiv:doi>10.1000/clock</arxiv:doi>
    <link rel="related" href="https://doi.org/10.1000/clock" title="doi"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/math/0302998v1</id>
    <title>Sums</title>
    <updated>2003-02-20T10:00:00Z</updated>
    <summary>Sums are added.</summary>
    <category term="math.NT" scheme="http://arxiv.org/schemas/atom"/>
    <published>2003-02-20T10:00:00Z</published>
    <arxiv:primary_category term="math.NT"/>
    <author>
      <name>Li Mei</name>
    </author>
  </entry>
</feed>
"""

API_FAILURE = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>http://arxiv.org/api/xYz</id>
  <title type="html">ArXiv Query: search_query=&amp;id_list=2510.x&amp;start=0&amp;max_results=10</title>
  <updated>2025-11-05T00:00:00-05:00</updated>
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_2510.x</id>
    <title>Error</title>
    <summary>incorrect id format for 2510.x</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
</feed>
"""

OAI = """\
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<responseDate>2025-11-07T09:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXiv" set="cs:cs:DC" from="2025-11-05" until="2025-11-05">\
http://oaipmh.arxiv.org/oai</request>
<ListRecords>
<record>
<header>
 <identifier>oai:arXiv.org:2511.94101</identifier>
 <datestamp>2025-11-05</datestamp>
 <setSpec>cs:cs:DC</setSpec>
 <setSpec>math:math:CO</setSpec>
</header>
<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2511.94101</id><created>2025-11-03</created><updated>2025-11-04</updated>
 <authors><author><keyname>Berg</keyname><forenames>Ada</forenames><suffix>II</suffix>\
<affiliation>Fen College</affiliation></author><author><keyname>Moss Collaboration</keyname></author></authors>
 <title>Lanterns in the
  Fog</title>
 <categories>cs.DC math.CO</categories><comments>9 pages</comments><report-no>F-7</report-no>
 <msc-class>05A15</msc-class><journal-ref>J. Fog 1</journal-ref><doi>10.1000/fog</doi>
 <license>http://creativecommons.org/licenses/by/4.0/</license>
 <abstract>  Lanterns glow when
fog falls.
  Fog falls &lt; often.
</abstract></arXiv>
</metadata>
</record>
<record>
<header status="deleted">
 <identifier>oai:arXiv.org:2511.94102</identifier>
 <datestamp>2025-11-05</datestamp>
</header>
</record>
<record>
<header>
 <identifier>oai:arXiv.org:2511.94103</identifier>
 <datestamp>2025-11-05</datestamp>
</header>
<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2511.94103</id><created>2025-11-04</created>
 <authors><author><keyname>Ek</keyname><forenames>Bo</forenames></author></authors>
 <title>Sandglass</title><categories>cs.DC</categories><abstract>  Sand falls.
</abstract></arXiv>
</metadata>
</record>
<resumptionToken cursor="0" completeListSize="1204">7654321|1001</resumptionToken>
</ListRecords>
</OAI-PMH>
"""

OAI_RAW = """\
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2025-11-07T09:00:00Z</responseDate>
<request verb="GetRecord" metadataPrefix="arXivRaw" identifier="oai:arXiv.org:math/0302998">\
http://oaipmh.arxiv.org/oai</request>
<GetRecord>
<record>
<header>
 <identifier>oai:arXiv.org:math/0302998</identifier>
 <datestamp>2025-11-05</datestamp>
 <setSpec>math</setSpec>
</header>
<metadata>
 <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
 <id>math/0302998</id><submitter>Ada Berg</submitter>
 <version version="v1"><date>Thu, 20 Feb 2003 10:00:00 GMT</date><size>12kb</size></version>
 <version version="v2"><date>Sun, 2 Nov 2025 22:22:10 GMT</date><size>127kb</size>\
<source_type>D</source_type></version>
 <title>Sums</title><authors>Ada Berg (Fen College), Bo Ek and Li Mei</authors>
 <categories>math.NT cs.DM</categories><abstract>  Sums are added.
</abstract></arXivRaw>
</metadata>
</record>
</GetRecord>
</OAI-PMH>
"""

OAI_CORE = """\
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2025-11-07T09:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="oai_dc" set="cs">http://export.arxiv.org/oai2</request>
<ListRecords>
<record>
<header><identifier>oai:arXiv.org:2511.94201</identifier><datestamp>2025-11-06</datestamp><setSpec>cs</setSpec></header>
<metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <dc:title>Lanterns
  in the Fog</dc:title>
 <dc:creator>van der Berg, Ada</dc:creator>
 <dc:creator>Moss Collaboration</dc:creator>
 <dc:subject>Computer Science - Machine Learning</dc:subject>
 <dc:subject>High Energy Physics - Theory</dc:subject>
 <dc:subject>Mathematical Physics</dc:subject>
 <dc:subject>05A15 (Primary)</dc:subject>
 <dc:description>  Lanterns glow,
says 2301.00001.
</dc:description>
 <dc:description>Comment: 9 pages</dc:description>
 <dc:date>2025-11-03</dc:date>
 <dc:date>2025-11-05</dc:date>
 <dc:type>text</dc:type>
 <dc:identifier>http://arxiv.org/abs/2511.94201</dc:identifier>
 <dc:identifier>J. Fog 1 (2025)</dc:identifier>
 <dc:identifier>doi:10.1000/fog</dc:identifier>
</oai_dc:dc>
</metadata>
</record>
</ListRecords>
</OAI-PMH>
"""

FIRST_PAGE = """\
<html><head><title>High Energy Physics - Theory, new submissions</title></head>
<body bgcolor="#ffffff">
<h1><a href="/">arXiv.org</a>: High Energy Physics - Theory</h1>
<h3>New submissions for Tue, 7 Mar 06</h3>
<dl>
<dt><a name="item1">[1]</a>&nbsp;  <a href="/abs/hep-th/0603001"><b>hep-th/0603001</b></a> [<a href="/ps/x">ps</a>] :
<dd>
<b>Title:</b> Moss on Branes<br>
<b>Authors:</b> <a href="/find/hep-th/1/au:+Berg_A/0/1">A. Berg</a> (Fen College), <a href="/find/x">B. Ek</a><br>
<b>Comments:</b> 12 pages<br>
<b>Journal-ref:</b> J. Bryol. 3 (2006)<br>
<p>Branes are studied. Some
are green.
</p>
</dl>
<h3>Cross-lists for Tue, 7 Mar 06</h3>
<dl>
<dt><a name="item2">[2]</a>&nbsp;  <a href="/abs/math/0603002"><b>math/0603002</b></a> (cross-list from math) :
<dd>
<b>Title:</b> Knots of Fern<br>
<b>Author:</b> <a href="/find/x">C. Cai</a><br>
<b>Subj-class:</b> Geometric Topology; Quantum Algebra<br>
<p>Knots.
</p>
</dl>
<h3>Replacements for Tue, 7 Mar 06</h3>
<dl>
<dt><a name="item3">[3]</a>&nbsp;  <a href="/abs/hep-th/0501003"><b>hep-th/0501003</b></a> (replaced) :
<dd>
<b>Title:</b> Old Roots<br>
<b>Authors:</b> <a href="/find/x">D. Dahl</a><br>
</dl>
</body></html>
"""

CATCHUP_PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>arXiv</title></head><body><div id='dlpage'>
  <h1>Catchup results for Machine Learning on Tue, 04 Feb 2025</h1>
    <div>
      Total of 2 entries
        <a href="/catchup/cs.LG/2025-02-05?abs=True&page=1">Continue catchup on Wed, 05 Feb 2025</a>
    </div>
<dl id='articles'>
    <h3>New submissions (showing 1 of 1 entries)</h3>
    <dt>
      <a name='item1'>[1]</a>
      <a href ="/abs/2502.90301" title="Abstract" id="2502.90301">
        arXiv:2502.90301
      </a>
      [<a href="/pdf/2502.90301" title="Download PDF">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          Late Moss
        </div>
        <div class='list-authors'><a href="/a/berg_a_1">Ada Berg</a></div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Machine Learning (cs.LG)</span>
        </div>
        <p class='mathjax'>
          Moss is late.
        </p>
      </div>
    </dd>
</dl>
</div></body></html>
"""

PAGE_SHAPES = {
    "listing-html": NEW_PAGE,
    "listing-html-first": FIRST_PAGE,
    "listing-html-catchup": CATCHUP_PAGE,
    "listing-html-recent": RECENT_PAGE,
    "listing-html-old": OLD_PAGE,
    "rss": RSS,
    "atom": ATOM,
    "rdf": RDF,
    "api": API_ANSWER,
    "oai": OAI,
    "oai-raw": OAI_RAW,
    "oai-core": OAI_CORE,
}
PAGE_FORMATS = {
    "listing-html": "listing-html",
    "listing-html-first": "listing-html",
    "listing-html-catchup": "listing-html",
    "listing-html-recent": "listing-html",
    "listing-html-old": "listing-html",
    "rss": "announcement-feed",
    "atom": "announcement-feed",
    "rdf": "announcement-feed",
    "api": "api-atom",
    "oai": "oai-pmh",
    "oai-raw": "oai-pmh",
    "oai-core": "oai-pmh",
}
"""Shape to the name of its format."""
