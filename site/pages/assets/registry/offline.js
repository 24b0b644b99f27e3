// Keeps what the page has loaded, so that it answers again where there is no network. See worker.js.

import { root } from "./files.js";

const KEPT = "registry-verification";

/** Keeps the page and all that it loaded so far. Without support, or where storing is forbidden, nothing is kept. */
export async function keep() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name.split("?")[0]);
    const own = [new URL("./", location.href).href.split("?")[0], ...loaded].filter((address) => address.startsWith(root.href));
    const worker = await navigator.serviceWorker.register(new URL("worker.js", root));
    if (worker) await (await caches.open(KEPT)).addAll([...new Set(own)]);
  } catch {
    // Verification goes on as it is, with a network.
  }
}
