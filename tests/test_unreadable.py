"""Files that cannot be read: each says what it is and what to do, and nothing is raised."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import docx_of, html_of, pdf_from, pdf_of, words_at, xlsx_of, zip_of
from pace import patience

from jjjdata.documents import limits, read_document
from jjjdata.documents.readers import FORMATS, Extracted, extract, media_type_of
from jjjdata.errors import DocumentError

BLOCKS = ["一个标题", "全年完成投资748.7亿元，增长5.8%。", [["指标", "产量（吨）"], ["小麦", "7"]]]
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
WORD, BOOK, LOCKED = (name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "EncryptedPackage"))
BOMB = '<!DOCTYPE a [<!ENTITY b "b">' + "".join(
    f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    return zip_of({**parts_of(data), name: content})


DOCX, XLSX, PDF = docx_of(BLOCKS), xlsx_of([["指标", "产量（吨）"], ["小麦", 7]]), pdf_of(BLOCKS)
DECLARED = BOMB.encode() + b"<w:document/>"


def with_broken_footnotes() -> bytes:
    """A Word document whose footnotes end in the middle."""
    name = "word/_rels/document.xml.rels"
    relation = (
        b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes"/></Relationships>'
    )
    related = with_part(DOCX, name, parts_of(DOCX)[name].replace(b"</Relationships>", relation))
    return with_part(related, "word/footnotes.xml", b"<w:footnotes")


FAILING = {
    "old Word": ("a.doc", COMPOUND + WORD, "old format of Word", "save it as DOCX"),
    "old Word named DOCX": ("a.docx", COMPOUND + WORD, "old format of Word (.doc)", "save it as DOCX"),
    "old Excel": ("a.xls", COMPOUND + BOOK, "old format of Excel", "save it as XLSX"),
    "old Excel named XLSX": ("a.xlsx", COMPOUND + BOOK, "old format of Excel (.xls)", "save it as XLSX"),
    "old Word, nothing but its name": ("a.doc", b"?", "old format of Word (.doc)", "save it as DOCX"),
    "DOCX with a password": ("a.docx", COMPOUND + LOCKED, "protected by a password", "without the password"),
    "XLSX with a password": ("a.xlsx", COMPOUND + LOCKED, "protected by a password", "without the password"),
    "PDF with a password": ("a.pdf", pdf_from([""], encrypted=True), "protected by a password", "without the password"),
    "scanned PDF": ("a.pdf", pdf_from(["", ""], picture=True), "pictures without text (a scan)", "OCR"),
    "blank PDF": ("a.pdf", pdf_from([""]), "hold no text", "OCR"),
    "PDF of unknown characters": ("a.pdf", pdf_from([words_at(90, 700, "\ue001\ue002" * 20, font="F2")]), "do not say which characters", "OCR"),
    "PDF cut off": ("a.pdf", PDF[: len(PDF) // 2], "cut off", "new copy"),
    "no PDF": ("a.pdf", b"once upon a time", "broken or no PDF", "new copy"),
    "DOCX cut off": ("a.docx", DOCX[: len(DOCX) // 2], "broken or cut off", "save it again"),
    "no DOCX": ("a.docx", b"once upon a time", "broken or cut off", "save it again"),
    "a zip that is no DOCX": ("a.docx", zip_of({"a.txt": b"x"}), "no Word document", "save it again as DOCX"),
    "a workbook named DOCX": ("a.docx", XLSX, "no Word document", "save it again as DOCX"),
    "DOCX with broken XML": ("a.docx", with_part(DOCX, "word/document.xml", b"<w:document"), "no Word document", "save it again"),
    "DOCX without its styles": (
        "a.docx", with_part(DOCX, "[Content_Types].xml", parts_of(DOCX)["[Content_Types].xml"].replace(b".styles+xml", b".x+xml")),
        "no Word document", "save it again",
    ),
    "DOCX with broken footnotes": ("a.docx", with_broken_footnotes(), "footnotes are broken", "save it again"),
    "XLSX cut off": ("a.xlsx", XLSX[: len(XLSX) // 2], "broken or cut off", "save it again"),
    "a Word document named XLSX": ("a.xlsx", DOCX, "no workbook", "save it again as XLSX"),
    "XML entities in DOCX": ("a.docx", with_part(DOCX, "word/document.xml", DECLARED), "declares XML entities", "Save it anew"),
    "XML entities in XLSX": ("a.xlsx", with_part(XLSX, "xl/workbook.xml", DECLARED), "declares XML entities", "Save it anew"),
    "XML entities in UTF-16": (
        "a.docx", with_part(DOCX, "word/document.xml", DECLARED.decode().encode("utf-16")), "declares XML entities", "Save it anew",
    ),
    "an empty workbook": ("a.xlsx", xlsx_of([]), "empty", "Put the text"),
    "a page without text": ("a.html", b"<html><script>1</script></html>", "empty", "Put the text"),
    "binary CSV": ("a.csv", b"PK\x03\x04\x00", "NUL byte", "UTF-8"),
    "CSV with an endless cell": ("a.csv", b'a,"' + b"x" * 200_000, "no record of a CSV file", "Correct the line"),
    "picture": ("a.JPG", b"\xff\xd8", "a picture (.jpg)", "OCR"),
    "archive": ("a.zip", zip_of({"a": b""}), "an archive", "Unpack"),
    "unknown": ("a.xyz", b"x", ".xyz", ".docx"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "problem", "remedy"), FAILING.values(), ids=FAILING)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, data, problem, remedy):
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name, tmp_path)
    assert (document.outcome, document.text, document.locators) == ("failed", "", ())
    assert document.error is not None
    assert document.error.startswith(f"{name}: ")
    assert problem in document.error
    assert remedy in document.error
    assert document.media_type == media_type_of(Path(name).suffix)
    assert " at 0x" not in document.error  # an address in memory differs each time


@pytest.mark.parametrize(
    ("most", "problem"),
    [("MOST_UNPACKED", "bytes when unpacked"), ("MOST_XML", "bytes of XML"), ("MOST_PARTS", "parts")],
)
@pytest.mark.parametrize(("name", "data"), [("a.docx", DOCX), ("a.xlsx", XLSX)])
def test_what_unpacks_to_too_much_is_refused(monkeypatch, most, problem, name, data):
    monkeypatch.setattr(limits, most, 5)
    with pytest.raises(DocumentError, match=rf"{name}: the file has [\d,]+ {problem}.*Split the file"):
        extract(data, Path(name).suffix, name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = with_part(DOCX, "word/media/a.bin", bytes(limits.MOST_UNPACKED))
    assert len(bomb) < 1_000_000
    monkeypatch.setattr("zipfile.ZipFile.open", lambda *_, **__: pytest.fail("a part was unpacked"))
    with pytest.raises(DocumentError, match="bytes when unpacked"):
        extract(bomb, ".docx", "a.docx")


def test_tables_of_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 100)
    page = b"<table><tr><td colspan=1000>a<td>b<tr><td>c<td>d</table>"
    with pytest.raises(DocumentError, match="a table spans 2,002 cells"):
        extract(page, ".html", "a.html")


MERGED = xlsx_of([["粮食产量7万吨", ""], ["", ""]], merged=["A1:B2"])
LARGE = "A1:XFD1048576"  # all of a sheet: seventeen billion cells


@pytest.mark.parametrize("reference", [LARGE, "A1:XFD10485&#55;6", "$A$1:$XFD$1048576", "A:XFD", "1:1048576"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_merged_cells_are_counted_before_they_are_made(monkeypatch, reference, encoding):
    part = "xl/worksheets/sheet1.xml"
    sheet = zipfile.ZipFile(io.BytesIO(MERGED)).read(part).decode()
    assert "A1:B2" in sheet
    body = sheet.partition("?>")[2] if sheet.startswith("<?xml") else sheet
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("it was loaded"))
    book = with_part(MERGED, part, body.replace("A1:B2", reference).encode(encoding))
    with pytest.raises(DocumentError, match=r"a table spans 17,[\d,]+ cells, more than 2,000,000"):
        extract(book, ".xlsx", "a.xlsx")


def test_a_small_merged_range_is_read():
    assert "粮食产量7万吨" in extract(MERGED, ".xlsx", "a.xlsx")[0].text


def test_pdfs_of_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("jjjdata.documents.readers.pdf.reading.MOST_PAGES", 1)
    with pytest.raises(DocumentError, match="it has 2 pages, more than 1"):
        extract(pdf_from(["", ""]), ".pdf", "a.pdf")


DEEP = {
    "elements": b"<div>" * 50_000 + b"x",
    "tables": b"<table><tr><td>" * 5_000 + b"x",
    "inline": b"<b><i>" * 5_000 + b"x",
    "spans": b"<table>" + b"<tr><td rowspan=60000>x" * 300 + b"</table>",
}


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP)
def test_deeply_nested_pages_are_read_in_time(page):
    with patience(120):
        assert "x" in extract(page, ".html", "a.html")[0].text


def read_or_refused(data: bytes, suffix: str) -> Extracted | None:
    """What was read; None where the file was refused. Anything else that is raised fails the test."""
    try:
        return extract(data, suffix, f"a{suffix}")[0]
    except DocumentError:
        return None


MADE = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pdf": PDF,
    ".html": html_of(BLOCKS),
    ".csv": "指标,值\n小麦,7".encode(),
}


@pytest.mark.parametrize("suffix", MADE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(suffix, data):
    whole = MADE[suffix]
    place = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=8))
    damaged = whole[:place] + noise + whole[place + data.draw(st.integers(0, 40)) :]
    found = read_or_refused(damaged, suffix)
    if found is not None:
        end = 0
        for locator in found.locators:
            assert end <= locator.start < locator.end <= len(found.text)
            end = locator.end


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_noise_is_read_or_refused(suffix):
    noise = random.Random(suffix)
    for length in (0, 1, 7, 1000):
        read_or_refused(noise.randbytes(length), suffix)
