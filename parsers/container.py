"""Digests that come wrapped: gzipped, in a zip or tar archive, in a mail or a mailbox.

`unpack` gives the members of a file, or the file itself when it is no container. Nothing is written anywhere, so a
member's name can lead nowhere: it is shown and dated by, and that is all. What arrives small and grows without end is
refused. What the members say is left to the parsers.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING

from parsers.cleaning import one_line
from parsers.html_lines import lines_of
from parsers.source import MAX_BYTES

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from email.message import EmailMessage, MIMEPart

MAX_TOTAL = 2 * MAX_BYTES
"""Bytes that all members of one container may have together."""
MAX_MEMBERS = 10_000
MAX_RATIO = 200
"""Times that a member may be larger than what it came as, beyond the first MiB: text packs five to thirty times."""
_FREE = 1024 * 1024
_DEPTH = 2
_CHUNK = 256 * 1024

_GZIP, _ZIP, _MBOX = b"\x1f\x8b\x08", (b"PK\x03\x04", b"PK\x05\x06"), b"From "
_TAR_MAGIC = slice(257, 262)
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:|[ \t]")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE)
_MBOX_FROM = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\r\n]{0,200}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_HEAD = 64 * 1024
_KEPT_HEADERS = ("Date", "From", "Subject")


class ContainerError(Exception):
    """A container is damaged, locked, or larger than anything sensible; the message says which, in a sentence."""


def unpack(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a container, those of containers in it too; anything else is its only member.

    Args:
        name: What the file is called: a gzipped member is called after it.
        data: Its bytes.

    Yields:
        Name and bytes of each member. The name begins with the container's, ``days.zip/2026-11-20.md``; a file
        that is no container keeps its own.

    Raises:
        ContainerError: The container cannot be read further; members before that were yielded.
    """
    budget = _Budget(name)
    yield from _unpack(name, data, _DEPTH, budget)


def is_container(data: bytes) -> bool:
    """Tell whether `unpack` would take some bytes apart."""
    return data.startswith((_GZIP, *_ZIP)) or data[_TAR_MAGIC] == b"ustar" or _is_mailbox(data) or _is_mail(data)


class _Budget:
    """What may still come out of one container."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bytes = MAX_TOTAL
        self._members = MAX_MEMBERS

    def member(self) -> None:
        self._members -= 1
        if self._members < 0:
            raise ContainerError(f"{self._name} holds more than {MAX_MEMBERS:,} files.")

    def spend(self, size: int) -> None:
        self._bytes -= size
        if self._bytes < 0:
            raise ContainerError(f"{self._name} unpacks to more than {MAX_TOTAL // _FREE:,} MiB.")

    def check_ratio(self, packed: int, unpacked: int) -> None:
        if unpacked > _FREE + MAX_RATIO * packed:
            raise ContainerError(f"{self._name} unpacks to more than {MAX_RATIO} times its size: it is no digest.")


def _unpack(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    if depth == 0 or not is_container(data):
        yield name, data
        return
    if data.startswith(_GZIP):
        # Not counted as a level of its own: a tar archive mostly comes gzipped.
        yield from _unpack(_ungzipped_name(name), _gunzip(name, data, budget), depth - 1 or 1, budget)
        return
    if data.startswith(_ZIP):
        members = _unzip(name, data, budget)
    elif data[_TAR_MAGIC] == b"ustar":
        members = _untar(name, data, budget)
    elif _is_mailbox(data):
        members = _mails(data, budget)
    else:
        members = _parts(data, budget)
    for inner, content in members:
        yield from _unpack(f"{name}/{inner}", content, depth - 1, budget)


def _ungzipped_name(name: str) -> str:
    lowered = name.lower()
    if lowered.endswith(".tgz"):
        return name[:-4] + ".tar"
    return name[:-3] if lowered.endswith(".gz") else name


def _gunzip(name: str, data: bytes, budget: _Budget) -> bytes:
    """Return the text of all members of a gzip file; of a torn one what there is."""
    unpacked: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(_GZIP):
        inflate = zlib.decompressobj(wbits=31)
        pending = rest
        while pending and not inflate.eof:
            try:
                chunk = inflate.decompress(pending, _CHUNK)
            except zlib.error as error:
                if not size:
                    raise ContainerError(f"{name} is a damaged gzip file: {error}.") from error
                return b"".join(unpacked)
            pending = inflate.unconsumed_tail
            size += len(chunk)
            budget.spend(len(chunk))
            budget.check_ratio(len(data), size)
            unpacked.append(chunk)
        rest = inflate.unused_data
    return b"".join(unpacked)


def _unzip(name: str, data: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise ContainerError(f"{name} is a damaged zip archive: {error}.") from error
    with archive:
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            budget.member()
            if info.flag_bits & 1:
                raise ContainerError(f"{name} is locked with a password; unpack it first.")
            yield _inner(info.filename), _zip_member(name, archive, info, budget)


def _zip_member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """Read a member bit by bit: what its header says of its size is not to be believed."""
    import lzma
    import zipfile

    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                budget.spend(len(chunk))
                budget.check_ratio(max(info.compress_size, 1), size)
                chunks.append(chunk)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        shown = one_line(info.filename)
        raise ContainerError(f"{name} is a damaged zip archive, in {shown}: {one_line(str(error))}.") from error
    return b"".join(chunks)


def _untar(name: str, data: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    import tarfile

    try:
        # Only plain: gzip was undone before, with its limits.
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if not info.isreg() or _is_hidden(info.name):
                    continue
                budget.member()
                if info.size > len(data):
                    raise ContainerError(f"{name} is a damaged tar archive: {one_line(info.name)} is too large.")
                member = archive.extractfile(info)
                content = member.read() if member is not None else b""
                budget.spend(len(content))
                yield _inner(info.name), content
    except (tarfile.TarError, OSError, EOFError, ValueError, OverflowError) as error:
        raise ContainerError(f"{name} is a damaged tar archive: {one_line(str(error))}.") from error


def _inner(name: str) -> str:
    """Return a member's name as one to show: without what leads out of the archive."""
    parts = [part for part in re.split(r"[/\\]", one_line(name)) if part not in ("", ".", "..")]
    return "/".join(parts) or "member"


