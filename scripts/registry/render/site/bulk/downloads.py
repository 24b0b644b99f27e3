"""What can be downloaded: each file, how it is made, and, once it is made, how large it is and its checksum."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from registry.core.text import Text
from registry.render.csv_table import PLAIN_ROWS
from registry.render.site import addresses
from registry.render.site.api import answers
from registry.render.site.api.envelope import document, packed
from registry.render.site.bulk import datapackage
from registry.render.site.bulk.csv_file import as_csv
from registry.render.site.bulk.database import as_sqlite
from registry.render.site.bulk.facts import Facts
from registry.render.site.bulk.parquet import as_parquet
from registry.render.site.bulk.tables import APPS, BLACKLIST, DECISIONS, PROVIDERS, TABLES, Table, uses_of
from registry.render.site.fingerprint import fingerprint, of_many
from registry.render.site.piece import Piece
from registry.render.site.records import InstitutionRecord, Records


@dataclass(frozen=True, slots=True)
class Download:
    """A file: name below `data/`, what it is, its media type, the table it holds (none: several, or whole records), how and of what it is made."""

    name: str
    title: Text
    media_type: str
    table: Table | None
    make: Callable[[], bytes]
    rows: Callable[[], int]
    made_from: str


class Downloads:
    """All files of one registry. Facts are taken when a file is made, or kept as it was; who asks before has it made."""

    def __init__(self, records: Records) -> None:
        self._facts: dict[str, Facts] = {}
        self.files = tuple(_files(records))
        told = (f"{file.name} {file.title.both()} {file.made_from}" for file in self.files)
        self.fingerprint = fingerprint(*told)

    def pieces(self) -> Iterator[Piece]:
        """Every file, then what is said about them."""
        made_from = (self.fingerprint,)
        for file in self.files:
            path = addresses.download(file.name)
            yield Piece(path, partial(self.content, file), (file.made_from,), partial(self._kept, file))
        yield Piece(addresses.download(datapackage.USES_SCHEMA), _uses_schema, ())
        yield Piece(addresses.download("datapackage.json"), self._package, made_from)
        yield Piece(addresses.download("SHA256SUMS"), self._sums, made_from)

    def content(self, file: Download) -> bytes:
        """The bytes of a file."""
        content = file.make()
        self._facts[file.name] = Facts(len(content), hashlib.sha256(content).hexdigest(), file.rows())
        return content

    def _kept(self, file: Download, size: int, sha256: str) -> None:
        self._facts[file.name] = Facts(size, sha256, file.rows())

    def facts(self, file: Download) -> Facts:
        """Size, checksum and rows of a file."""
        if file.name not in self._facts:
            self.content(file)
        return self._facts[file.name]

    def _package(self) -> bytes:
        return document(datapackage.package([(file, self.facts(file)) for file in self.files]))

    def _sums(self) -> bytes:
        """As `sha256sum` writes and checks it."""
        return "".join(f"{self.facts(file).sha256}  {file.name}\n" for file in self.files).encode()


def _of_institutions(institutions: list[InstitutionRecord]) -> str:
    """Of some institutions and what was decided on their uses."""
    digest = hashlib.sha256()
    for filed, uses in institutions:
        decided = (f"{one.use.item} {one.state.value} {one.since}" for one in uses)
        digest.update("\n".join((filed.path, filed.sha256, *decided, "")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _of_tables(records: Records) -> dict[str, str]:
    """Of what each table holds, by its name."""
    regions = of_many(record.authority.region.text.both() for record in records.authorities)
    return {
        table.name: fingerprint(regions, *(record.fingerprint for record in read))
        for table, read in (
            (APPS, records.apps),
            (PROVIDERS, records.providers),
            (BLACKLIST, records.cases),
            (DECISIONS, records.decisions),
        )
    }


def _uses_schema() -> bytes:
    return document(datapackage.schema(uses_of("", ())))


def _files(records: Records) -> Iterator[Download]:
    seen = _of_tables(records)
    for table in TABLES:
        rows = _count(table, records)
        large = rows > PLAIN_ROWS
        yield Download(
            f"{table.name}.csv.gz" if large else f"{table.name}.csv", table.title, "text/csv", table,
            partial(_packed if large else as_csv, table, records), partial(int, rows), seen[table.name],
        )  # fmt: skip
    for table in TABLES:
        yield Download(
            f"{table.name}.parquet", table.title, "application/vnd.apache.parquet", table,
            partial(as_parquet, table, records), partial(_count, table, records), seen[table.name],
        )  # fmt: skip
    yield Download(
        "registry.sqlite.gz", Text("以上各表和代码表", "All of these tables, and the codes"), "application/vnd.sqlite3", None,
        partial(_sqlite, records), lambda: sum(_count(table, records) for table in TABLES), fingerprint(*seen.values()),
    )  # fmt: skip
    yield Download(
        "apps.ndjson.gz", Text("应用的完整记录，每行一个", "Full records of apps, one a line"), "application/x-ndjson", None,
        partial(_ndjson, records), partial(_count, APPS, records), seen[APPS.name],
    )  # fmt: skip

    of: dict[str, list[InstitutionRecord]] = {}
    for institution in records.institutions:
        of.setdefault(institution.filed.slug, []).append(institution)
    for record in records.authorities:
        slug, region = record.authority.slug, record.authority.region
        if slug in of:
            table = uses_of(slug, of[slug])
            title = Text(f"{table.title.zh}：{region.zh}", f"{table.title.en}: {region.en}")
            yield Download(
                f"{table.name}.csv.gz", title, "text/csv", table, partial(_packed, table, records), partial(_count, table, records),
                _of_institutions(of[slug]),
            )  # fmt: skip


def _count(table: Table, records: Records) -> int:
    return sum(1 for _ in table.rows(records))


def _sqlite(records: Records) -> bytes:
    """A quarter of the database's size; tools for it want the file itself, so nothing is lost by unpacking it first."""
    return packed(as_sqlite(records), 6)


def _packed(table: Table, records: Records) -> bytes:
    return packed(as_csv(table, records), 6)


def _ndjson(records: Records) -> bytes:
    """The full records of the API, compressed without a time, so that the same records give the same bytes."""
    lines = b"".join(document(answers.full_record(app)) for app in records.apps)
    return packed(lines, 6)
