// Twin of rules/article_19_affiliation.py: confirmed level by level, by administrative affiliation, not by address.
import { exists, isPlace, MINISTRY } from "./authority.js";
import { parse, userPath } from "./paths.js";
import { label } from "./words.js";

const UNDER_THE_MINISTRY = ["higher", "continuing", "affiliated_unit", "education_authority"];

/** The places below the stated province; undefined where it is none. */
const belowProvince = ({ province }, { authorities, places }) => ((authorities[province]?.kind ?? "ministry") === "ministry" ? undefined : places[province]);
const cityIsThere = ({ city }, below) => city === undefined || (city !== "" && city in below);

/** Codes below the province of the stated city and county; undefined where the county does not lie there. */
function countyCodes({ city, county }, below) {
  if (county === undefined) return city === undefined ? [] : [city];
  const within = Object.keys(below).find((code) => code !== "" && [undefined, code].includes(city) && below[code].includes(county));
  if (within) return [within, county];
  return city === undefined && below[""]?.includes(county) ? [county] : undefined;
}

/** Slug and codes of where the institution says that it is; undefined where there is no such place. */
function seatOf(institution, lookup) {
  const below = belowProvince(institution, lookup);
  const codes = below && cityIsThere(institution, below) ? countyCodes(institution, below) : undefined;
  return codes && [institution.province, ...codes];
}

function* folderIsTheCompetentAuthority({ content: { institution }, path }, lookup) {
  const folder = parse(path)?.authority;
  const stated = institution.competent_authority;
  if (folder !== undefined && folder !== stated && exists(lookup, stated) && exists(lookup, folder)) {
    yield { place: ["institution", "competent_authority"], values: { stated, folder, right: userPath(stated, institution.uscc) } };
  }
}

function* competentAuthorityExists({ content: { institution } }, lookup) {
  const stated = institution.competent_authority;
  if (!exists(lookup, stated)) yield { place: ["institution", "competent_authority"], values: { stated } };
}

function* provinceExists({ content: { institution } }, lookup) {
  if (!belowProvince(institution, lookup)) yield { place: ["institution", "province"], values: { slug: institution.province } };
}

function* cityIsInTheProvince({ content: { institution } }, lookup) {
  const { city, province } = institution;
  const below = belowProvince(institution, lookup);
  if (below && !cityIsThere(institution, below)) yield { place: ["institution", "city"], values: { city, province } };
}

function* countyIsInTheCity({ content: { institution } }, lookup) {
  const { city, county, province } = institution;
  const below = belowProvince(institution, lookup);
  if (below && cityIsThere(institution, below) && !countyCodes(institution, below)) {
    yield { place: ["institution", "county"], values: { county, above: city ?? province, province } };
  }
}

function* liesInTheAuthoritysArea({ content: { institution } }, lookup) {
  const competent = institution.competent_authority;
  const seat = seatOf(institution, lookup);
  if (!seat || competent === MINISTRY || !exists(lookup, competent)) return;
  const above = competent.split("/");
  if (above[0] === "xpcc" && seat[0] === "xinjiang") return; // the Corps lies in Xinjiang
  const stated = seat.find((code, step) => step < above.length && code !== above[step]);
  if (stated === undefined) return;
  const field = stated === seat[0] ? "province" : stated === institution.city ? "city" : "county";
  yield { place: ["institution", field], values: { seat: seat.join("/"), competent } };
}

/** The folder that an education authority itself is, by the place that it states. */
const ownPath = (institution, lookup) => (institution.level === "education_authority" ? seatOf(institution, lookup)?.join("/") : undefined);
/** The next higher authority. */
const nextOf = (own) => own.split("/").slice(0, -1).join("/") || MINISTRY;

function* authorityIsNotConfirmedByItself({ content: { institution } }, lookup) {
  const [own, competent] = [ownPath(institution, lookup), institution.competent_authority];
  if (own && exists(lookup, competent) && `${competent}/`.startsWith(`${own}/`)) {
    yield { place: ["institution", "competent_authority"], values: { own, competent, next: nextOf(own) } };
  }
}

function* authorityIsConfirmedByTheNext({ content: { institution } }, lookup) {
  const [own, competent] = [ownPath(institution, lookup), institution.competent_authority];
  if (!own || competent === nextOf(own) || !exists(lookup, competent)) return;
  if (competent === MINISTRY || own.startsWith(`${competent}/`)) {
    yield { place: ["institution", "competent_authority"], values: { own, competent, next: nextOf(own) } };
  }
}

function* ministryConfirmsItsOwn({ content: { institution } }) {
  const { competent_authority: competent, level } = institution;
  if (competent === MINISTRY && !UNDER_THE_MINISTRY.includes(level)) {
    yield { place: ["institution", "level"], values: { level: label("InstitutionLevel", level) } };
  }
}

function* universityIsNotUnderACounty({ content: { institution } }, { authorities, places }) {
  const { competent_authority: competent, level } = institution;
  const [slug, ...codes] = competent.split("/");
  const below = places[slug];
  if (level !== "higher" || !below || (codes.length && !isPlace(below, codes))) return;
  const underACounty = codes.length === 2 || codes.some((code) => below[""]?.includes(code));
  if (underACounty && authorities[slug].kind !== "xpcc") yield { place: ["institution", "competent_authority"], values: { competent } };
}

export const RULES = {
  "A19-1": folderIsTheCompetentAuthority,
  "A19-2": competentAuthorityExists,
  "A19-3": provinceExists,
  "A19-4": cityIsInTheProvince,
  "A19-5": countyIsInTheCity,
  "A19-6": liesInTheAuthoritysArea,
  "A19-7": authorityIsNotConfirmedByItself,
  "A19-8": authorityIsConfirmedByTheNext,
  "A19-9": ministryConfirmsItsOwn,
  "A19-10": universityIsNotUnderACounty,
};
