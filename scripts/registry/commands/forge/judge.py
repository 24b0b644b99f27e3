"""`registry forge judge`: read a pull request as git objects and write a verdict. Needs no token and writes nothing to the forge."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from registry.adapters.git import GitTree, Repository
from registry.adapters.git_remote import Remote
from registry.adapters.git_request import MOST_BYTES, RequestTooLarge, fetch_request
from registry.adapters.load import load_authorities
from registry.adapters.source import Entry
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.commands import pull_request, validate
from registry.commands.fmt import formatted
from registry.commands.forge.gather import folder_of
from registry.core import paths
from registry.core import verdict as forge_verdict
from registry.core.authority import MINISTRY, Authority
from registry.core.change import FileChange
from registry.core.difference import MOST_PATHS, REGULAR, PathChange, Role, Submitter, moves
from registry.core.finding import Finding, Severity
from registry.core.personal_data import masked
from registry.core.text import shown
from registry.core.verdict import CommitContent, ForgeVerdict, Found, Line, RequestKind, SubmittedFile
from registry.render import change_words
from registry.rules import personal_data

_OF_FORMS = (RequestKind.provider, RequestKind.user)
_DATA = (paths.FILINGS, paths.CASES, paths.AUTHORITIES, paths.LEDGER, paths.INDEX)


def judge(
    root: Path, number: int, base: str, head: str, author: int | None, bot: int | None, today: date
) -> ForgeVerdict:
    """The verdict on a pull request: what differs between the common ancestor and `head`, judged by the registry at `base`.

    `author` is the number of the account that submits: who may submit for an authority follows from it, never from the request.
    Raises SourceError if the commits cannot be compared.
    """
    made = pull_request.compared(root, base, head, MOST_PATHS[Role.batch])
    changes = made.difference.changes
    with GitTree(made.repository, made.base) as before:
        authorities, _ = load_authorities(before)
    submitter = _submitter(changes, author, bot, authorities)
    kind = _kind(changes, submitter)
    outcome = validate.Outcome()
    if kind is not RequestKind.other:
        outcome = validate.validate(root, today, base=made.base, head=made.head, submitter=submitter)
    counts = {severity: sum(f.severity is severity for f in outcome.findings) for severity in Severity}
    findings = _findings(outcome.findings, made.repository, made.head)
    lines = _lines(outcome.changes)
    moved = moves(changes)
    verdict = ForgeVerdict(
        schema="forge-verdict/v1",
        pull_request=number,
        head=made.head,
        base=made.base,
        kind=kind,
        changes_existing=any(not c.added or c.path in moved.values() for c in changes if _is_data(c.path)),
        authorities=_deciding(changes, moved, authorities) if kind is not RequestKind.other else (),
        result=forge_verdict.Result[outcome.verdict.name],
        checked=outcome.checked,
        errors=counts[Severity.error],
        warnings=counts[Severity.warning],
        notices=counts[Severity.notice],
        findings=tuple(findings[: forge_verdict.MOST_FINDINGS]),
        findings_cut=max(0, len(outcome.findings) - forge_verdict.MOST_FINDINGS),
        changes=tuple(lines[: forge_verdict.MOST_LINES]),
        changes_cut=max(0, len(lines) - forge_verdict.MOST_LINES),
        commits=tuple(contents_of(made.repository, made.base, made.head)),
        **_file(changes, made.repository, made.head, outcome.findings) if kind in _OF_FORMS else {},
    )
    return forge_verdict.fitted(verdict)


def judge_request(
    root: Path, number: int, remote: str, base: str, author: int | None, bot: int | None, today: date
) -> ForgeVerdict:
    """The same for the head that the remote keeps for a pull request."""
    repository = Repository(root)
    try:
        head = fetch_request(repository, remote, number)
    except RequestTooLarge:
        return _too_large(repository, remote, number, base)
    return judge(root, number, base, head, author, bot, today)


def _too_large(repository: Repository, remote: str, number: int, base: str) -> ForgeVerdict:
    """Refused as a whole: nothing of it was read."""
    only = _findings([pull_request.too_large(MOST_BYTES)], repository, base)
    return ForgeVerdict(
        schema="forge-verdict/v1",
        pull_request=number,
        head=Remote(repository, remote).head_of(f"refs/pull/{number}/head"),
        base=repository.commit(base),
        kind=RequestKind.provider,
        changes_existing=False,
        authorities=(),
        result=forge_verdict.Result.reject,
        checked=0,
        errors=1,
        warnings=0,
        notices=0,
        findings=tuple(only),
        changes=(),
        commits=(),
    )


def _file(
    changes: Iterable[PathChange], repository: Repository, head: str, findings: Iterable[Finding]
) -> dict[str, SubmittedFile]:
    """The one filing that is submitted, unless personal data are found in it: then its text goes no further."""
    written = [change for change in changes if change.new_mode == REGULAR]
    if len(written) != 1 or paths.parse(written[0].path) is None:
        return {}
    if any(found.code in personal_data.CODES for found in findings):
        return {}
    path = written[0].path
    with GitTree(repository, head) as tree:
        content = tree.read(Entry(path, oid=written[0].new_oid))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {}
    fits = len(content) <= LARGEST_FILE and len(text) <= forge_verdict.LONGEST_TEXT
    return {"file": SubmittedFile(path=path, text=text)} if fits else {}


def _is_data(path: str) -> bool:
    return path.startswith(_DATA)


def _submitter(
    changes: Sequence[PathChange], author: int | None, bot: int | None, authorities: dict[str, Authority]
) -> Submitter:
    """For whom it is submitted: an authority's own files by an officer listed for it on the main branch, or by the registry itself."""
    touched = [change.path for change in changes if _is_data(change.path)]
    own = {where.slug for path in touched if (where := paths.parse(path)) and where.kind == "case"}
    if any(path.startswith(paths.AUTHORITIES) for path in touched):
        own.add(MINISTRY)
    if own:
        # One that touches files of several authorities is judged as the first one's: the others are then refused by place.
        slug = sorted(own)[0]
        return Submitter(Role.authority, slug) if _acts_for(slug, author, bot, authorities) else Submitter()
    moved = moves(tuple(changes))
    filings = [where for path in touched if path not in moved and (where := paths.parse(path))]
    folders = {where.authority for where in filings}
    units = {where.uscc for where in filings}
    if len(units) > 1 and len(folders) == 1 and {where.kind for where in filings} == {"user"}:
        folder = next(iter(folders))
        slug, *codes = folder.split("/")
        known = slug in authorities and authorities[slug].find(tuple(codes)) is not None
        if known and _acts_for(slug, author, bot, authorities):
            return Submitter(Role.batch, folder)
    return Submitter()


