"""An address that opens the form of the site with a filing in it and what is wrong marked, so that nobody has to find the place by hand.

All of it stands behind `#`, which no browser sends anywhere: `#load=` and, in base64url without padding, the raw DEFLATE of
`{"path", "text", "findings": [{"code", "place", "zh", "en"}]}` in UTF-8. The form reads it (site/pages/assets/registry/form/).
"""

import json
import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.finding import Finding, Place
from registry.core.text import Text
from registry.render.site.addresses import FORMS

LONGEST = 20_000
"""Characters of an address (product rule): a comment holds one in each language beside all that it says otherwise."""
_STEP = re.compile(r"\[([0-9]{1,6})\]|([^.\[\]]+)")


_LOADED = Text(
    "🖊️ [在填报页中打开这份备案，错误处已标出]({link})，{how}。",
    "🖊️ [Open this filing in the form, with what is wrong marked]({link}), then {how}.",
)
_PLAIN = Text(
    "🖊️ 也可以在[填报页]({link})中载入这份文件修改，{how}。",
    "🖊️ Or load this file in the [form]({link}) and mend it there, then {how}.",
)
_COPY = Text(
    "改好后点“复制”，替换议题正文中的代码块",
    "press “copy” and replace the code block in the description of the issue",
)
_DOWNLOAD = Text("改好后用它替换分支上的文件", "replace the file on the branch by what the form writes")


@dataclass(frozen=True, slots=True)
class FormLink:
    """Address of the form in each language. `loaded`: the file and what is wrong come with it."""

    address: Text
    loaded: bool


def form_link(site: str, kind: str, path: str, text: str, findings: Iterable[Finding]) -> FormLink:
    """The form of a kind (provider, user) on the site at `site`, with the file if that is not too long for an address.

    `findings` hold plain sentences, and no personal data: whatever is in the text goes into the address.
    """
    pages = plain_link(site, kind).address
    marked = [
        {
            "code": found.code,
            "place": list(place_of(found.field)),
            "zh": found.message.zh + found.fix.zh,
            "en": f"{found.message.en} {found.fix.en}",
        }
        for found in findings
    ]
    values = {"path": path, "text": text, "findings": marked}
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(data) + compressor.flush()
    fragment = "#load=" + urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")
    if len(pages.en) + len(fragment) > LONGEST:
        return FormLink(pages, loaded=False)
    return FormLink(Text(pages.zh + fragment, pages.en + fragment), loaded=True)


def plain_link(site: str, kind: str) -> FormLink:
    """The form alone."""
    page = FORMS[kind]
    return FormLink(Text(f"{site}/{page}", f"{site}/en/{page}"), loaded=False)


def place_of(field: str) -> Place:
    """`apps[0].name` as `("apps", 0, "name")`."""
    return tuple(int(index) if index else key for index, key in _STEP.findall(field))


def in_form(link: FormLink, language: str, *, of_issue: bool) -> str:
    """The sentence that leads there, and what to do with what the form then writes."""
    where = link.address.in_language(language)
    how = (_COPY if of_issue else _DOWNLOAD).in_language(language)
    return (_LOADED if link.loaded else _PLAIN).in_language(language).format(link=where, how=how)
