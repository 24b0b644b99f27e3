"""The pages of the records: our own templates, put into the shell."""

from collections.abc import Iterator
from functools import cached_property, partial

from markupsafe import Markup

from registry.render.labels import both, web_address
from registry.render.site import addresses
from registry.render.site.cite import citation
from registry.render.site.compiled import Page
from registry.render.site.environment import record_environment
from registry.render.site.fingerprint import of_many
from registry.render.site.jsonld import app_data, provider_data
from registry.render.site.piece import Piece
from registry.render.site.qr import QrCodes
from registry.render.site.records import AppRecord, AuthorityRecord, ProviderRecord, Records
from registry.render.site.shell import Shell
from registry.render.site.submissions import NONE, Submissions
from registry.render.site.wording import POLICIES

ROWS_A_PAGE = 400
"""Apps on one page of an authority's list: short enough for a cheap phone, long enough for most provinces."""


SUBMISSIONS_SHOWN = 200
"""Open submissions on an authority's page, those with the earliest last day; the others are counted."""


_POLICIES = {name: both(text) for name, text in POLICIES.items()}


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:
    """Every record page as a piece of the site."""
    pages = Pages(shell)
    for app in records.apps:
        yield Piece(addresses.app_page(app.digits), partial(pages.app, app), (app.fingerprint,))
    for provider in records.providers:
        path = addresses.provider_page(provider.unit.uscc)
        yield Piece(path, partial(pages.provider, provider), (provider.fingerprint,))
    for authority in records.authorities:
        yield from _authority_pieces(pages, authority, records.submissions)
    listed = of_many(case.fingerprint for case in records.cases if case.listed)
    yield Piece(addresses.BLACKLIST, partial(pages.blacklist, records), (listed, str(records.demonstration)))


def _authority_pieces(pages: "Pages", record: AuthorityRecord, submissions: Submissions) -> Iterator[Piece]:
    """Pages of an authority; there is a first one even when nothing is registered."""
    count = count_of(record)
    for page in range(1, count + 1):
        apps = record.apps[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        yield Piece(
            addresses.authority_page(record.authority.slug, page),
            partial(pages.authority, record, apps, page, count, submissions),
            (
                record.fingerprint,
                submissions.fingerprint(record.authority.slug),
                f"{page}/{count}",
                of_many(app.fingerprint for app in apps),
            ),
        )


def count_of(record: AuthorityRecord) -> int:
    """How many pages an authority has."""
    return max(1, -(-len(record.apps) // ROWS_A_PAGE))


class Pages:
    """Templates compiled once, and the shell that they go into."""

    def __init__(self, shell: Shell) -> None:
        engine = record_environment()
        engine.globals.update(deployment=shell.deployment, addresses=addresses)
        self._shell = shell
        engine.globals["parts"] = engine.get_template("parts.html").module
        self._app = Page(engine, "app.html")
        self._provider = Page(engine, "provider.html")
        self._authority = Page(engine, "authority.html")
        self._blacklist = Page(engine, "blacklist.html")

    def app(self, record: AppRecord) -> bytes:
        """Page of an app."""
        name, status = record.app.name, record.status.label
        here = self._shell.deployment
        content = self._app.render(
            r=record,
            stores=_stores(record),
            policies=_policies(record),
            short=here.absolute(addresses.short(record.digits)),
            qr=self._codes.picture(record.digits) if here.site else "",
            citation=citation(record, here),
            linked_data=app_data(record),
        )
        return self._shell.page(
            f"{name} {record.number} {status.zh}",
            f"{name}，{status.zh} {status.en}，{record.unit.name}",
            content,
        )

    @cached_property
    def _codes(self) -> QrCodes:
        return QrCodes(self._shell.deployment)

    def provider(self, record: ProviderRecord) -> bytes:
        """Page of a provider."""
        name = record.unit.name
        return self._shell.page(
            name,
            f"{name} 登记的教育移动应用 Registered apps",
            self._provider.render(r=record, linked_data=provider_data(record)),
        )

    def authority(
        self,
        record: AuthorityRecord,
        apps: tuple[AppRecord, ...],
        page: int,
        pages: int,
        submissions: Submissions = NONE,
    ) -> bytes:
        """One page of an authority, with its part of the list."""
        name = record.authority.name
        content = self._authority.render(
            r=record,
            apps=apps,
            page=page,
            pages=pages,
            submissions=submissions,
            open=submissions.by_slug.get(record.authority.slug, ()),
            most=SUBMISSIONS_SHOWN,
        )
        title = name.zh if page == 1 else f"{name.zh} ({page}/{pages})"
        return self._shell.page(title, f"{name.zh} {name.en}", content)

    def blacklist(self, records: Records) -> bytes:
        """Page of the blacklist, current and ended."""
        listed = [case for case in records.cases if case.listed]
        current = [case for case in listed if case.current]
        content = self._blacklist.render(
            current=[case for case in current if not case.grey],
            grey=[case for case in current if case.grey],
            ended=[case for case in listed if not case.current],
            has_demonstration=records.demonstration,
        )
        return self._shell.page(
            "提供者黑名单 Blacklist", "列入名单的教育移动应用提供者 Providers on the blacklist", content
        )


def _stores(record: AppRecord) -> list[str]:
    """Addresses of the app in stores, each once; only those of the web."""
    platforms = record.app.platforms
    android = platforms.android.store_urls if platforms.android else ()
    ios = platforms.ios.store_urls if platforms.ios else ()
    return [url for url in dict.fromkeys((*android, *ios)) if web_address(url)]


def _policies(record: AppRecord) -> list[tuple[str, Markup]]:
    """Addresses of what the provider publishes about personal information, with their names; only those of the web."""
    given = record.app.personal_info
    named = (
        (given.privacy_policy_url, _POLICIES["privacy_policy"]),
        (given.child_policy_url, _POLICIES["child_policy"]),
        (given.complaint_entry_url, _POLICIES["complaint_entry"]),
    )
    return [(url, words) for url, words in named if url and web_address(url)]