def _acts_for(slug: str, author: int | None, bot: int | None, authorities: dict[str, Authority]) -> bool:
    if author is None or slug not in authorities:
        return False
    above = authorities[MINISTRY].officers if MINISTRY in authorities else ()
    return author == bot or author in authorities[slug].officers or author in above


def _kind(changes: Iterable[PathChange], submitter: Submitter) -> RequestKind:
    touched = [change.path for change in changes]
    if touched and not any(_is_data(path) for path in touched):
        return RequestKind.other
    if submitter.role is Role.authority or any(
        path.startswith((paths.CASES, paths.AUTHORITIES)) for path in touched
    ):
        return RequestKind.authority
    if submitter.role is Role.batch:
        return RequestKind.batch
    if any(path.startswith(paths.USERS) for path in touched) and not any(
        path.startswith(paths.PROVIDERS) for path in touched
    ):
        return RequestKind.user
    return RequestKind.provider


def _deciding(
    changes: Iterable[PathChange], moved: dict[str, str], authorities: dict[str, Authority]
) -> tuple[str, ...]:
    """Authorities by folder; of a filing that moved the new one. A folder of nobody is left out: the rules refuse the file."""
    found: list[str] = []
    for change in changes:
        folder = None if change.path in moved else folder_of(change.path)
        if folder is None or folder in found:
            continue
        slug, *codes = folder.split("/")
        if slug in authorities and authorities[slug].find(tuple(codes)) is not None:
            found.append(folder)
    return tuple(found[:20])


def _findings(findings: Iterable[Finding], repository: Repository, head: str) -> list[Found]:
    """At most so many as a verdict holds, rejecting ones first, each with the corrected line where it can be given."""
    chosen = sorted(findings, key=lambda found: -found.verdict)[: forge_verdict.MOST_FINDINGS]
    chosen.sort(key=lambda found: (found.path, found.line, found.column, found.code))
    with GitTree(repository, head) as tree:
        return [
            Found(
                code=one.code,
                path=shown(one.path, 400),
                line=one.line,
                column=one.column,
                field=forge_verdict.word(one.field),
                values={key: forge_verdict.word(value) for key, value in one.values.items()},
                **_correction(one, tree),
            )
            for one in chosen
        ]


def _correction(found: Finding, tree: GitTree) -> dict[str, str]:
    """The line as `registry fmt` writes it, if that mends what is wrong with the form; nothing that would show personal data."""
    if not found.code.startswith("F") or not found.path:
        return {}
    entry = tree.entry(found.path)
    if entry is None or not entry.regular:
        return {}
    content = tree.read(entry)
    if len(content) > LARGEST_FILE:
        return {}
    try:
        before = content.decode("utf-8-sig").splitlines()
        after = formatted(found.path, content).decode().splitlines()
    except UnicodeDecodeError:
        return {}
    place = found.line - 1 + len(after) - len(before)  # fmt may put its modeline first
    if not (0 <= place < len(after)) or found.line > len(before) or after[place] == before[found.line - 1]:
        return {}
    line = after[place]
    fits = len(line) <= 400 and line.isprintable() and masked(line) == line
    return {"correction": line} if fits else {}


def _lines(changes: Sequence[FileChange]) -> list[Line]:
    """What changed in words, two blanks a level."""
    chinese, english = change_words.lines(changes, "zh"), change_words.lines(changes, "en")
    found = []
    for zh, en in zip(chinese, english, strict=True):
        depth = (len(zh) - len(zh.lstrip(" "))) // 2
        found.append(forge_verdict.line(depth, zh.strip(" "), en.strip(" ")))
    return found


def contents_of(repository: Repository, base: str, head: str) -> Iterable[CommitContent]:
    """Of the newest commits of the request, each with a digest of the data that it would bring."""
    newest = repository.text(
        "rev-list", f"--max-count={forge_verdict.MOST_COMMITS}", head, f"^{base}", "--"
    ).split()
    for sha in newest or [head]:
        ancestors = repository.merge_bases(base, sha)
        if len(ancestors) != 1:
            continue
        changes, _ = repository.first_changes(ancestors[0], sha, MOST_PATHS[Role.batch])
        digest = sha256()
        for change in sorted(changes, key=lambda change: change.path):
            if _is_data(change.path):
                row = f"{change.new_mode} {change.new_oid} {change.path}\0"
                digest.update(row.encode("utf-8", "surrogateescape"))
        yield CommitContent(sha=sha, content=digest.hexdigest())
