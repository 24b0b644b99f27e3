"""What goes wrong between us and GitHub, as problems for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

import github
import requests

from registry.adapters.forge import ForgeProblem, Missing, Refused, Unavailable, Unreadable
from registry.core.text import shown


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Turn every exception of the library into a ForgeProblem about `what`."""
    try:
        yield
    except ForgeProblem:
        raise
    except github.GithubException as error:
        raise problem(what, error) from error
    except requests.exceptions.RequestException as error:
        raise Unavailable(
            f"GitHub, {what}: no answer ({shown(type(error).__name__)}); run it again later, a repeat does no harm"
        ) from error
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
        # The library believes that answers keep to the description, and meets what does not with any of these.
        raise Unreadable(
            f"GitHub, {what}: the answer is not what its description says ({shown(error, 100)}); nothing was decided from it"
        ) from error


def problem(what: str, error: github.GithubException) -> ForgeProblem:
    """The problem that a refusal of GitHub is."""
    said = shown(sentence(error), 120)
    if isinstance(error, github.BadAttributeException):
        return Unreadable(
            f"GitHub, {what}: the answer is not what its description says; nothing was decided from it"
        )
    if isinstance(error, github.RateLimitExceededException) or error.status == 429:
        return Unavailable(
            f"GitHub, {what}: too many requests ({said}); run it again later, a repeat does no harm"
        )
    if error.status in (404, 410):
        return Missing(f"GitHub, {what}: not there, or the token may not see it ({said})")
    if error.status == 401:
        return Refused(f"GitHub, {what}: the token is not accepted ({said}); give a valid one")
    if error.status == 403:
        return Refused(
            f"GitHub, {what}: not allowed ({said}); give the token this right, or see the repository's settings"
        )
    if error.status >= 500:
        return Unavailable(
            f"GitHub, {what}: {error.status} ({said}); run it again later, a repeat does no harm"
        )
    return Refused(f"GitHub, {what}: {error.status} {said}")


def sentence(error: github.GithubException) -> str:
    """GitHub's own sentence: a stranger's words."""
    data = error.data if isinstance(error.data, dict) else {}
    parts = [str(data.get("message") or error.message or "")]
    errors = data.get("errors")
    for entry in errors if isinstance(errors, list) else []:
        if isinstance(entry, dict):
            parts.append(" ".join(str(entry[key]) for key in ("field", "code", "message") if entry.get(key)))
        else:
            parts.append(str(entry))
    return "; ".join(part for part in parts if part)
