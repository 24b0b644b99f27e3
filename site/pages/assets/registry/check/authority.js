// Twin of core/authority.py: whether there is an education authority at a path.

export const MINISTRY = "moe";

/** Whether a path such as `zhejiang/330100/330106` leads to an education authority. Where places are not loaded, only its slug is known. */
export function exists({ authorities, places }, path) {
  const [slug, ...codes] = path.split("/");
  return slug in authorities && (!codes.length || isPlace(places?.[slug] ?? {}, codes));
}

/** Whether codes name a place below an authority: a city, a county right under it, or a county of a city. */
export function isPlace(below, codes) {
  const [code, county] = codes;
  if (codes.length === 1) return code !== "" && (code in below || (below[""] ?? []).includes(code));
  return codes.length === 2 && code !== "" && (below[code] ?? []).includes(county);
}

/** The generated table of places, read out: by slug the codes of counties by that of their city; under "" those right under the province. */
export const placesOf = (table) => mapped(table, (cities) => mapped(cities, countiesOf));

const mapped = (values, say) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, say(value, key)]));

function countiesOf(short, city) {
  const [near, far = ""] = short.split(" ");
  return [...(near.match(/../g) ?? []).map((end) => city.slice(0, 4) + end), ...(far.match(/.{6}/g) ?? [])];
}
