// Twin of rules/article_10_place.py: a provider files with the province where it is registered; a provincial authority with the Ministry.
import { parse, providerPath } from "./paths.js";
import { comparable } from "./unit_names.js";
import { label } from "./words.js";

const MINISTRY = "moe";
const folderOf = ({ path }, lookup) => lookup.authorities[parse(path)?.slug];

function* folderIsTheProvinceOfRegistration(file, lookup) {
  const { unit } = file.content;
  const folder = parse(file.path)?.slug;
  const kinds = [lookup.authorities[unit.registration_province]?.kind, lookup.authorities[folder]?.kind];
  if (kinds.includes(undefined) || kinds.includes("ministry") || folder === unit.registration_province) return;
  const right = providerPath(unit.registration_province, unit.uscc);
  yield { place: ["unit", "registration_province"], values: { province: unit.registration_province, folder, right } };
}

function* ministryTakesProvincialAuthorities(file, lookup) {
  const { unit } = file.content;
  if (folderOf(file, lookup)?.kind !== "ministry" || unit.unit_type === "education_authority") return;
  const right = providerPath(unit.registration_province, unit.uscc);
  yield { place: ["unit", "unit_type"], values: { kind: label("UnitType", unit.unit_type), right } };
}

function* provinceExists({ content: { unit } }, lookup) {
  const slug = unit.registration_province;
  if ((lookup.authorities[slug]?.kind ?? "ministry") === "ministry") yield { place: ["unit", "registration_province"], values: { slug } };
}

function* provincialAuthorityFilesWithTheMinistry(file, lookup) {
  const { unit } = file.content;
  if ((folderOf(file, lookup)?.kind ?? "ministry") === "ministry") return;
  const name = comparable(unit.name);
  if (Object.values(lookup.authorities).some((one) => one.kind !== "ministry" && one.name === name)) {
    yield { place: ["unit", "name"], values: { name: unit.name, right: providerPath(MINISTRY, unit.uscc) } };
  }
}

export const RULES = {
  "A10-1": folderIsTheProvinceOfRegistration,
  "A10-2": ministryTakesProvincialAuthorities,
  "A10-3": provinceExists,
  "A10-4": provincialAuthorityFilesWithTheMinistry,
};
