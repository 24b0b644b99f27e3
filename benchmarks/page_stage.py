"""Renders and writes the app pages alone, from records in memory; prints JSON with the seconds of each step.

Usage: python -m benchmarks.page_stage REGISTRY OUT
"""

import json
import sys
import time
from pathlib import Path

from benchmarks import snapshot
from registry.adapters.output import write_site
from registry.render.site import addresses
from registry.render.site.pages import Pages


def main(registry: Path, out: Path) -> None:
    """Measure one run."""
    start = time.perf_counter()
    epoch = snapshot.epoch_of(registry)
    records = snapshot.records(registry, epoch)
    loaded = time.perf_counter()
    shell = snapshot.shell_of(epoch)
    generated = time.perf_counter()
    pages = Pages(shell)
    written = write_site(
        out, addresses.MARKER, ((addresses.app_page(app.digits), pages.app(app)) for app in records.apps)
    )
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "pages": written.written,
                "load_seconds": round(loaded - start, 4),
                "shell_seconds": round(generated - loaded, 4),
                "page_seconds": round(done - generated, 4),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
