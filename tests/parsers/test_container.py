"""Digests that come wrapped, and what is no container at all."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import container
from parsers.container import ContainerError, is_container, unpack
from parsers.digest import read
from parsers.source import Source
from tests.parsers.invented import DAILY, MAIL

TEXT = DAILY.encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def mailed(encoding: str = "quoted-printable", charset: str = "utf-8", text: str = MAIL) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "no-reply@example.org"
    message["Date"] = "Tue, 04 Feb 2025 01:12:13 +0000"
    message["Subject"] = "cs daily Subj-class mailing: cs.DC"
    message.set_content(text.partition("\n\n")[2], cte=encoding, charset=charset)
    return message


def test_what_is_no_container_is_its_only_member() -> None:
    for data in (b"", b"text", TEXT, MAIL.encode(), b"\x1f\x8b", b"PK", b"From here on\n", b"{}"):
        assert list(unpack("x.zip", data)) == [("x.zip", data)]


def test_a_gzipped_file_is_named_without_its_ending() -> None:
    packed = gzip.compress(TEXT)
    assert list(unpack("a/day.md.gz", packed)) == [("a/day.md", TEXT)]
    assert list(unpack("-", packed + gzip.compress(b"more"))) == [("-", TEXT + b"more")]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_archive_has_its_members(method: int) -> None:
    members = {
        "data/day.md": TEXT,
        "../../etc/passwd": b"x",
        "a\\b.md": b"y",
        "__MACOSX/z": b"",
        ".hidden": b"",
        "d/": b"",
    }
    assert list(unpack("days.zip", zipped(members, method))) == [
        ("days.zip/data/day.md", TEXT),
        ("days.zip/etc/passwd", b"x"),
        ("days.zip/a/b.md", b"y"),
    ]


def test_a_tar_archive_has_its_files_and_no_links() -> None:
    packed = tarred({"data/day.md": TEXT, "/abs.md": b"x"})
    expected = [("data/day.md", TEXT), ("abs.md", b"x")]
    assert list(unpack("days.tar", packed)) == [(f"days.tar/{name}", data) for name, data in expected]
    assert list(unpack("days.tgz", gzip.compress(packed))) == [(f"days.tar/{name}", data) for name, data in expected]
    assert list(unpack("d.tar.gz", gzip.compress(packed))) == [(f"d.tar/{name}", data) for name, data in expected]


def test_containers_are_unpacked_two_deep_and_no_deeper() -> None:
    inner = zipped({"day.md.gz": gzip.compress(TEXT), "deep.zip": zipped({"x": b""})})
    (_, gzipped), (deep, rest) = unpack("out.zip", zipped({"in.zip": inner}))
    assert (gzipped, deep) == (gzip.compress(TEXT), "out.zip/in.zip/deep.zip")
    assert is_container(rest)
    assert list(unpack("out.zip", zipped({"day.md.gz": gzip.compress(TEXT)}))) == [("out.zip/day.md", TEXT)]


@pytest.mark.parametrize(
    ("encoding", "charset", "text"),
    [
        ("quoted-printable", "utf-8", MAIL),
        ("base64", "utf-8", MAIL),
        ("base64", "iso-8859-1", MAIL.replace("Chiara", "Chiára")),
        ("8bit", "utf-8", MAIL.replace("Chiara", "Chiára")),
    ],
)
def test_a_mail_is_read_as_it_was_written(encoding: str, charset: str, text: str) -> None:
    ((name, data),) = unpack("today.eml", mailed(encoding, charset, text).as_bytes())
    assert name == "today.eml/text.txt"
    wanted = read(Source.from_bytes("m", text.encode()))
    found = read(Source.from_bytes("m", data))
    assert (found.format, found.date, found.category) == ("mail", "2025-02-04", "cs.DC")
    assert [(r.id, r.title, r.authors, r.abstract) for r in found.records] == [
        (r.id, r.title, r.authors, r.abstract) for r in wanted.records
    ]


def test_the_html_of_a_mail_counts_only_where_there_is_no_text() -> None:
    message = mailed()
    message.add_alternative("<p>the same</p>", subtype="html")
    assert [name for name, _ in unpack("m.eml", message.as_bytes())] == ["m.eml/text.txt"]
    page = EmailMessage()
    page.set_content("<h1>arXiv</h1>", subtype="html")
    ((name, data),) = unpack("m.eml", page.as_bytes())
    assert (name, data.strip()) == ("m.eml/text.html", b"<h1>arXiv</h1>")


def test_what_is_attached_to_a_mail_is_a_member() -> None:
    message = mailed()
    message.add_attachment(TEXT, maintype="text", subtype="markdown", filename="../day.md")
    message.add_attachment(zipped({"in.md": TEXT}), maintype="application", subtype="zip", filename="days.zip")
    found = list(unpack("m.eml", message.as_bytes()))
    assert [name for name, _ in found] == ["m.eml/text.txt", "m.eml/day.md", "m.eml/days.zip/in.md"]
    assert found[1][1] == found[2][1] == TEXT


def test_a_mailbox_has_the_text_of_each_mail() -> None:
    one = mailed().as_bytes()
    two = mailed(text=MAIL.replace("2502.00101", "2502.00109")).as_bytes()
    box = (
        b"From a@example.org Tue Feb  4 01:12:13 2025\n"
        + one
        + b"\n\nFrom b@example.org Wed Feb  5 01:12:13 2025\n"
        + two
    )
    found = list(unpack("arxiv.mbox", box))
    assert [name for name, _ in found] == ["arxiv.mbox/1.eml/text.txt", "arxiv.mbox/2.eml/text.txt"]
    assert [read(Source.from_bytes(*member)).records[0].id for member in found] == ["2502.00101", "2502.00109"]


def html_mail(html: str) -> bytes:
    return b"Date: Tue, 05 Jan 1999 00:10:11 +0000\nContent-Type: text/html; charset=utf-8\n\n" + html.encode()


def test_a_mail_whose_html_only_sets_lines_is_its_text() -> None:
    html = (
        "<html><head><title>no</title></head><body><div dir='ltr'>a &lt; b<br>\n  c&nbsp;&nbsp;d<br><br>e</div>\n"
        "<div>f <b>g</b>\nh</div><div><br></div><p>i</p><p>&nbsp;</p><pre>k\n  l\n</pre>m</body></html>"
    )
    assert list(unpack("m.eml", html_mail(html))) == [
        (
            "m.eml/text.txt",
            "Date: Tue, 05 Jan 1999 00:10:11 +0000\n\na < b\nc\xa0\xa0d\n\ne\nf g h\n\ni\n\xa0\nk\n  l\nm".encode(),
        )
    ]


def test_a_mail_whose_html_is_a_page_stays_one() -> None:
    html = "<h1>Snails</h1><dl><dt>[1]</dt></dl>\n"
    assert list(unpack("m.eml", html_mail(html))) == [("m.eml/text.html", html.encode())]


def test_a_digest_in_a_mail_as_html_says_the_same() -> None:
    body = MAIL.split("\n\n", 1)[1]
    lines = body.replace("&", "&amp;").replace("<", "&lt;").replace("  ", " &nbsp;").replace("\n", "<br>\n")
    ((name, content),) = unpack("m.eml", html_mail(f"<div>{lines}</div>"))
    expected = read(Source.from_bytes("m.txt", body.encode())).records
    found = read(Source.from_bytes(name, content)).records
    assert [(r.id, r.title, r.authors, r.abstract, r.section) for r in found] == [
        (r.id, r.title, r.authors, r.abstract, r.section) for r in expected
    ]


def test_a_mail_that_another_one_forwards_keeps_its_own_headers() -> None:
    forwarded = (
        b"From: me@example.org\nDate: Wed, 06 Jan 1999 09:00:00 +0100\nSubject: Fwd: daily\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nLook!\n'
        b"--b\nContent-Type: message/rfc822\n\nDate: Tue, 05 Jan 1999 00:10:11 -0700\nSubject: daily\n\nMoss\n--b--\n"
    )
    assert list(unpack("fwd.eml", forwarded)) == [
        (
            "fwd.eml/text.txt",
            b"Date: Wed, 06 Jan 1999 09:00:00 +0100\nFrom: me@example.org\nSubject: Fwd: daily\n\nLook!\n"
            b"Date: Tue, 05 Jan 1999 00:10:11 -0700\nSubject: daily\n\nMoss",
        )
    ]


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = bytes(400 * 1024 * 1024 // 8)
    for name, packed in (("bomb.gz", gzip.compress(bomb)), ("bomb.zip", zipped({"x": bomb}))):
        with pytest.raises(ContainerError, match=rf"^{name} unpacks to more than 200 times its size"):
            list(unpack(name, packed))


def test_too_much_and_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_TOTAL", 100)
    with pytest.raises(ContainerError, match="unpacks to more than"):
        list(unpack("d.zip", zipped({"a": bytes(range(60)), "b": bytes(range(60))})))
    monkeypatch.setattr(container, "MAX_MEMBERS", 2)
    with pytest.raises(ContainerError, match="holds more than 2 files"):
        list(unpack("d.zip", zipped(dict.fromkeys("abc", b""))))


def test_a_damaged_archive_says_so() -> None:
    packed = zipped({"a.md": TEXT})
    with pytest.raises(ContainerError, match=r"^d.zip is a damaged zip archive"):
        list(unpack("d.zip", packed[: len(packed) // 2]))
    with pytest.raises(ContainerError, match=r"^d.gz is a damaged gzip file"):
        list(unpack("d.gz", gzip.compress(TEXT)[:10] + b"\xff" * 50))
    broken = bytearray(packed)
    broken[60:90] = bytes(30)
    with pytest.raises(ContainerError, match=r"in a.md"):
        list(unpack("d.zip", bytes(broken)))
    assert list(unpack("d.gz", gzip.compress(TEXT)[:-9])) == [("d", TEXT)]


HEADS = st.sampled_from(
    [
        b"",
        gzip.compress(TEXT)[:60],
        zipped({"a.md": TEXT})[:80],
        zipped({"a.md": b"x"}),
        tarred({"a.md": b"x"})[:1100],
        b"From a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset*=utf-8''%FF\nContent-Transfer-Encoding: base64\n\n",
        b"Content-Type: message/rfc822\n\nContent-Disposition: attachment; filename*0*=\n\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(head=HEADS, data=st.binary(max_size=200))
def test_any_bytes_are_unpacked_or_refused_by_name(head: bytes, data: bytes) -> None:
    try:
        for name, content in unpack("x", head + data):
            assert name.split("/")[0] == "x"
            assert ".." not in name.split("/")
            assert isinstance(content, bytes)
    except ContainerError as error:
        refused = str(error)
    else:
        refused = "x"
    assert refused.startswith("x")
