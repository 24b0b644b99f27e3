// Canonical YAML, the twin of scripts/registry/adapters/yaml_writer.py: tests/site/test_site_form_yaml.py holds them together.

import { isRecord } from "./values.js";

// What YAML 1.1 or 1.2 may read as a number, a date, an indicator, a key, or a comment.
const NEEDS_QUOTES = /^(?:[0-9+.\-?:,[\]{}#&*!|>'"%@`~=< ]|.*(?:: |:$| #| $))/;
const OTHER_THAN_TEXT = new Set(["y", "yes", "n", "no", "on", "off", "true", "false", "null"]);
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;
const WRITTEN_PLAINLY = /[ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const ESCAPES = { "\0": "0", "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P" };

/** A text in double quotes. */
export function quoted(text) {
  const inner = Array.from(text, (character) => {
    if (WRITTEN_PLAINLY.test(character) && character.length === 1) return character;
    if (ESCAPES[character]) return `\\${ESCAPES[character]}`;
    const code = character.codePointAt(0);
    const [letter, length] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
    return `\\${letter}${code.toString(16).toUpperCase().padStart(length, "0")}`;
  });
  return `"${inner.join("")}"`;
}

/** Whether a reader could take a text for anything else. */
export const needsQuotes = (text) => !text || !PRINTABLE.test(text) || NEEDS_QUOTES.test(text) || OTHER_THAN_TEXT.has(text.toLowerCase());

/** A value that is no list and no record. */
export const scalar = (value) => (typeof value === "string" ? (needsQuotes(value) ? quoted(value) : value) : String(value));

/** A key: those of a filing are plain; any other that a file holds is kept as a text. */
const keyOf = (key) => (/^[a-z][a-z0-9_]*$/.test(key) && !needsQuotes(key) ? key : quoted(key));

/** Keys of a record in the order of its shape, then all others; those with an empty list are left out, as absent means the same. */
export function keysOf(record, shape) {
  const known = shape.map(({ key }) => key).filter((key) => key in record);
  const others = Object.keys(record).filter((key) => !known.includes(key));
  return [...known, ...others].filter((key) => !(Array.isArray(record[key]) && record[key].length === 0));
}

/** The lines of a record or list, without indent. */
export function lines(value, shape = []) {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (typeof item !== "object" || item === null) return [`- ${scalar(item)}`];
      const [first, ...rest] = lines(item, shape);
      return first === undefined ? [`- ${Array.isArray(item) ? "[]" : "{}"}`] : [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return keysOf(value, shape).flatMap((key) => pair(key, value[key], shape.find((one) => one.key === key)?.fields));
}

/** The lines of a key with its value. */
export function pair(key, value, shape = []) {
  if (typeof value !== "object" || value === null) return [`${keyOf(key)}: ${scalar(value)}`];
  const inner = lines(value, shape);
  if (!inner.length) return [`${keyOf(key)}: ${isRecord(value) ? "{}" : "[]"}`];
  return [`${keyOf(key)}:`, ...inner.map((line) => `  ${line}`)];
}

/** The comment that points an editor to the schema, for a file at `path`. */
export const modeline = (path, schema) => `# yaml-language-server: $schema=${"../".repeat(path.split("/").length - 1)}schemas/${schema}.schema.json`;

/** A whole file. */
export const toYaml = (filing, shape, path, schema) => `${[modeline(path, schema), ...lines(filing, shape)].join("\n")}\n`;
