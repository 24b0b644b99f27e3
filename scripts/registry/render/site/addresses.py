"""Where everything lies on the site, relative to its root. The only module that knows."""

from hashlib import sha256

MARKER = ".registry-site"
"""Name of the file that marks a folder as ours to overwrite."""

MANIFEST = "manifest.json"
PUBLICATION = "publication.json"

SEARCH = "search/"
"""Folder of the files that the search reads; its page lies there too."""
BLACKLIST = "blacklist/index.html"
STATISTICS = "stats/"
LIBRARIES = "assets/registry/lib/"
"""Folder of the browser libraries; it is not there where they could not be had."""
FORMS = {"provider": "file/new/", "user": "use/new/"}
"""Page of the form by the kind of filing; the English twin lies under en/."""
FORM_NEXT = "form/next.json"
"""What the form tells about authorities, time limits and working days."""
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
API = "api/v1/"
ALL = f"{API}all.json.gz"
LATEST = f"{API}changes/latest.json"
BLOCK = 5
"""So many leading digits of a number name the file of its block of 100 (docs/decisions/0003-api-blocks.md)."""


def app_page(digits: str) -> str:
    """Page of an app, by its seven digits."""
    return f"r/{digits}.html"


def short(digits: str) -> str:
    """Short address of an app, for print, QR codes and badges: it never changes."""
    return f"v/{digits}"


def badge(digits: str, ending: str) -> str:
    """Badge of an app, as a picture (`svg`) or as data for badge services (`json`)."""
    return f"badge/{digits}.{ending}"


def short_page(digits: str) -> str:
    """The page at a short address; hosts find it without its ending."""
    return f"{short(digits)}.html"


def provider_page(uscc: str) -> str:
    """Page of a provider."""
    return f"provider/{uscc}.html"


def authority_page(slug: str, page: int = 1) -> str:
    """Page of an authority; long lists go on over several pages."""
    return f"authority/{slug}.html" if page == 1 else f"authority/{slug}-{page}.html"


def changes_page(month: str, page: int = 1) -> str:
    """Decisions of a month such as `2026-09`; long lists go on over several pages."""
    return f"changes/{month}.html" if page == 1 else f"changes/{month}-{page}.html"


def report_page(period: str) -> str:
    """Report of a period, such as `2026-Q3`."""
    return f"{STATISTICS}{period.lower()}.html"


def report_file(period: str, name: str, *, packed: bool = False) -> str:
    """A list or the figures of a report, as CSV; a long list is compressed."""
    return f"{STATISTICS}{period.lower()}-{name}.csv{'.gz' if packed else ''}"


def manifest_list(folder: str) -> str:
    """Digests and sizes of the files below one folder of the site."""
    return f"manifest/{folder}.json.gz"


def number_file(digits: str) -> str:
    """Look-up file with the block of 100 numbers."""
    return f"{API}number/{digits[:BLOCK]}.json"


def app_file(digits: str) -> str:
    """File with the full records of a block of 100 numbers, compressed (docs/decisions/0069-size-of-a-country.md)."""
    return f"{API}app/{digits[:BLOCK]}.json.gz"


def provider_file(uscc: str) -> str:
    """File with the providers whose codes end alike, compressed."""
    return f"{API}provider/{uscc[-2:]}.json.gz"


def authority_file(slug: str) -> str:
    """File of one authority with its apps, compressed."""
    return f"{API}authority/{slug}.json.gz"


def status_file(status: str) -> str:
    """File of the apps that have a status, compressed."""
    return f"{API}status/{status}.json.gz"


def identifier_file(folded: str) -> str:
    """File of an identifier (package name, bundle id, AppID) in small letters: by the first two hexadecimal digits of its SHA-256."""
    return f"{API}identifier/{sha256(folded.encode()).hexdigest()[:2]}.json.gz"


def month_file(month: str) -> str:
    """File of the decisions of a month, `2026-03`, compressed."""
    return f"{API}changes/{month}.json.gz"


def download(name: str) -> str:
    """A file of the open data."""
    return f"data/{name}"


def sheet_template(kind: str, ending: str) -> str:
    """The spreadsheet to fill in for a kind of filings, as `xlsx` or `csv`."""
    return f"templates/{kind}.{ending}"


def feed(name: str, ending: str) -> str:
    """A feed: `changes`, `blacklist` or the slug of an authority, as `atom` or `json`."""
    return f"feeds/{name}.{ending}"


def calendar(slug: str) -> str:
    """Calendar of what is due under an authority."""
    return f"calendar/{slug}.ics"


def uses_authority_file(slug: str) -> str:
    """File with the places below an authority where institutions use apps."""
    return f"{API}uses/authority/{slug}.json"


def institutions_file(name: str) -> str:
    """File with institutions and their uses, compressed, by its name in the index of its authority."""
    return f"{API}uses/institutions/{name}.json.gz"


def uses_app_file(start: str) -> str:
    """File that says where apps are used, by the first number that it may hold."""
    return f"{API}uses/app/{start}.json.gz"


def institution_file(part: int) -> str:
    """File that says where institutions stand whose codes have this remainder."""
    return f"{API}uses/institution/{part}.json.gz"


def check_table(name: str) -> str:
    """A table that the checks in the browser read: `provider`, `user-zh`."""
    return f"check/{name}.json"


def sitemap_part(number: int) -> str:
    """A part of the site map, compressed as its protocol allows; the first is 1."""
    return f"sitemap-{number}.xml.gz"


def form_places(slug: str) -> str:
    """File with the places below an authority, for the form."""
    return f"form/places/{slug}.json"


def source_file(part: int | str) -> str:
    """File with the texts of providers' filings whose codes have this remainder, compressed; `index` says how many there are."""
    return "sources/index.json" if part == "index" else f"sources/{part}.json.gz"
