// The data files of the site, each fetched once when it is first needed. A file that could not be read is asked for again.

export const root = new URL("../../", import.meta.url);

const asked = new Map();

/** A JSON file by its path below the root of the site. Rejects when it cannot be read. */
export function file(path) {
  if (!asked.has(path)) {
    const answer = fetch(new URL(path, root)).then((response) => {
      if (!response.ok) throw new Error(`${path}: status ${response.status}`);
      return response.json();
    });
    answer.catch(() => asked.delete(path));
    asked.set(path, answer);
  }
  return asked.get(path);
}

/** The words of the search: facets, meanings of statuses, how large it is. */
export const index = () => file("search/index.json");

let table = null;

/** Readings and forms of characters, as Maps. */
export async function characters() {
  const given = await file("search/characters.json");
  table ??= {
    readings: new Map(Object.entries(given.readings)),
    forms: new Map(given.forms.flatMap((group) => Array.from(group).slice(1).map((other) => [other, Array.from(group)[0]]))),
  };
  return table;
}
