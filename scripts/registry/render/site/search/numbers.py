"""Which numbers are issued, as spans: enough to tell near numbers without reading any record."""

from collections.abc import Iterable


def spans(numbers: Iterable[str]) -> list[list[int]]:
    """Sorted seven-digit numbers as spans [first, how many]. Serials are given one after the other, so there are few."""
    found: list[list[int]] = []
    for number in numbers:
        value = int(number)
        if found and value == found[-1][0] + found[-1][1]:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return found
