// Twin of rules/form.py: why values do not have the form of their schema. It knows the keywords that our schemas use, and no others.
import { nearest } from "./close_matches.js";
import { isCalendarDate } from "./formats.js";
import { lengthOf, shown } from "./text.js";
import { choices, text, word } from "./words.js";

const NOT_FOR_FILERS = new Set(["number", "filing_number", "status", "filed_on", "filed_at", "approved", "approved_by"]);

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const TYPES = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
};
const { string: isText, array: isList, integer: isNumber } = TYPES;

const patterns = new Map();
function fits(pattern, value) {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern, "u"));
  return patterns.get(pattern).test(value);
}

/** Whether a value breaks a keyword of its schema; keywords that are about what lies deeper are walked. */
const BREAKS = {
  type: (type, value) => !TYPES[type](value),
  enum: (known, value) => !known.includes(value),
  const: (known, value) => known !== value,
  pattern: (pattern, value) => isText(value) && !fits(pattern, value),
  format: (_, value) => isText(value) && !isCalendarDate(value),
  minLength: (least, value) => isText(value) && lengthOf(value) < least,
  maxLength: (most, value) => isText(value) && lengthOf(value) > most,
  minItems: (least, value) => isList(value) && value.length < least,
  maxItems: (most, value) => isList(value) && value.length > most,
  minimum: (least, value) => isNumber(value) && value < least,
  maximum: (most, value) => isNumber(value) && value > most,
  required: (keys, value) => isObject(value) && keys.some((key) => !(key in value)),
  additionalProperties: (_, value, schema) => isObject(value) && Object.keys(value).some((key) => !(key in schema.properties)),
};
const RANK = { type: 0, enum: 1, const: 1, format: 3 };

function* errors(root, schema, value, place) {
  for (const [keyword, expected] of Object.entries(schema)) {
    if (keyword === "$ref") yield* errors(root, root.$defs[expected], value, place);
    else if (keyword === "items" && isList(value)) {
      for (const [index, item] of value.entries()) yield* errors(root, expected, item, [...place, index]);
    } else if (keyword === "properties" && isObject(value)) {
      for (const [key, inner] of Object.entries(expected)) if (key in value) yield* errors(root, inner, value[key], [...place, key]);
    } else if (BREAKS[keyword]?.(expected, value, schema)) yield { keyword, schema, value, place };
  }
}

function inOrder(one, other) {
  for (let step = 0; step < one.place.length && step < other.place.length; step += 1) {
    const [a, b] = [String(one.place[step]), String(other.place[step])];
    if (a !== b) return a < b ? -1 : 1;
  }
  return one.place.length - other.place.length || (RANK[one.keyword] ?? 2) - (RANK[other.keyword] ?? 2);
}

/** One fault for each place, in the order of places. */
export function explain(root, filing) {
  const faults = new Map();
  for (const error of [...errors(root, root, filing, [])].sort(inOrder)) {
    for (const fault of faultsOf(root, error)) {
      const key = JSON.stringify([fault.place, fault.values.key ?? ""]);
      if (!faults.has(key)) faults.set(key, fault);
    }
  }
  const found = [...faults.values()];
  const meant = new Set(found.filter((fault) => fault.values.meant).map((fault) => JSON.stringify([fault.place.slice(0, -1), fault.values.meant])));
  return found.filter((fault) => fault.code !== "F20" || !meant.has(JSON.stringify([fault.place, fault.values.key])));
}

function* faultsOf(root, { keyword, schema, value, place }) {
  if (keyword === "required") yield* missing(root, schema, value, place);
  else if (keyword === "additionalProperties") yield* unknown(schema, value, place);
  else yield { place, ...wrong(keyword, schema, value, { title: titleAt(root, place) }) };
}

function wrong(keyword, schema, value, words) {
  if (value === null) return { code: "F16", values: words };
  const told = { ...words, value: asWritten(value) };
  if (keyword === "enum" || keyword === "const" || (keyword === "type" && "enum" in schema)) {
    return { code: "F23", values: { ...told, choices: choices(schema.c, schema.enum ?? [schema.const]) } };
  }
  if (keyword === "type") return { code: "F22", values: { ...words, type: word(`type.${schema.type}`) } };
  if (keyword === "pattern") return { code: schema["x-code"] ?? "F24", values: { ...told, error: "e" in schema ? text(schema.e) : word("example") } };
  if (keyword === "format") return { code: "F29", values: told };
  if (keyword.endsWith("Length")) return { code: "F25", values: { ...words, range: range(schema.minLength, schema.maxLength) } };
  if (keyword.endsWith("Items")) return { code: "F26", values: { ...words, range: range(schema.minItems, schema.maxItems) } };
  return { code: "F28", values: { ...told, range: range(schema.minimum, schema.maximum) } };
}

function* missing(root, schema, value, place) {
  for (const key of schema.required) if (!(key in value)) yield { code: "F20", place, values: { title: titleAt(root, [...place, key]), key } };
}

function* unknown(schema, value, place) {
  const known = Object.keys(schema.properties);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const at = { place: [...place, key], onKey: true };
    if (NOT_FOR_FILERS.has(key)) {
      yield { code: "A14-1", ...at, values: { key: shown(key) } };
      continue;
    }
    const near = nearest(key, known.filter((name) => !(name in value)), 0.7);
    yield { code: "F21", ...at, values: { key: shown(key), meant: near ?? "", near: near ? word("near", { near }) : "" } };
  }
}

function range(least = 0, most) {
  return most === undefined ? word("at_least", { least: String(least) }) : word("from_to", { least: String(least), most: String(most) });
}

const asWritten = (value) => shown(isText(value) ? value : JSON.stringify(value));

/** The schema of the property at a place, as the schema that holds it states it: there its title stands. */
export function propertyAt(root, place) {
  let schema = root;
  for (const step of place) {
    while ("$ref" in schema) schema = root.$defs[schema.$ref];
    schema = (typeof step === "number" ? schema.items : schema.properties?.[step]) ?? {};
  }
  return schema;
}

/** The title of a place; of the nearest above where it has none, as an item of a list. */
export function titleAt(root, place) {
  for (let length = place.length; length; length -= 1) {
    const { t } = propertyAt(root, place.slice(0, length));
    if (t !== undefined) return text(t);
  }
  return word("filing");
}

/** A filing of the right form with all that it may leave out, as the models fill it in. */
export function filled(root, value, schema = root) {
  if ("$ref" in schema) return filled(root, value, root.$defs[schema.$ref]);
  if (isList(value)) return value.map((item) => filled(root, item, schema.items));
  if (!isObject(value)) return value;
  const found = {};
  for (const [key, inner] of Object.entries(schema.properties)) {
    if (key in value) found[key] = filled(root, value[key], inner);
    else if ("default" in inner) found[key] = inner.default;
  }
  return found;
}
