// A loaded file with changed values: only what stands for the changed values is written anew, everything else stays byte for byte.

import { isAmbiguous, read } from "./read.js";
import { at, isRecord, same } from "./values.js";
import { keysOf, lines, pair, quoted, scalar } from "./write.js";

/** Marks each record in a list with the index that it had in the file, so that items are known again after others were taken out. */
export function withOrigins(value, origins = new WeakMap()) {
  const walk = (one) => {
    if (Array.isArray(one)) one.forEach((item, index) => isRecord(item) && origins.set(item, index));
    for (const inner of Object.values(one ?? {})) if (typeof inner === "object" && inner !== null) walk(inner);
  };
  walk(value);
  return origins;
}

/** The same marks as plain values by place, to be kept with a draft; and back. */
export function originsOf(value, origins, place = []) {
  if (typeof value !== "object" || value === null) return {};
  const own = origins.has(value) ? { [JSON.stringify(place)]: origins.get(value) } : {};
  return Object.assign(own, ...Object.entries(value).map(([key, inner]) => originsOf(inner, origins, [...place, Array.isArray(value) ? Number(key) : key])));
}

export function restoredOrigins(value, kept) {
  const origins = new WeakMap();
  for (const [place, index] of Object.entries(kept ?? {})) {
    const item = at(value, JSON.parse(place));
    if (isRecord(item)) origins.set(item, index);
  }
  return origins;
}

const isList = Array.isArray;
const isDash = ({ type }) => type === "seq-item-ind";
const isPlainValue = (value) => typeof value !== "object" || value === null;

class Editor {
  constructor(source, yaml, origins) {
    Object.assign(this, { text: source.text, yaml, origins, splices: [] });
    this.end = source.text.includes("\r\n") ? "\r\n" : "\n";
  }

  splice(from, to, text) {
    this.splices.push({ from, to, text, order: this.splices.length });
  }

  applied() {
    let text = this.text;
    // From the end, so that offsets stay true. At one offset what is taken away goes first: what is inserted there belongs before it.
    const inserts = ({ from, to }) => (from === to ? 1 : 0);
    const ordered = [...this.splices].sort((one, other) => other.from - one.from || inserts(one) - inserts(other) || other.order - one.order);
    for (const { from, to, text: made } of ordered) text = text.slice(0, from) + made + text.slice(to);
    return text;
  }

