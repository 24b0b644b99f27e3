// Places below an authority as choices: cities and counties of the province that was chosen, and the authorities above them.

import { file } from "../files.js";
import { at } from "./values.js";
import { placeOf } from "./view.js";
import { element, say } from "./words.js";

const MUNICIPAL = "";
const known = new Map();

/** Reads the places of a province, once. False where they cannot be read. */
export async function read(slug) {
  if (!/^[a-z]{2,20}$/.test(slug ?? "")) return false;
  if (!known.has(slug)) known.set(slug, await file(`form/places/${slug}.json`).catch(() => null));
  return known.get(slug) !== null;
}

const all = (slug) => {
  const { cities = [], counties = [] } = known.get(slug) ?? {};
  return [...cities, ...counties, ...cities.flatMap((city) => city.counties)];
};

/** Names of a place, or undefined. */
export const placeNamed = (slug, code) => all(slug).find((one) => one.code === code);

function offer(field, places, chosen) {
  const select = field.querySelector("select");
  const options = places.map(({ code, zh, en }) => new Option(say(zh, en), code));
  if (typeof chosen === "string" && !options.some(({ value }) => value === chosen)) options.push(new Option(chosen, chosen));
  select.replaceChildren(select.options[0], ...options);
  select.value = typeof chosen === "string" ? chosen : "";
}

/** Offers cities and counties, and the authorities that an institution there may belong to. `pick(field, value)` is called for a chosen authority. */
export async function offerPlaces(form, filing, names, pick) {
  const { province, city, county } = filing.institution ?? {};
  if (!(await read(province)) || filing.institution?.province !== province) return; // another one was chosen meanwhile
  const { cities, counties } = known.get(province);
  for (const field of form.querySelectorAll("[data-kind=division]")) {
    const chosen = at(filing, placeOf(field));
    const within = city ? (cities.find(({ code }) => code === city)?.counties ?? []) : counties;
    offer(field, field.dataset.key === "city" ? cities : within, chosen);
  }
  const above = cities.find((one) => one.code === city);
  const below = placeNamed(province, county);
  const choices = [
    county && [[province, above ? city : MUNICIPAL, county].filter(Boolean).join("/"), below && say(`${below.zh}教育行政部门`, `Education authority of ${below.en}`)],
    city && [`${province}/${city}`, above && say(`${above.zh}教育行政部门`, `Education authority of ${above.en}`)],
    [province, names[province] && say(names[province].zh, names[province].en)],
    ["moe", names.moe && say(names.moe.zh, names.moe.en)],
  ].filter((one) => one && one[1]);
  for (const field of form.querySelectorAll("[data-kind=authority]")) {
    let box = field.querySelector(".form-offers");
    if (!box) {
      box = element("p", { class: "form-offers" });
      field.append(box);
    }
    box.replaceChildren(
      ...choices.map(([path, name]) => {
        const button = element("button", { type: "button", class: "reg-tool" }, name);
        button.addEventListener("click", () => pick(field, path));
        return button;
      }),
    );
  }
}
