"""Read a report's text into numbered lines; knows encodings, nothing of what the lines mean."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tvetgraph.loaders.errors import ReportError
from tvetgraph.loaders.pdf import read_pages

_ENCODINGS = ("utf-8-sig", "gb18030")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# PDF fonts often give radicals where characters are meant: ⽣ for 生, ⻛ for 风. Simplified ones
# have no compatibility form; these pairs are from Unicode's EquivalentUnifiedIdeograph.txt.
_SIMPLIFIED = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_PLAIN = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
    | _SIMPLIFIED
    # Full-width digits, as some typesetters print them, are digits.
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
# How files begin that hold a report in another form, and what they are.
_OTHER_FORMS = (
    (b"PK\x03\x04", "Word 或压缩文件 / a Word file or an archive"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文件 / a Word file of the old kind"),
    (b"{\\rtf", "RTF 文件 / an RTF file"),
    (b"\x89PNG", "图片 / a picture"),
    (b"\xff\xd8\xff", "图片 / a picture"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Fewer Han characters than this share of a text is no Chinese report, whatever it decodes to.
_LEAST_HAN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Document:
    """A report's text: `lines[0]` is line 1; `sha256` is of the bytes as they lay on disk.

    `pages` are the numbers of the lines that pages begin with, known for a PDF only.
    """

    name: str
    lines: tuple[str, ...]
    sha256: str
    pages: tuple[int, ...] = ()

    def line(self, number: int) -> str:
        """Return the text of the 1-based line `number`."""
        return self.lines[number - 1]


def read_document(path: Path) -> Document:
    """Read a PDF or a text in UTF-8 or GB18030; raise ReportError for what is no report."""
    data = _read_bytes(path)
    if data.startswith(b"%PDF"):
        return _read_pdf(path, data)
    _require_text(data, path)
    text = _decode(data, path).translate(_PLAIN)
    _require_chinese(text, path)
    # Form feeds stand where a page begins; `str.splitlines` would make lines of them.
    lines = tuple(re.split(r"\r\n|\r|\n", text.removesuffix("\n")))
    return Document(path.name, lines, hashlib.sha256(data).hexdigest())


def _read_pdf(path: Path, data: bytes) -> Document:
    pages = read_pages(path)
    lines = tuple(line.translate(_PLAIN) for page in pages for line in page)
    _require_chinese("".join(lines), path)
    starts = accumulate((len(page) for page in pages[:-1]), initial=1)
    return Document(path.name, lines, hashlib.sha256(data).hexdigest(), tuple(starts))


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ReportError(
            problem="这是文件夹，不是报告 / this is a folder, not a report",
            remedy="请指定其中的文本文件 / name the text files in it",
            file=str(path),
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(
            problem=f"文件读不了 / the file cannot be read ({error.strerror})",
            remedy="检查路径和权限 / check the path and your rights to it",
            file=str(path),
        ) from error
    if not data.strip():
        raise ReportError(
            problem="文件是空的 / the file is empty",
            remedy="请给出报告全文 / give the text of a report",
            file=str(path),
        )
    return data


def _require_text(data: bytes, path: Path) -> None:
    """Refuse a file whose first bytes say that it is neither text nor PDF."""
    for start, what in _OTHER_FORMS:
        if data.startswith(start):
            raise ReportError(
                problem=f"不是文本，而是 {what}, not a text",
                remedy="请另存为 PDF 或纯文本再读 / save the report as PDF or plain text",
                file=str(path),
            )


def _decode(data: bytes, path: Path) -> str:
    marked = data.startswith(_BYTE_ORDER_MARKS)
    for encoding in ("utf-16",) if marked else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReportError(
        problem="编码既非 UTF-8 也非 GB18030 / the text is neither UTF-8 nor GB18030",
        remedy="另存为 UTF-8 再读 / save it as UTF-8 and read it again",
        file=str(path),
    )


def _require_chinese(text: str, path: Path) -> None:
    solid = "".join(text.split())
    if len(_HAN.findall(text)) < _LEAST_HAN_SHARE * len(solid) or not solid:
        raise ReportError(
            problem="不像中文报告 / this does not look like a report in Chinese",
            remedy="请给出质量年度报告全文 / give the text of an annual quality report",
            file=str(path),
        )
