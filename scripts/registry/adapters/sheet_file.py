"""A spreadsheet file -> its sheets: by what it is, not by what it is called; nothing in it is run, fetched or trusted."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from registry.adapters import sheet_csv, sheet_xlsx
from registry.adapters.source import SourceError
from registry.core.sheet.cells import Sheet, UnreadableSheetError
from registry.core.text import Text

LARGEST_FILE = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", Text("PDF 文件", "a PDF file")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Text("gzip 压缩包", "a gzip archive")),
    (b"{\\rtf", Text("RTF 文件", "an RTF file")),
)
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|html|table|workbook)", re.IGNORECASE)


def read(path: Path) -> list[Sheet]:
    """All sheets of a file. Raises UnreadableSheetError for a file that is no spreadsheet for us, SourceError for one that cannot be opened."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    return sheets_of(content)


def sheets_of(content: bytes) -> list[Sheet]:
    """The same of a file's bytes."""
    if len(content) > LARGEST_FILE:
        raise UnreadableSheetError(
            "S02", what="文件", what_en="the file", limit=f"{LARGEST_FILE // 1024 // 1024} MB"
        )
    if content.startswith(_OLE):
        raise UnreadableSheetError.of_kind(_of_ole(content))
    if content.startswith(b"PK"):
        return _zipped(content)
    for start, what in _OTHERS:
        if content.startswith(start):
            raise UnreadableSheetError.of_kind(what)
    if _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableSheetError.of_kind(Text("网页或 XML 表格", "a web page or an XML spreadsheet"))
    return [sheet_csv.read(content)]


def _of_ole(content: bytes) -> Text:
    """What an OLE container holds, by the names of its streams, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Text("加了密码的工作簿", "a workbook with a password")
    return Text("旧版 Excel 或 WPS 文件(.xls、.et)", "a file of old Excel or WPS (.xls, .et)")


def _zipped(content: bytes) -> list[Sheet]:
    from io import BytesIO

    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names and any(name.endswith("vbaProject.bin") for name in names):
                raise UnreadableSheetError.of_kind(
                    Text("带宏的工作簿(.xlsm)", "a workbook with macros (.xlsm)")
                )
            if "xl/workbook.bin" in names:
                raise UnreadableSheetError.of_kind(Text("二进制工作簿(.xlsb)", "a binary workbook (.xlsb)"))
            if "content.xml" in names and "mimetype" in names:
                raise UnreadableSheetError.of_kind(
                    Text("OpenDocument 表格(.ods)", "an OpenDocument spreadsheet (.ods)")
                )
            if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
                raise UnreadableSheetError.of_kind(Text("Numbers 表格", "a Numbers spreadsheet"))
            if "xl/workbook.xml" not in names:
                raise UnreadableSheetError.of_kind(Text("压缩包，不是表格", "an archive, no spreadsheet"))
            sheet_xlsx.refuse_bombs(archive)
    except BadZipFile as error:
        raise UnreadableSheetError("S03", problem="zip") from error
    return sheet_xlsx.read(content)
