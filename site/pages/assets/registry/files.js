// The data files of the site, each fetched once when it is first needed. A file that could not be read is asked for again.

import { numbers, small } from "./numerals.js";

export const root = new URL("../../", import.meta.url);

const asked = new Map();

/** What a file says. Those whose names end in .gz are compressed, unless a host has unpacked one on its way. */
async function parsed(response, path) {
  if (!path.endsWith(".gz")) return response.json();
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** A JSON file by its path below the root of the site. Rejects when it cannot be read. */
export function file(path) {
  if (!asked.has(path)) {
    const answer = fetch(new URL(path, root)).then((response) => {
      if (!response.ok) throw new Error(`${path}: status ${response.status}`);
      return parsed(response, path);
    });
    answer.catch(() => asked.delete(path));
    asked.set(path, answer);
  }
  return asked.get(path);
}

/** The words of the search: facets, meanings of statuses, how large it is. */
export const index = () => file("search/index.json");

const made = new Map();

/** What is made of a file, once. */
async function table(path, make) {
  const given = await file(path);
  if (!made.has(path)) made.set(path, make(given));
  return made.get(path);
}

/** How characters are read: a Map from syllable to its characters. */
export const readings = () =>
  table("search/readings.json", ({ syllables, characters, read }) => {
    const found = new Map(syllables.map((syllable) => [syllable, ""]));
    let code = 0;
    numbers(characters).forEach((gap, at) => {
      code += gap;
      const syllable = syllables[small(read, at)];
      found.set(syllable, found.get(syllable) + String.fromCodePoint(code));
    });
    return found;
  });

/** Forms of characters: a Map from each other one to the usual one. */
export const forms = () =>
  table("search/forms.json", ({ forms: groups }) => new Map(groups.map((group) => Array.from(group)).flatMap(([usual, ...others]) => others.map((other) => [other, usual]))));