  lineStart(offset) {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** Where the line that an offset lies in ends, its line feed included. A text that ends in one has come to its end already. */
  lineEnd(offset) {
    if (offset > 0 && this.text[offset - 1] === "\n") return offset;
    const found = this.text.indexOf("\n", offset);
    return found < 0 ? this.text.length : found + 1;
  }

  column(offset) {
    return offset - this.lineStart(offset);
  }

  isFlow(node) {
    return Boolean(node.flow);
  }

  /** Where the text of a value ends, comments after it left aside. */
  endOf(node) {
    if (!node) return 0;
    if (!this.yaml.isScalar(node) && !this.isFlow(node) && node.items.length) {
      const last = node.items[node.items.length - 1];
      return this.yaml.isMap(node) ? this.endOfPair(last) : this.endOf(last);
    }
    return node.range[1];
  }

  endOfPair(one) {
    return Math.max(this.endOf(one.value), this.colon(one) + 1);
  }

  colon(one) {
    return this.text.indexOf(":", one.key.range[1]);
  }

  /** A scalar in the place of one that stands in the file, in the quotes that it had. */
  inline(value, node = null, inFlow = false) {
    if (typeof value !== "string") return String(value);
    if (node?.type === "QUOTE_DOUBLE") return quoted(value);
    if (node?.type === "QUOTE_SINGLE" && !/[^\x20-\ud7ff\ue000-\ufffd]|[\x7f-\xa0\u2028\u2029\ufeff]/.test(value)) return `'${value.replace(/'/g, "''")}'`;
    return inFlow && /[,[\]{}]/.test(value) ? quoted(value) : scalar(value);
  }

  flow(value) {
    if (isPlainValue(value)) return this.inline(value, null, true);
    if (isList(value)) return `[${value.map((item) => this.flow(item)).join(", ")}]`;
    return `{${Object.entries(value).map(([key, inner]) => `${key}: ${this.flow(inner)}`).join(", ")}}`;
  }

  block(made, indent) {
    return made.map((line) => " ".repeat(indent) + line + this.end).join("");
  }

  /** Puts whole lines before an offset that begins a line, or after a text without a last line feed. */
  insertLines(offset, made) {
    const bare = offset === this.text.length && offset > 0 && this.text[offset - 1] !== "\n";
    this.splice(offset, offset, bare ? this.end + made.replace(/\r?\n$/, "") : made);
  }

  map(node, old, now, shape, item = null) {
    if (this.isFlow(node) || !node.items.length) {
      const keys = Object.keys(now);
      if (same(old, now)) this.quoteWithin(node);
      else if (same(Object.keys(old), keys) && keys.every((key) => same(old[key], now[key]) || (isPlainValue(old[key]) && isPlainValue(now[key])))) {
        for (const one of node.items) if (isPlainValue(now[one.key.value])) this.scalar(one, one.value, old[one.key.value], now[one.key.value], true);
      } else this.splice(node.range[0], node.range[1], this.flow(now));
      return;
    }
    const pairs = node.items;
    const indent = this.column(pairs[0].key.range[0]);
    const kept = pairs.filter(({ key }) => key.value in now);
    if (!kept.length) return this.rewrite(node, now, shape, item);
    pairs.forEach((one, index) => {
      const key = one.key.value;
      if (key in now) return this.value(one, one.value, old[key], now[key], shape.find((field) => field.key === key)?.fields ?? []);
      const start = one.key.range[0];
      if (this.text.slice(this.lineStart(start), start).trim()) {
        // The first key of a list's item stands behind the dash: the next one that stays takes its place.
        const next = pairs.slice(index + 1).find(({ key: other }) => other.value in now);
        this.splice(start, next.key.range[0], "");
      } else if (!(index > 0 && this.coveredBy(start))) this.splice(this.lineStart(start), this.lineEnd(this.endOfPair(one)), "");
    });
    const added = keysOf(now, shape).filter((key) => !(key in old));
    if (added.length) {
      const last = this.lineEnd(this.endOfPair(pairs[pairs.length - 1]));
      this.insertLines(last, added.map((key) => this.block(pair(key, now[key], shape.find((field) => field.key === key)?.fields), indent)).join(""));
    }
  }

  /** Whether an offset was taken away already, by a splice that drew a later key up. */
  coveredBy(offset) {
    return this.splices.some(({ from, to }) => from <= offset && offset < to);
  }

  value(one, node, old, now, shape) {
    if (isRecord(old) && isRecord(now) && this.yaml.isMap(node)) return this.map(node, old, now, shape);
    if (isList(old) && isList(now) && this.yaml.isSeq(node)) return this.list(one, node, old, now, shape);
    if (isPlainValue(old) && isPlainValue(now)) return this.scalar(one, node, old, now);
    return this.replacePair(one, now, shape);
  }

  /** All of a key's value written anew. */
  replacePair(one, now, shape) {
    const colon = this.colon(one);
    const end = Math.max(this.endOf(one.value), colon + 1);
    const indent = this.column(one.key.range[0]);
    const [head, ...rest] = pair("k", now, shape);
    const breaks = /\r?\n$/.exec(this.text.slice(colon + 1, end))?.[0].length ?? 0;
    this.splice(colon + 1, end - breaks, head.slice(2) + rest.map((line) => this.end + " ".repeat(indent) + line).join(""));
  }

  rewrite(node, now, shape, item) {
    const indent = item === null ? this.column(node.range[0]) : item;
    const made = lines(now, shape);
    const text = made.length ? made.join(this.end + " ".repeat(indent)) : isRecord(now) ? "{}" : "[]";
    this.splice(node.range[0], this.endOf(node), text);
  }

  scalar(one, node, old, now, inFlow = false) {
    const ambiguous = node && isAmbiguous(this.yaml, node);
    if (old === now && !ambiguous) return;
    if (!node || !node.range || node.range[0] === node.range[1]) {
      if (one) this.splice(this.colon(one) + 1, this.colon(one) + 1, ` ${this.inline(now, null, inFlow)}`);
      return;
    }
    const folded = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
    const made = ambiguous ? quoted(String(now)) : this.inline(now, node, inFlow);
    const beside = folded ? (/^[^\r\n]*?(\s+#[^\r\n]*)/.exec(this.text.slice(...node.range))?.[1] ?? "") : "";
    this.splice(node.range[0], node.range[1], made + beside + (folded && this.text[node.range[1] - 1] === "\n" ? this.end : ""));
  }

  /** Values in a part that is written on one line and did not change, but that need quotes. */
  quoteWithin(node) {
    const walk = (one) => {
      if (!one) return;
      if (this.yaml.isScalar(one)) {
        if (isAmbiguous(this.yaml, one)) this.splice(one.range[0], one.range[1], quoted(one.source));
      } else for (const inner of one.items) walk(this.yaml.isMap(one) ? inner.value : inner);
    };
    walk(node);
  }

  list(one, node, old, now, shape) {
    const from = this.matched(old, now);
    if (this.isFlow(node) || !node.items.length || from === null || !now.length) {
      if (!same(old, now)) {
        if (this.isFlow(node) && now.every(isPlainValue)) this.splice(node.range[0], node.range[1], this.flow(now));
        else this.replacePair(one, now, shape);
      } else this.quoteWithin(node);
      return;
    }
    const dashes = node.srcToken.items.filter(({ start, value }) => value || start.some(isDash)).map(({ start }) => start.find(isDash).offset);
    const indent = this.column(dashes[0]);
    const ends = node.items.map((item, index) => this.lineEnd(Math.max(this.endOf(item), dashes[index] + 1)));
    node.items.forEach((item, index) => {
      if (!from.includes(index)) this.splice(this.lineStart(dashes[index]), ends[index], "");
    });
    let place = this.lineStart(dashes[0]);
    now.forEach((value, index) => {
      const before = from[index];
      if (before === -1) return this.insertLines(place, this.block(lines([value], shape), indent));
      place = ends[before];
      const item = node.items[before];
      if (isRecord(old[before]) && isRecord(value) && this.yaml.isMap(item)) this.map(item, old[before], value, shape, this.column(item.range[0]));
      else if (isPlainValue(old[before]) && isPlainValue(value)) this.scalar(null, item, old[before], value);
    });
  }

  /** For each item now, the index that it had, or -1; null if the order is another. */
  matched(old, now) {
    if (old.length === now.length && [...old, ...now].every(isPlainValue)) return now.map((_, index) => index);
    let last = -1;
    const found = now.map((value) => {
      const index = isPlainValue(value) ? old.findIndex((one, place) => place > last && one === value) : this.origins.get(value) ?? -1;
      if (index < 0 || index >= old.length) return -1;
      if (index <= last) return -2;
      last = index;
      return index;
    });
    return found.includes(-2) ? null : found;
  }
}

/**
 * The text of a file, as `read` gave it, with other values: {text, kept}. `kept` is false where that could not be done in the text; nothing of
 * it should be used then. `now` holds the records of `source.values` as far as they are the same ones, marked in `origins`.
 */
export function edited(source, now, shape, origins, yaml) {
  const editor = new Editor(source, yaml, origins);
  editor.map(source.document.contents, source.values, now, shape, 0);
  const text = editor.applied();
  try {
    const again = read(text, yaml);
    return { text, kept: same(again.values, withoutEmpty(now)) || same(again.values, now) };
  } catch {
    return { text, kept: false };
  }
}

/** As it is written: a key with an empty list is left out. */
function withoutEmpty(value) {
  if (isList(value)) return value.map(withoutEmpty);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => !(isList(inner) && !inner.length)).map(([key, inner]) => [key, withoutEmpty(inner)]));
}

