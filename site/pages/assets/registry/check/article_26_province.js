// Twin of rules/article_26_province.py, of what it asks of filings: fields that a province requires of what is newly filed.
import { parse } from "./paths.js";
import { titleAt } from "./form.js";

const FIELDS = {
  provider: {
    website: ["unit", "website"],
    test_report_date: ["systems", "*", "mlps", "test_report_date"],
    signing_certificate: ["apps", "*", "platforms", "android", "signing_cert_sha256"],
    complaint_entry: ["apps", "*", "personal_info", "complaint_entry_url"],
  },
  user: { parallel_candidates: ["uses", "*", "parallel_candidates"], purpose: ["uses", "*", "purpose"] },
};

/** Records that a required field should stand in, with their places; of a list the items that are new. */
function holders(record, [step, next, ...rest], fresh) {
  if (next === undefined) return [[[], record]];
  const inner = record[step];
  if (next === "*") {
    return [...inner.entries()]
      .filter(([, item]) => fresh.has(item.id))
      .flatMap(([index, item]) => holders(item, rest, fresh).map(([place, found]) => [[step, index, ...place], found]));
  }
  return inner === undefined ? [] : holders(inner, [next, ...rest], fresh).map(([place, found]) => [[step, ...place], found]);
}

/** Ids of apps or uses that are not registered yet, and of the systems that serve such apps. */
function newItems({ kind, content }, lookup) {
  const registered = new Set(lookup.registered.map(({ item }) => item));
  if (kind === "user") return [content.uses.filter(({ id, number }) => !registered.has(id) && number).map(({ id }) => id), []];
  const apps = content.apps.filter(({ id }) => !registered.has(id));
  return [apps.map(({ id }) => id), apps.map((app) => app.system_id)];
}

function* required(file, lookup) {
  const [items, systems] = newItems(file, lookup).map((ids) => new Set(ids));
  for (const [asked, least, document] of items.size ? (lookup.authorities[parse(file.path)?.slug]?.required ?? []) : []) {
    const path = FIELDS[file.kind][asked];
    if (!path) continue;
    for (const [place, record] of holders(file.content, path, path[0] === "systems" ? systems : items)) {
      yield { place, record, field: path.at(-1), least, document };
    }
  }
}

function* requiredFieldIsFilledIn(file, lookup, _, { schema }) {
  for (const { place, record, field, document } of required(file, lookup)) {
    if (record[field] === undefined) yield { place, values: { title: titleAt(schema, [...place, field]), key: field, document } };
  }
}

function* requiredNumberIsReached(file, lookup) {
  for (const { place, record, field, least, document } of required(file, lookup)) {
    if (least !== null && Number.isInteger(record[field]) && record[field] < least) {
      yield { place: [...place, field], values: { least: String(least), document } };
    }
  }
}

export const RULES = { "A26-6": requiredFieldIsFilledIn, "A26-7": requiredNumberIsReached };
