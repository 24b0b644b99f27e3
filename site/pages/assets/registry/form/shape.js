// What fields a filing has, in their order, read from the form itself: it was made from the schema.

/** Fields that stand directly in a part of the form. Those of repeated items stand in their own part, see `itemOf`. */
export function fieldsIn(part) {
  const own = part.matches && part.matches("[data-key]") ? part : null;
  return [...part.querySelectorAll("[data-key]")].filter((field) => {
    const above = field.parentElement.closest("[data-key]");
    return above === own || !above || !part.contains(above);
  });
}

/** The part that is repeated for each item of a list. */
export const itemOf = (field) => [...field.children].find((child) => child.tagName === "TEMPLATE").content.firstElementChild;

/** [{key, kind, field, fields}] of a part, and so on below it. */
export function shapeOf(part) {
  return fieldsIn(part).map((field) => {
    const { key, kind } = field.dataset;
    const inner = kind === "object" ? shapeOf(field) : kind === "list" ? shapeOf(itemOf(field)) : [];
    return { key, kind, field, fields: inner };
  });
}
