// The judgement of `registry validate` on one filing, in the browser: the same codes, in the same order, with the same sentences.
//
// Each module here is the twin of a module of scripts/registry/rules or core and bears its name. Schemas, sentences, labels and
// authorities are generated (scripts/registry/commands/check_tables); one table of cases holds both sides together
// (tests/site/test_check_browser.py, docs/decisions/0073-checks-in-the-browser.md). Nothing here touches a page.
import { placesOf } from "./authority.js";
import { setPatterns } from "./detection/patterns.js";
import { explain, filled } from "./form.js";
import { judge, prepareRules } from "./judge.js";
import { aloneWith } from "./lookup.js";
import { filingPath } from "./paths.js";
import { unreadable } from "./reader.js";
import { resolved } from "./words.js";

const site = new URL("../../../", import.meta.url);
const tables = new Map();

async function table(name) {
  if (tables.has(name)) return;
  const answer = await fetch(new URL(`check/${name}.json`, site));
  if (!answer.ok) throw new Error(`check/${name}.json: status ${answer.status}`);
  const read = await answer.json();
  tables.set(name, name === "places" ? placesOf(read) : read);
}

/** Loads what `check` and `say` need, once. `kind`: "provider" or "user"; `lang`: "zh" or "en". Rejects when a table cannot be read. */
export async function prepare(kind, lang) {
  const names = [kind, `${kind}-${lang}`, "authorities", "personal", ...(kind === "user" ? ["places"] : [])];
  await Promise.all([prepareRules(kind), ...names.map(table)]);
  setPatterns(tables.get("personal"));
}

const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What is wrong with a filing, as values read from YAML: `[{kind, code, verdict, place, onKey, values}]`.
 *
 * `path`: where the file lies or will lie; null: where it belongs by what it says. `today`: "2026-11-24", of Shanghai.
 * `around`: what is known of the unit's filing as it stands, if it stands: `{path, before: values, registered: [{item, number, status, since}]}`;
 * without it, or if what stands has not the form of today, the filing is judged like a first one. Values are filled into sentences by `say`.
 */
export function check(filing, { kind, path = null, today, around = null }) {
  const { order, schema } = tables.get(kind);
  const found = isPlain(filing) ? unreadable(filing) : [{ code: "F13", place: [], values: {} }];
  if (!found.length) found.push(...explain(schema, filing));
  if (!found.length) {
    const [file, lookup] = judgeable(filing, kind, path, around);
    found.push(...judge(order, tables.get(kind), file, lookup, today));
  }
  return found.map((fault) => finding(kind, fault));
}

/** Rules on one value alone, which are right about it whatever else is missing. */
const ALONE = ["R06", "R20", "A09-9", "A12-13"];

/**
 * What these rules say of a filing that has not its form yet, so that nobody learns at the end that the first thing he wrote is wrong: as
 * `check`, which says nothing of it before the form is right.
 */
export function early(filing, { kind, path = null, today, around = null }) {
  if (!isPlain(filing)) return [];
  return ALONE.flatMap((code) => {
    try {
      const [file, lookup] = judgeable(filing, kind, path ?? "", around);
      return judge([code], tables.get(kind), file, lookup, today);
    } catch {
      return []; // what it looks at is not there, or is no text
    }
  }).map((fault) => finding(kind, fault));
}

/**
 * What other filings, cases and the ledger say of it, as far as the site publishes them: as `check`, each with `provisional: true`.
 * Nothing of a filing whose form is wrong, and nothing that `check` says too. Rejects when a published file cannot be read.
 */
export async function lookUp(filing, { kind, path = null, today, around = null }) {
  const { looked_up: codes, schema } = tables.get(kind);
  if (!isPlain(filing) || unreadable(filing).length || explain(schema, filing).length) return [];
  const { published } = await import("./look_up.js");
  const key = ({ code, place }) => JSON.stringify([code, place]);
  const known = new Set(check(filing, { kind, path, today, around }).map(key));
  const [file, lookup] = judgeable(filing, kind, path, around);
  const found = await published(codes, tables.get(kind), file, lookup, today);
  return found.filter((fault) => !known.has(key(fault))).map((fault) => ({ ...finding(kind, fault), provisional: true }));
}

/** A filing of the right form, and what may be asked about the registry around it. */
function judgeable(filing, kind, path, around) {
  const { schema } = tables.get(kind);
  const content = filled(schema, filing);
  const file = { kind, path: path ?? filingPath(kind, content), content };
  const known = { authorities: tables.get("authorities"), places: tables.get("places") };
  const standing = around && !explain(schema, around.before).length ? { ...around, before: filled(schema, around.before) } : null;
  return [file, aloneWith(known, file, standing)];
}

const finding = (kind, { code, place, onKey = false, values }) => ({ kind, code, verdict: tables.get(kind).verdicts[code], place, onKey, values });

/** A finding in words: `{code, article, title, text, fix, link}`; `link` leads from the root of the site to the rule. */
export function say({ kind, code, values }, lang) {
  const sentences = tables.get(`${kind}-${lang}`);
  const [title, text, fix, article] = sentences.rules[code];
  const fill = (sentence) => sentence.replace(/\{([a-z_]+)\}/g, (_, name) => resolved(values[name], sentences, lang));
  return { code, article, title, text: fill(text), fix: fill(fix), link: `${lang === "en" ? "en/" : ""}rules/#${code.toLowerCase()}` };
}
