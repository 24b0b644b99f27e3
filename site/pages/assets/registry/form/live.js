// The text of a provider's filing as it stands in the registry, for a change (Art. 15).

import { file } from "../files.js";
import { Unreadable } from "./unreadable.js";

const unread = () => new Unreadable("现行备案的内容暂时读取不了，请稍后再试，或选择文件载入。", "The filing as it stands cannot be read just now; try again later, or load the file itself.");

/**
 * The unit's filing, or null if none is there: {path, text, registered}, which apps of it have numbers, by their ids: [{item, number, status, since}].
 * Rejects when it cannot be read.
 */
export async function filingOf(uscc) {
  const { parts } = await file("sources/index.json");
  const filings = await file(`sources/${parseInt(uscc.slice(-6), 36) % parts}.json.gz`);
  const path = Object.keys(filings).find((one) => one.endsWith(`/${uscc}.yaml`));
  return path ? { path, ...filings[path] } : null;
}

async function unitOf(digits) {
  const block = await file(`api/v1/number/${digits.slice(0, 5)}.json`).catch((error) => {
    if (/status 404$/.test(error.message)) return null; // nothing is registered that it would hold
    throw error;
  });
  return block?.result[digits]?.provider.uscc ?? null;
}

/** What is known of a unit's filing as it stands, as `check` wants it; null if there is none, or it cannot be read. `valuesOf` reads a text. */
export async function aroundOf(uscc, valuesOf) {
  try {
    const found = await filingOf(uscc);
    if (!found) return null;
    return { path: found.path, before: valuesOf(found.text), registered: found.registered };
  } catch {
    return null;
  }
}

/** What the address asks for with `#from=` and a filing number or the code of a unit; null if it asks for nothing. Throws Unreadable. */
export async function fromRecord(hash) {
  const [, asked] = /^#from=([0-9]{7}|[0-9A-HJ-NP-RTUWXY]{18})$/.exec(hash) ?? [];
  if (!asked) return null;
  let found;
  try {
    const uscc = asked.length === 7 ? await unitOf(asked) : asked;
    found = uscc && (await filingOf(uscc));
  } catch {
    throw unread();
  }
  if (!found) throw new Unreadable("登记簿里没有这个单位的提供者备案。", "There is no provider filing of this unit in the registry.");
  return found;
}

/** Whether the registry has a file at a path already; null where that cannot be told here. */
export async function isThere(path) {
  if (!path.startsWith("filings/providers/")) return null;
  try {
    return (await filingOf(path.slice(-23, -5)))?.path === path;
  } catch {
    return null;
  }
}
