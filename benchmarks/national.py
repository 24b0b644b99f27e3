"""A registry as large as the country's, in minutes: a demonstration registry copied many times over, straight into git.

Usage: python -m benchmarks.national FOLDER [--apps 50000] [--institutions 470000]

Every copy has codes, numbers, names and package names of its own, and every decision of the first is taken for each copy at
the same instant, so that chains and numbers are as a registrar would have made them. Files go into git by fast-import and
never to disk; without deltas, which would make reading ten times slower than in a clone.
"""

import argparse
import hashlib
import json
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from benchmarks.measure import say
from benchmarks.workload import NOBODY, demo, git
from registry.commands.demo.codes import organisation_code
from registry.core.formats import USCC_ALPHABET, uscc_check_digit
from registry.core.ledger import GENESIS, file_path
from registry.core.number import form, prefix_and_serial

APPS, INSTITUTIONS = 50_000, 470_000
_TEMPLATE_APPS = 1_000
_EVENTS_A_FILE = 5_000
_STRIDE = 7919  # the demonstration's own: the copies go on where its series of codes ends
_USCC = re.compile(rb"\b[0-9A-HJ-NP-RT-UW-Y]{18}\b")
_NUMBER = re.compile("教APP备[0-9]{7}号".encode())
_APP_NAME = re.compile(rb"^(    name: [^\n\"']+)$", re.M)
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


class Copies:
    """The same demonstration registry, `count` times."""

    def __init__(self, template: Path, count: int) -> None:
        self.template, self.count = template, count
        self.files = {
            path.relative_to(template).as_posix(): path.read_bytes()
            for folder in ("filings", "blacklist")
            for path in sorted((template / folder).rglob("*.yaml"))
        }
        self.events = self._events()
        self.units = len(self.files)
        self._numbers = self._numbered()
        self._digests: dict[str, str] = {}

    def _events(self) -> dict[str, list[dict[str, Any]]]:
        """All decisions by authority, in the order of its chain."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for path in (self.template / "ledger").rglob("*.jsonl"):
            for line in path.read_bytes().splitlines():
                event = json.loads(line)
                found[event["authority"]].append(event)
        for chain in found.values():
            chain.sort(key=lambda event: event["sequence"])
        return found

    def _numbered(self) -> dict[str, tuple[str, int]]:
        """By number: prefix, and the first of the serials that its copies get."""
        found = {}
        for chain in self.events.values():
            filed = [event["number"] for event in chain if event["event"] == "filed"]
            for place, number in enumerate(filed):
                prefix, first = prefix_and_serial(filed[0])
                assert prefix == number[5:7], number
                found[number] = (prefix, first + place * self.count)
        return found

    def number(self, number: str, copy: int) -> str:
        """The number of a copy."""
        prefix, serial = self._numbers[number]
        return form(prefix, serial + copy)

    def code(self, uscc: str, copy: int) -> str:
        """The code of a copy: the next ones of the same series."""
        base, value = len(USCC_ALPHABET), 0
        for sign in uscc[11:16]:
            value = value * base + USCC_ALPHABET.index(sign)
        value, tail = (value + copy * self.units * _STRIDE) % base**5, ""
        for _ in range(5):
            value, digit = divmod(value, base)
            tail = USCC_ALPHABET[digit] + tail
        seventeen = uscc[:8] + organisation_code(uscc[8:11] + tail)
        return seventeen + uscc_check_digit(seventeen)

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Every filing and case of every copy, by its path."""
        own = {path[-23:-5] if "--" not in path else path.split("/")[2][:18] for path in self.files}
        for copy in range(self.count):
            codes = {uscc.encode(): self.code(uscc, copy).encode() for uscc in own}
            numbers = {n.encode(): self.number(n, copy).encode() for n in self._numbers}
            suffix = (str(copy).translate(_DIGITS) if copy else "").encode()

            def replaced(match: re.Match[bytes], words: dict[bytes, bytes]) -> bytes:
                return words.get(match[0], match[0])

            for path, content in self.files.items():
                made = _USCC.sub(lambda match: replaced(match, codes), content)  # noqa: B023
                made = _NUMBER.sub(lambda match: replaced(match, numbers), made)  # noqa: B023
                if suffix and path.startswith("filings/providers/"):
                    made = _APP_NAME.sub(rb"\1" + suffix, made)
                    made = made.replace(b"cn.example.", b"cn.example.r%d." % copy)
                where = self.path(path, copy)
                self._digests[where] = hashlib.sha256(made).hexdigest()
                yield where, made

    def path(self, path: str, copy: int) -> str:
        """Where a copy of a file lies."""
        old = path.rpartition("/")[2][:18]
        new = self.code(old, copy)
        where = path.replace(old, new)
        folder, _, name = where.rpartition("/")
        if path.startswith("filings/providers/"):
            folder = f"{folder.rpartition('/')[0]}/{new[-2:]}"
        return f"{folder}/{name}"

    def ledger(self) -> Iterator[tuple[str, bytes]]:
        """The ledger's files: each decision of the first, taken for every copy."""
        for authority, chain in sorted(self.events.items()):
            previous, sequence, lines, first, year = GENESIS, 0, [], 1, chain[0]["at"][:4]
            for event in chain:
                for copy in range(self.count):
                    if event["at"][:4] != year or len(lines) == _EVENTS_A_FILE:
                        yield file_path(authority, year, first), b"".join(lines)
                        lines, first, year = [], sequence + 1, event["at"][:4]
                    sequence += 1
                    path = self.path(event["path"], copy)
                    own = {**event, "sequence": sequence, "previous": previous, "path": path}
                    own["content_sha256"] = self._digests.get(path, event["content_sha256"])
                    if "number" in event:
                        own["number"] = self.number(event["number"], copy)
                    text = json.dumps(own, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                    line = text.encode() + b"\n"
                    previous = hashlib.sha256(line).hexdigest()
                    lines.append(line)
            yield file_path(authority, year, first), b"".join(lines)


def _put(stream: IO[bytes], path: str, content: bytes) -> None:
    stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))