def _is_hidden(name: str) -> bool:
    """Tell whether a member would be left out in a folder too; the first is what macOS adds to archives."""
    return any(part == "__MACOSX" or part.startswith(".") for part in _inner(name).split("/"))


# Mails


def _is_mailbox(data: bytes) -> bool:
    return data.startswith(_MBOX) and _MBOX_FROM.match(data) is not None


def _is_mail(data: bytes) -> bool:
    """Tell a mail as it was sent, whose parts and letters are encoded, by its headers.

    A listing file begins with ``Date:`` and ``Subject:`` as well; it has nothing to undo.
    """
    # Asked of every file: the first line tells of nearly all that it is no header.
    if b":" not in data[:70] or _HEADER_LINE.match(data) is None:
        return False
    head = re.split(rb"\r?\n\r?\n", data[:_LONGEST_HEAD], maxsplit=1)[0]
    return _MIME.search(head) is not None and all(_HEADER_LINE.match(line) for line in head.split(b"\n"))


def _mails(data: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """Yield the mails of a mailbox, as they were sent."""
    starts = [(match.start(), match.end()) for match in _MBOX_FROM.finditer(data)]
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        budget.member()
        budget.spend(end - start)
        mail = _QUOTED_FROM.sub(rb"\1", data[start:end])
        yield f"{number}.eml", mail


def _parts(data: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """Yield the text of a mail under the headers that tell its day, then each file that is attached to it.

    A mail that another one forwards is part of its text, under its own headers.
    """
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.default)
    texts: dict[str, list[str]] = {"plain": [], "html": []}
    attached: list[tuple[str, bytes]] = []
    forwarded = ""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            forwarded = "".join(_headers(each) for each in part.iter_parts())
        if part.is_multipart():
            continue
        budget.member()
        content = _decoded(part)
        budget.spend(len(content))
        file_name = _file_name(part)
        kind = part.get_content_type()
        if file_name:
            attached.append((_inner(file_name), content))
        elif kind in ("text/plain", "text/html"):
            texts[kind.removeprefix("text/")].append((forwarded if kind == "text/plain" else "") + _text(content, part))
            forwarded = ""
    if texts["plain"]:
        yield "text.txt", (_headers(message) + "\n".join(texts["plain"])).encode("utf-8", "replace")
    elif texts["html"]:
        html = "\n".join(texts["html"])
        lines = lines_of(html)
        if lines is None:
            yield "text.html", html.encode("utf-8", "replace")
        else:
            yield "text.txt", (_headers(message) + lines).encode("utf-8", "replace")
    yield from attached


def _decoded(part: EmailMessage) -> bytes:
    """Return the bytes of a part; where its encoding is damaged, as they are."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _file_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        # email's reading of damaged parameters is known to fail in many ways.
        return None


def _text(content: bytes, part: EmailMessage) -> str:
    """Decode a part's text: UTF-8 when it is that whatever was declared, then as declared, then by its bytes."""
    from parsers.source import Source

    try:
        charset = part.get_content_charset()
        if charset and charset.lower().replace("-", "") not in ("utf8", "usascii", "ascii"):
            return content.decode(charset, errors="strict")
    except (LookupError, ValueError, TypeError, AttributeError, IndexError):
        pass
    return Source.from_bytes("", content).text


def _headers(message: MIMEPart) -> str:
    lines = []
    for name in _KEPT_HEADERS:
        try:
            value = message[name]
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):
            continue
        if value is not None:
            lines.append(f"{name}: {one_line(str(value))}\n")
    return "".join(lines) + "\n" if lines else ""
