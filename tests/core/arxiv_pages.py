"""arXiv's answers as it sends them, with invented papers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

LISTING = "/list/{}/new"
FEED = "/atom/{}"
API = "/api/query"
OAI = "/oai"


def listing_page(category: str, day: datetime.date, ids: Sequence[str]) -> str:
    """Return the page of a category's newest announcement."""
    entries = "".join(_listed(number, each, category) for number, each in enumerate(ids, 1))
    return f"""\
<!DOCTYPE html><html lang='en'><head><title>{category}</title></head><body>
<div id='dlpage'><h1>{category}</h1>
<p>See <a id='recent-{category}' href='/list/{category}/recent'>recent</a> articles</p>
<h3>Showing new listings for {day:%A}, {day.day} {day:%B %Y}</h3>
<div class='paging'>Total of {len(ids)} entries </div>
<dl id='articles'>
    <h3>New submissions (showing {len(ids)} of {len(ids)} entries)</h3>
{entries}</dl>
</div></body></html>
"""


def _listed(number: int, paper_id: str, category: str) -> str:
    return f"""\
    <dt>
      <a name='item{number}'>[{number}]</a>
      <a href ="/abs/{paper_id}" title="Abstract" id="{paper_id}">
        arXiv:{paper_id}
      </a>
 [<a href="/pdf/{paper_id}" title="Download PDF" id="pdf-{paper_id}">pdf</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          On {paper_id}
        </div>
        <div class='list-authors'><a href="https://arxiv.org/search/cs?query=Belmonte">Ana Belmonte</a></div>
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">Something ({category})</span>
        </div>
        <p class='mathjax'>
          We make a queue that says sorry.
        </p>
      </div>
    </dd>
"""


def no_updates_page(category: str) -> str:
    """Return the page of a category on a day without an announcement."""
    return f"""\
<!DOCTYPE html><html lang='en'><head><title>{category}</title></head><body>
<div id='dlpage'><h1>{category}</h1>
<p>See <a id='recent-{category}' href='/list/{category}/recent'>recent</a> articles</p>
<p>No updates today.</p>
</div></body></html>
"""


def feed(category: str, day: datetime.date, ids: Sequence[str]) -> str:
    """Return the Atom feed of a category's announcement; on week-ends it has no entries."""
    entries = "".join(
        f"""\
  <entry>
    <id>oai:arXiv.org:{each}v1</id>
    <title>On {each}</title>
    <updated>{day}T04:00:00.000000+00:00</updated>
    <link href="https://arxiv.org/abs/{each}" rel="alternate" type="text/html"/>
    <summary>arXiv:{each}v1 Announce Type: new
Abstract: We make a queue that says sorry.</summary>
    <category term="{category}"/>
    <published>{day}T00:00:00-04:00</published>
    <arxiv:announce_type>new</arxiv:announce_type>
    <dc:creator>Ana Belmonte</dc:creator>
  </entry>
"""
        for each in ids
    )
    return f"""\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/{category}</id>
  <title>{category} updates on arXiv.org</title>
  <updated>{day}T04:00:00.000000+00:00</updated>
  <link href="http://rss.arxiv.org/atom/{category}" rel="self" type="application/atom+xml"/>
{entries}</feed>
"""


def api(ids: Sequence[str], *, start: int = 0, total: int | None = None, categories: str = "cs.DC cs.PF") -> str:
    """Return an answer of the API."""
    named = categories.split()
    terms = "".join(f'<category term="{each}" scheme="http://arxiv.org/schemas/atom"/>' for each in named)
    entries = "".join(
        f"""\
  <entry>
    <id>http://arxiv.org/abs/{each}v1</id>
    <title>On {each}</title>
    <updated>2026-11-17T15:05:19Z</updated>
    <link href="https://arxiv.org/abs/{each}v1" rel="alternate" type="text/html"/>
    <summary>Clocks are kept apart.</summary>
    {terms}
    <published>2026-11-17T15:05:19Z</published>
    <arxiv:primary_category term="{named[0]}"/>
    <author><name>Bo Cederquist</name></author>
  </entry>
"""
        for each in ids
    )
    return f"""\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/UY2mqR74Vu</id>
  <title>arXiv Query: search_query=&amp;id_list=&amp;start={start}&amp;max_results=100</title>
  <updated>2026-11-20T12:00:00Z</updated>
  <link href="https://arxiv.org/api/query?start={start}" type="application/atom+xml"/>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>{len(ids) + start if total is None else total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""


def harvested(records: Sequence[tuple[str, str]], token: str = "") -> str:
    """Return an answer of OAI-PMH: ids with the days on which they were submitted."""
    entries = "".join(
        f"""\
<record><header><identifier>oai:arXiv.org:{paper_id}</identifier><datestamp>2026-11-18</datestamp>
<setSpec>cs:cs:DC</setSpec></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{paper_id}</id><created>{created}</created>
<authors><author><keyname>Cederquist</keyname><forenames>Bo</forenames></author></authors>
<title>On {paper_id}</title><categories>cs.DC cs.PF</categories><abstract>Clocks are kept apart.</abstract>
</arXiv></metadata></record>
"""
        for paper_id, created in records
    )
    more = f'<resumptionToken cursor="0" completeListSize="9">{token}</resumptionToken>' if token else ""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2026-11-20T12:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXiv" set="cs:cs:DC">http://oaipmh.arxiv.org/oai</request>
<ListRecords>
{entries}{more}
</ListRecords></OAI-PMH>
"""