def make(folder: Path, apps: int, institutions: int) -> None:
    """Write the registry as one commit of a new repository."""
    copies = max(1, apps // _TEMPLATE_APPS)
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "config", "gc.auto", "0")
    with tempfile.TemporaryDirectory(prefix="national-") as name:
        template = Path(name) / "template"
        say(f"  a demonstration of {apps // copies} apps and {institutions // copies} institutions …")
        demo(template, apps // copies, institutions // copies)
        made = Copies(template, copies)
        say(f"  {copies} copies of {len(made.files)} files into git …")
        importing = subprocess.Popen(
            ["git", "fast-import", "--quiet", "--depth=0"], cwd=folder, stdin=subprocess.PIPE
        )
        assert importing.stdin
        stream = importing.stdin
        who, day = NOBODY["GIT_COMMITTER_NAME"], "1793926800 +0800"
        stream.write(f"commit refs/heads/main\ncommitter {who} <nobody@registry.invalid> {day}\n".encode())
        stream.write(b"data 25\nThe registry as generated\n")
        for root in ("authorities", "schemas"):
            for path in sorted((template / root).rglob("*")):
                if path.is_file():
                    _put(stream, path.relative_to(template).as_posix(), path.read_bytes())
        for path, content in made.written():
            _put(stream, path, content)
        for path, content in made.ledger():
            _put(stream, path, content)
        stream.close()
        if importing.wait() != 0:
            raise RuntimeError("git fast-import failed")
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")


def main() -> None:
    """Make one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--apps", type=int, default=APPS)
    parser.add_argument("--institutions", type=int, default=INSTITUTIONS)
    options = parser.parse_args()
    make(options.folder, options.apps, options.institutions)


if __name__ == "__main__":
    main()
