"""The least that a check of the ledger can be: read its files, parse each line, hash it, compare it with the next one's claim.

Usage: python -m benchmarks.plain_chain REGISTRY
"""

import hashlib
import json
import sys
from pathlib import Path


def main(registry: Path) -> int:
    """How many lines; exits with 1 for a broken chain."""
    count = 0
    for chain in sorted((registry / "ledger").iterdir()):
        previous = "0" * 64
        for path in sorted(chain.rglob("*.jsonl"), key=lambda path: path.name):
            for line in path.read_bytes().splitlines(keepends=True):
                if json.loads(line)["previous"] != previous:
                    return 1
                previous = hashlib.sha256(line).hexdigest()
                count += 1
    print(f"{count} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
