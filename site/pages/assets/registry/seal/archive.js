// What lies inside the encryption: a ZIP without compression, its list first. The same form as core/sealed.py, whose tests open what this writes.

import { digest } from "./digest.js";

export const MOST_FILES = 100;
const MANIFEST = "manifest.json";
const LONGEST_NAME = 80;
const PLAIN = /^[\p{L}\p{M}\p{N}._()+=\-（）【】《》“”、，·—]$/u;
const UNSEEN =
  /[\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufe20-\ufe2f\uffa0\u{e0100}-\u{e01ef}]/u;
const ENDING = /\.[A-Za-z0-9]{1,10}$/;
const utf8 = new TextEncoder();

/** The name under which a file is stored: its place (from 1), and what every system can hold of its own name. */
export function storedName(order, name) {
  const clean = Array.from(name.normalize("NFC"), (sign) => (PLAIN.test(sign) && !UNSEEN.test(sign) ? sign : "_")).join("");
  const ending = clean.match(ENDING)?.[0] ?? "";
  const stem = Array.from(clean.slice(0, clean.length - ending.length));
  while (utf8.encode(stem.join("") + ending).length > LONGEST_NAME) stem.pop();
  return `${String(order).padStart(2, "0")}-${stem.join("").normalize("NFC").replace(/\.+$/, "")}${ending}`;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

/** Little-endian fields: pairs of a value and its width in bytes. */
function fields(...pairs) {
  const made = new DataView(new ArrayBuffer(pairs.reduce((sum, [, width]) => sum + width, 0)));
  let at = 0;
  for (const [value, width] of pairs) {
    if (width === 4) made.setUint32(at, value, true);
    else made.setUint16(at, value, true);
    at += width;
  }
  return new Uint8Array(made.buffer);
}

const UTF8_NAMES = 0x800;
const DAY = 0x21; // 1980-01-01: no time of this machine
const PLAIN_FILE = (0o100600 << 16) >>> 0;

/** A ZIP of files {name, bytes}, none of them compressed. */
function zip(files) {
  const parts = [];
  const listed = [];
  let at = 0;
  const add = (part) => {
    parts.push(part);
    at += part.length;
  };
  for (const { name, bytes } of files) {
    const named = utf8.encode(name);
    const common = [[20, 2], [UTF8_NAMES, 2], [0, 2], [0, 2], [DAY, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [named.length, 2], [0, 2]];
    listed.push(fields([0x02014b50, 4], [0x0314, 2], ...common, [0, 2], [0, 2], [0, 2], [PLAIN_FILE, 4], [at, 4]), named);
    add(fields([0x04034b50, 4], ...common));
    add(named);
    add(bytes);
  }
  const start = at;
  listed.forEach(add);
  add(fields([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [at - start, 4], [start, 4], [0, 2]));
  const whole = new Uint8Array(at);
  parts.reduce((place, part) => (whole.set(part, place), place + part.length), 0);
  return whole;
}

/**
 * The archive of a sealed file. `about` is {authority, filing: "provider"|"user", uscc, apps}; `files` are {name, kind:
 * "evidence"|"contact", bytes}, names as the filer has them.
 */
export async function pack(about, files) {
  const stored = files.map((file, at) => ({ ...file, name: storedName(at + 1, file.name) }));
  const entries = [];
  for (const { name, kind, bytes } of stored) entries.push({ name, kind, size: bytes.length, sha256: await digest(bytes, name) });
  const manifest = { schema: "sealed-files/v1", ...about, files: entries };
  return zip([{ name: MANIFEST, bytes: utf8.encode(JSON.stringify(manifest)) }, ...stored]);
}
