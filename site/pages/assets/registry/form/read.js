// A filing's YAML read as the registry reads it: plain scalars are texts but for null, true, false and whole numbers (adapters/yaml_reader.py).
// The library that parses it is fetched only when a file is loaded.

import { Unreadable } from "./unreadable.js";

const LARGEST = 256 * 1024;
const KEY = /^[a-z][a-z0-9_]{0,63}$/;
const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
/** Plain scalars that some YAML 1.1 or 1.2 reader takes for something other than text. */
export const AMBIGUOUS = new RegExp(
  [
    "y|n|yes|no|on|off|true|false|null|~|=|<<",
    "[-+]?0b[01_]+|[-+]?0x[0-9a-f_]+|[-+]?0o?[0-7_]+",
    "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?",
    "[-+]?(?:\\.[0-9_]+|[0-9][0-9_,]*(?:\\.[0-9_]*)?)(?:e[-+]?[0-9]+)?",
    "[-+][0-9_]+|[-+]?\\.(?:inf|nan)",
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?",
  ].map((part) => `(?:${part})`).join("|").replace(/^/, "^(?:").replace(/$/, ")$"),
  "i",
);

/** The library, or null where this copy of the site has none. */
export async function library() {
  try {
    return await import("../lib/yaml.js");
  } catch {
    return null;
  }
}

/** Whether a plain scalar must be in quotes to be read as a text by every reader. */
export const isAmbiguous = (yaml, node) => yaml.isScalar(node) && node.type === "PLAIN" && typeof meaning(node) === "string" && AMBIGUOUS.test(node.source);

function meaning(node) {
  if (node.type !== "PLAIN") return node.value ?? null;
  const text = node.value === null || node.value === undefined ? "" : String(node.value);
  if (text === "" || text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  return INTEGER.test(text) ? Number(text) : text;
}

/**
 * {text, document, values, notes}: the text without a byte order mark, what the library made of it, plain values, and what the form puts right in it:
 * [{line, value}] of plain values that need quotes. Throws Unreadable where the text is no YAML that a filing may be.
 */
export function read(content, yaml) {
  if (new TextEncoder().encode(content).length > LARGEST) throw new Unreadable("文件超过 256 KB，不是备案文件。", "The file has more than 256 KB; it is no filing.");
  const text = content.replace(/^\ufeff/, "");
  const counter = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { version: "1.2", schema: "failsafe", uniqueKeys: true, strict: true, prettyErrors: false, keepSourceTokens: true, lineCounter: counter });
  const lineOf = (offset) => counter.linePos(offset).line;
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw new Unreadable(error.code === "DUPLICATE_KEY" ? "同一个键写了两次，请删去其中一个。" : `这里不是有效的 YAML（${error.code}）。请检查缩进、冒号和引号。`, error.code === "DUPLICATE_KEY" ? "a key stands there twice; take one of them out." : `this is no valid YAML (${error.code}). Check indents, colons and quotes.`, lineOf(error.pos[0]));
  if (!yaml.isMap(document.contents)) throw new Unreadable("文件里没有备案的内容。", "There is no filing in the file.");
  const notes = [];
  const plain = (node) => {
    if (node === null || node === undefined) return null;
    const line = node.range ? lineOf(node.range[0]) : 0;
    if (node.anchor || node.tag || !(yaml.isMap(node) || yaml.isSeq(node) || yaml.isScalar(node))) throw new Unreadable("备案文件不使用 YAML 的标签、锚点和引用。", "filings use no tags, anchors or aliases of YAML.", line);
    if (yaml.isSeq(node)) return node.items.map(plain);
    if (yaml.isScalar(node)) {
      if (isAmbiguous(yaml, node)) notes.push({ line, value: node.source });
      return meaning(node);
    }
    const record = {};
    for (const { key, value } of node.items) {
      const name = yaml.isScalar(key) ? String(key.value) : "";
      if (!KEY.test(name) || key.anchor || key.tag) throw new Unreadable("这个键不是备案文件里的键，请改正。", "this is no key of a filing; correct it.", key.range ? lineOf(key.range[0]) : line);
      record[name] = plain(value);
    }
    return record;
  };
  return { text, document, values: plain(document.contents), notes };
}
