// Twin of rules/transfer.py: an app goes to another provider and keeps its number; as far as this unit's filing says it.
import { word } from "./words.js";
import { stateWords, statusesOf } from "./withdrawal.js";

const MAY_GO = ["filed", "transferred"];

function* onlyALiveAppIsGivenAway({ content }, lookup) {
  const known = statusesOf(lookup);
  for (const [index, app] of content.apps.entries()) {
    const status = known.get(app.id);
    const mayGo = MAY_GO.includes(status);
    if (!app.transferred_to || (mayGo && !app.withdrawal)) continue;
    const state = mayGo ? word("withdrawn_as_well") : stateWords(status);
    yield { place: ["apps", index, "transferred_to"], onKey: true, values: { app: app.name, state } };
  }
}

function* receiverIsAnotherUnit({ content }) {
  for (const [index, app] of content.apps.entries()) {
    if (app.transferred_to?.uscc === content.unit.uscc) yield { place: ["apps", index, "transferred_to", "uscc"], values: { app: app.name } };
  }
}

function* numberIsTakenOverOnce({ content }) {
  const above = new Set();
  for (const [index, { takes_over: number }] of content.apps.entries()) {
    if (number === undefined) continue;
    if (above.has(number)) yield { place: ["apps", index, "takes_over"], values: { number } };
    above.add(number);
  }
}

function* ownUseHasNoNumberToGive({ content }) {
  for (const [index, { self_developed: own }] of content.uses.entries()) {
    for (const field of own ? ["withdrawal", "transferred_to", "takes_over"] : []) {
      if (own.app[field] !== undefined) yield { place: ["uses", index, "self_developed", "app", field], onKey: true, values: { field } };
    }
  }
}

function* idOfWhatHasGoneIsNotUsedAgain({ content }, lookup) {
  for (const [index, app] of content.apps.entries()) {
    const gone = lookup.registered.findLast(({ item, status }) => item === app.id && status === "transferred");
    if (gone && !app.transferred_to && app.takes_over !== gone.number) {
      yield { place: ["apps", index, "id"], values: { item: app.id, number: gone.number } };
    }
  }
}

export const RULES = {
  R43: onlyALiveAppIsGivenAway,
  R44: receiverIsAnotherUnit,
  R46: numberIsTakenOverOnce,
  R47: ownUseHasNoNumberToGive,
  R48: idOfWhatHasGoneIsNotUsedAgain,
};
