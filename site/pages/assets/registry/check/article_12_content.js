// Twin of rules/article_12_content.py: unit, business systems and apps hang together.
import { apps, systems } from "./parts.js";

function* appNamesAnExistingSystem(file) {
  const every = systems(file);
  for (const { place, app, item } of apps(file)) {
    // One's own app runs on the system beside it; a provider's on any of the file.
    const known = every.filter(({ items }) => file.kind === "provider" || items.includes(item)).map(({ system }) => system.id);
    if (!known.includes(app.system_id)) {
      yield { place: [...place, "system_id"], values: { app: app.name, system: app.system_id, known: known.slice(0, 10).join(", ") } };
    }
  }
}

function* idsAreDistinct({ kind, content }) {
  for (const list of kind === "provider" ? ["systems", "apps"] : ["uses"]) {
    const seen = new Map();
    for (const [index, { id }] of content[list].entries()) {
      seen.set(id, (seen.get(id) ?? 0) + 1);
      if (seen.get(id) === 2) yield { place: [list, index, "id"], values: { id, list } };
    }
  }
}

function* appHasAPlatform(file) {
  for (const { place, app } of apps(file)) {
    const { android, ios, mini_program: miniProgram } = app.platforms;
    if (!android && !ios && !miniProgram) yield { place: [...place, "platforms"], values: { app: app.name } };
  }
}

export const RULES = { "A12-1": appNamesAnExistingSystem, "A12-2": idsAreDistinct, "A12-3": appHasAPlatform };
