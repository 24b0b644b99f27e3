"""The quarterly reports of Art. 23 as pages, each with its figures and the lists that they are counted from."""

from collections.abc import Iterator, Mapping
from functools import partial

from jinja2 import Environment

from registry.core.oversight_report import ListName, Report, Section
from registry.core.text import Text
from registry.render.csv_table import PLAIN_ROWS
from registry.render.labels import both
from registry.render.report_document import BY_AUTHORITY, TEXTS, figures_csv, list_csv, title
from registry.render.site import addresses
from registry.render.site.api.envelope import packed
from registry.render.site.environment import environment
from registry.render.site.fingerprint import fingerprint
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:
    """A page for each quarter, and its files."""
    names = {r.authority.slug: r.authority.region.text for r in records.authorities}
    engine = environment()
    for report in records.statistics.reports:
        code = report.period.code
        files = {
            name: addresses.report_file(code, name.value, packed=len(rows) > PLAIN_ROWS)
            for name in ListName
            if (rows := report.lists[name]) is not None
        }
        figures = _of_figures(report)
        seen = (
            figures,
            repr(report.breaches),
            repr(names),
            f"{report.finished} {records.demonstration} {files}",
        )
        page = partial(_page, report, names, files, shell, engine, records.demonstration)
        yield Piece(addresses.report_page(code), page, seen)
        yield Piece(addresses.report_file(code, "figures"), partial(figures_csv, report), (figures,))
        for name, path in files.items():
            yield Piece(path, partial(_list, report, name), (fingerprint(repr(report.lists[name])),))


def _of_figures(report: Report) -> str:
    """Of every figure, in all and of each authority; the questions are code."""
    given = ((slug, [a.value for a in answers]) for slug, answers in report.by_authority.items())
    return fingerprint(report.period.code, repr([a.value for a in report.answers]), repr(list(given)))


def as_document(
    report: Report, names: Mapping[str, Text], language: str, lists: Mapping[ListName, str]
) -> bytes:
    """A page of its own to print or send, in one language. `lists` are the files beside it; one that was not brought is missing."""
    known = lists or {name: "" for name in ListName if report.lists[name] is not None}
    return environment().get_template("report_document.html").render(
        r=report,
        title=title(names.get(report.authority)),
        names=names,
        language="en" if language == "en" else "zh-CN",
        say=lambda text: text.in_language(language),
        texts=TEXTS,
        sections=tuple(Section),
        columns=BY_AUTHORITY,
        lists=known,
        authority_link="",
    ).encode()  # fmt: skip


def _list(report: Report, name: ListName) -> bytes:
    content = list_csv(report, name) or b""
    return packed(content) if len(report.lists[name] or ()) > PLAIN_ROWS else content


def _page(
    report: Report, names: Mapping[str, Text], files: Mapping[ListName, str], shell: Shell, engine: Environment, demonstration: bool
) -> bytes:  # fmt: skip
    label = report.period.label
    content = engine.get_template("report.html").render(
        r=report,
        title=title(None),
        names=names,
        say=both,
        texts=TEXTS,
        sections=tuple(Section),
        columns=BY_AUTHORITY,
        lists={name: path.rpartition("/")[2] for name, path in files.items()},
        figures=addresses.report_file(report.period.code, "figures").rpartition("/")[2],
        authority_link="../authority/",
        demonstration_data=demonstration,
    )
    return shell.page(
        f"{label.zh}监督报告 {report.period.code}", f"{title(None).zh} {label.zh} {label.en}", content
    )
