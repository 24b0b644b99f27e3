// The filing that is being written, as plain values, and where each of them stands. A place is a list of keys and indexes: ["apps", 0, "name"].

export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const has = (record, key) => Object.prototype.hasOwnProperty.call(record, key);

/** Whether two values are the same, whatever the order of keys. */
export function same(one, other) {
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (!isRecord(one)) return one === other;
  const keys = Object.keys(one);
  return isRecord(other) && keys.length === Object.keys(other).length && keys.every((key) => has(other, key) && same(one[key], other[key]));
}

/** A copy that shares nothing. */
export function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)])) : value;
}

/** The value at a place, or undefined. */
export function at(root, place) {
  let value = root;
  for (const step of place) {
    if (typeof value !== "object" || value === null || !has(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

/** Sets the value at a place; records and lists on the way that are not there are made. A text on the way gives way to them. */
export function put(root, place, value) {
  let holder = root;
  place.slice(0, -1).forEach((step, depth) => {
    const inner = holder[step];
    const wanted = typeof place[depth + 1] === "number" ? Array.isArray(inner) : isRecord(inner);
    if (!wanted) holder[step] = typeof place[depth + 1] === "number" ? [] : {};
    holder = holder[step];
  });
  holder[place[place.length - 1]] = value;
}

/** Takes the value at a place away, and whatever is empty because of that, but no item of a list of records. */
export function take(root, place) {
  const holder = at(root, place.slice(0, -1));
  const step = place[place.length - 1];
  if (Array.isArray(holder)) holder.splice(step, 1);
  else if (isRecord(holder)) delete holder[step];
  else return;
  const above = place.slice(0, -1);
  const empty = Array.isArray(holder) ? holder.length === 0 : Object.keys(holder).length === 0;
  if (empty && above.length && typeof above[above.length - 1] === "string") take(root, above);
}
