"""What a browser makes of a page: its own parser reads the text, nothing is run or loaded, and the nodes are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page

_PAGES_AT_ONCE = 100
_READ = """texts => texts.map(text => {
  const read = new DOMParser().parseFromString(text, "text/html");
  const shape = {}, links = [], scripts = [];
  let others = 0;
  const todo = [read];  // the content of a template is a tree of its own, which a walk does not see
  while (todo.length) {
   const walk = document.createTreeWalker(todo.pop(), NodeFilter.SHOW_ALL ^ NodeFilter.SHOW_TEXT);
   for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.DOCUMENT_TYPE_NODE) continue;
    if (node.nodeType !== Node.ELEMENT_NODE) { others += 1; continue; }
    const names = [...node.attributes].map(one => one.name).sort();
    const kind = `${node.namespaceURI} ${node.localName} ${names.join(" ")}`;
    shape[kind] = (shape[kind] || 0) + 1;
    for (const one of node.attributes)
      if (["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "content"].includes(one.name))
        links.push([node.localName, one.name, one.value, node.getAttribute("rel") || ""]);
    if (node.localName === "script" && !node.hasAttribute("src")) scripts.push([node.type, node.textContent]);
    if (node.localName === "template") todo.push(node.content);
   }
  }
  return {shape, links, scripts, others};
})"""


@dataclass(frozen=True)
class Link:
    """An attribute that may hold an address."""

    element: str
    attribute: str
    value: str
    rel: str


@dataclass(frozen=True)
class Read:
    """A page as it was read. `shape`: how often each element with its attributes stands in it; `others`: comments and the like."""

    shape: Counter[str]
    links: tuple[Link, ...]
    blocks: tuple[tuple[str, str], ...]
    others: int


def scan(browser_page: Page, folder: Path, paths: Iterable[str]) -> dict[str, Read]:
    """All pages of a folder by their path."""
    found = {}
    every = iter(paths)
    while some := list(islice(every, _PAGES_AT_ONCE)):
        texts = [(folder / path).read_text(encoding="utf-8") for path in some]
        for path, one in zip(some, browser_page.evaluate(_READ, texts), strict=True):
            links = tuple(Link(*link) for link in one["links"])
            blocks = tuple((kind, text) for kind, text in one["scripts"])
            found[path] = Read(Counter(one["shape"]), links, blocks, one["others"])
    return found
