"""Arguments -> tables. Run by ./benchmarks/run."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import build, country, one, peers, search, validate, verify
from benchmarks.measure import BenchmarkError, say

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
SECTIONS = ("build", "validate", "one", "verify", "search", "national")
_EPILOG = """\
sections:
  build      the site of SIZES apps, against mkdocs-material and Hugo
  validate   SIZES filings, against check-jsonschema and ajv-cli
  one        one changed filing in a registry of 100 and of 50,000
  search     500 questions of every kind, against Pagefind and mkdocs-material's own search
  national   the site of up to 50,000 apps and 470,000 institutions: time, memory, bytes, and how they grow
  verify     the whole check of about 10,000 decisions, against git fsck and a plain hash chain

All take most of two hours with the default sizes. Two to begin with:
  ./benchmarks/run --sizes 1000 --only build,validate
  ./benchmarks/run --keep /var/tmp/benchmarks --only one

What is compared and why it is fair: benchmarks/README.md. No time is asserted; the exit code is 1 only if a contestant
did not do its work.
"""


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _sections(text: str) -> list[str]:
    chosen = text.split(",")
    if set(chosen) - set(SECTIONS):
        raise argparse.ArgumentTypeError(f"choose from {', '.join(SECTIONS)}")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./benchmarks/run",
        description="Measure the registry against named peers, interleaved, and print tables with ratios.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes",
        type=_numbers,
        default=[1_000, 10_000],
        metavar="N,N",
        help="apps or filings (default: 1000,10000)",
    )
    parser.add_argument(
        "--one-sizes",
        type=_numbers,
        default=list(one.SIZES),
        metavar="N,N",
        help="filings of section one (default: 100,50000)",
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=3,
        help=f"runs of each contestant (default: 3; section one: always {one.RUNS})",
    )
    parser.add_argument(
        "--only", type=_sections, default=list(SECTIONS), metavar="SECTION,…", help="default: all"
    )
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIR",
        help="keep the registries here for the next run (default: made anew)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the results here (default: benchmarks/RESULTS.md if all sections run)",
    )
    return parser


def _preface(runs: int) -> str:
    return f"""\
# Results

Written by `./benchmarks/run`. Each contestant is measured as whole processes, cold (empty output folder, no cache of an
earlier run), taking turns with the others; medians of {runs} runs. **Absolute times are of no meaning elsewhere: the same work
varies by a factor of two on one machine. The ratios were taken within one run.** What is compared, and why it is fair, is in
[README.md](README.md).

{", ".join(peers.versions())}.
"""


def main() -> int:
    """Run the chosen sections; the exit code."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        keep = (options.keep or Path(temporary)).absolute()
        keep.mkdir(parents=True, exist_ok=True)
        sections = {
            "build": lambda: build.tables(keep, options.sizes, options.runs),
            "validate": lambda: validate.tables(keep, options.sizes, options.runs),
            "one": lambda: one.tables(keep, tuple(options.one_sizes)),
            "search": lambda: search.tables(keep),
            "verify": lambda: verify.tables(keep, options.runs),
            "national": lambda: country.tables(keep),
        }
        try:
            text = "\n".join([_preface(options.runs), *(sections[name]() for name in options.only)])
        except BenchmarkError as error:
            say(f"benchmarks: {error}")
            return 1
    print(text)
    out = options.out or (RESULTS if set(options.only) == set(SECTIONS) else None)
    if out:
        out.write_text(text)
        say(f"written: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
