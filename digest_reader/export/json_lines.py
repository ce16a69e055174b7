"""Papers as JSON, one object a line: the same as ``digest-reader list --json`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_reader.json_line import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest_reader.models import Paper


def json_lines(papers: Iterable[Paper], list_names: Mapping[str, str]) -> Iterator[str]:
    """Yield each paper's public JSON object as a line."""
    for paper in papers:
        yield json_line(paper.to_json(list_names)) + "\n"
