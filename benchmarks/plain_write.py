"""The control: writes the bytes of all app pages, doing nothing else. What is left of a build is work; this is the disk.

Usage: python -m benchmarks.plain_write PACK OUT
"""

import json
import os
import sys
from pathlib import Path


def main(pack: Path, out: Path) -> None:
    """Write every page of a pack (`peer_pages.py` makes it)."""
    pages = out / "r"
    pages.mkdir(parents=True)
    content = memoryview(pack.with_suffix(".bin").read_bytes())
    start = 0
    for name, size in json.loads(pack.with_suffix(".json").read_bytes()):
        handle = os.open(pages / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(handle, content[start : start + size])
        os.close(handle)
        start += size


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
