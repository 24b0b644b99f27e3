// Twin of rules/withdrawal.py: a provider ends the filing of an app by a request, never by a deletion.
import { label, word } from "./words.js";

const MAY_END = ["filed", "suspended", "withdrawn"];

/** How the state of an app stands in a sentence; undefined: not numbered. */
export const stateWords = (status) => (status === undefined ? word("unnumbered") : word("in_state", { state: label("ProviderStatus", status) }));

/** Status of each registered app, the gone ones included. */
export const statusesOf = (lookup) => new Map(lookup.registered.map(({ item, status }) => [item, status]));

function* onlyALiveFilingEnds({ content }, lookup) {
  const known = statusesOf(lookup);
  for (const [index, app] of content.apps.entries()) {
    const status = known.get(app.id);
    if (app.withdrawal && !MAY_END.includes(status)) {
      yield { place: ["apps", index, "withdrawal"], onKey: true, values: { app: app.name, state: stateWords(status) } };
    }
  }
}

function* requestIsNotOfTomorrow({ content }, _, today) {
  for (const [index, { withdrawal }] of content.apps.entries()) {
    const day = withdrawal?.requested_on;
    if (day > today) yield { place: ["apps", index, "withdrawal", "requested_on"], values: { day, today } };
  }
}

function* whatHasEndedStaysEnded({ content }, lookup) {
  for (const [index, app] of content.apps.entries()) {
    const entry = lookup.registered.findLast(({ item, status }) => item === app.id && status === "withdrawn");
    if (entry && !app.withdrawal) yield { place: ["apps", index], values: { app: app.name, number: entry.number } };
  }
}

export const RULES = { R40: onlyALiveFilingEnds, R41: requestIsNotOfTomorrow, R42: whatHasEndedStaysEnded };
