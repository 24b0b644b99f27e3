// A record's citation in Markdown and BibTeX, and the display kit's snippet. Each page holds the citation as GB/T 7714 asks; the rest is made of it.

const MARKDOWN = /[!-/:-@[-`{-~]/g;
const TEX = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  ...Object.fromEntries([..."{}$&#%_"].map((sign) => [sign, `\\${sign}`])),
};

/** A text with nothing in it that Markdown reads as its own. */
const markdown = (text) => text.replace(MARKDOWN, "\\$&");
const tex = (text) => [...text].map((sign) => TEX[sign] ?? sign).join("");
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The parts of a citation such as `机关. 名称(教APP备1190001号，已备案)[DB/OL]. (2026-01-20)[2026-03-02]. https://…/v/1190001. SHA-256:….`; null if it is none. `name` is the app's, which may hold anything. */
export function parts(text, name, number) {
  const marker = `. ${name}(${number}，`;
  const at = text.indexOf(marker);
  const rest = at < 0 ? null : text.slice(at + marker.length).match(/^([^)]+)\)\[DB\/OL\]\. \((\d{4})-\d\d-\d\d\)\[([^\]]+)\]\. (https?:\S+)\. (SHA-256:[0-9a-f]+)\.$/);
  return rest && { authority: text.slice(0, at), name, number, status: rest[1], year: rest[2], accessed: rest[3], address: rest[4], content: rest[5] };
}

export const asMarkdown = (c) => `[${markdown(c.name)} ${c.number}](${c.address})，${c.status}，${c.content}，访问于 ${c.accessed}`;

export const asBibtex = (c) =>
  `@misc{app${c.number.replace(/\D/g, "")},title={${tex(c.name)}（${c.number}，${c.status}）},author={{${tex(c.authority)}}},` +
  `year={${c.year}},url={${c.address}},urldate={${c.accessed}},note={${c.content}}}`;

/** What a provider puts into the app's own pages (Art. 14). `address`: the record's short one. */
export function snippet(address, number) {
  const badge = address.replace(/v\/([0-9]{7})$/, "badge/$1.svg");
  return `<a href="${attribute(address)}"><img src="${attribute(badge)}" alt="${attribute(number)}"></a>`;
}
