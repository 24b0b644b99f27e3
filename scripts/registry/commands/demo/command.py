"""`registry demo`: a fictional registry that is complete, its authorities included."""

from pathlib import Path

from registry.adapters.load import Progress, load_authorities, no_progress
from registry.adapters.source import WorkTree
from registry.commands.demo.folders import is_filled, write
from registry.commands.demo.generator import generate
from registry.core import paths
from registry.core.problem import Problem


def make(
    root: Path, out: Path, apps: int, institutions: int, seed: int, progress: Progress = no_progress
) -> int:
    """Write a registry into `out` with the authorities of `root`; how many files.

    Raises Problem if `out` holds a registry already, if `root` has no authorities, or if the numbers would not fit.
    """
    source = WorkTree(root)
    authorities, broken = load_authorities(source)
    if broken:
        raise Problem(f"{broken[0][0]}: {broken[0][1]}; give a folder with authorities/ by --root")
    if is_filled(out):
        raise Problem(f"{out}: there are filings here already; run registry demo --clear --root {out} first")
    try:
        count = write(out, generate(apps, institutions, seed, authorities, progress))
        if out.resolve() != root.resolve():
            count += write(
                out, iter([(e.path, source.read(e)) for e in source.entries(paths.AUTHORITIES) if e.regular])
            )
    except (ValueError, OSError) as error:
        raise Problem(str(error)) from error
    return count
