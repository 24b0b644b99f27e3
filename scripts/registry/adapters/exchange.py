"""One folder takes the place of another in one step.

Linux swaps two names in one call (renameat2). Elsewhere two renames are needed: between them nothing lies at the place, and
a run that is killed right there leaves that to the next one, which puts the old folder back first.
"""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: names are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def put_in_place(new: Path, place: Path, previous: Path) -> None:
    """Move the folder `new` to `place`; what lay there is removed afterwards. `previous` is a free name beside them.

    Raises OSError; `place` is then as it was.
    """
    shutil.rmtree(previous, ignore_errors=True)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        new.rename(place)
        return
    if swap(new, place):
        new.rename(previous)
    else:
        place.rename(previous)
        try:
            new.rename(place)
        except OSError:
            previous.rename(place)
            raise
    shutil.rmtree(previous, ignore_errors=True)


def restore(place: Path, previous: Path) -> None:
    """Put back what a run that was killed between two renames took away."""
    if previous.is_dir() and not place.exists():
        previous.rename(place)


def swap(one: Path, other: Path) -> bool:
    """Whether the system swapped both names in one step."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
