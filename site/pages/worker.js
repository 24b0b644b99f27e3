// Verification without a network: what the page asked for once is asked of the network first, and of what was kept where there is none.
// Nothing else of the site passes through here.

const KEPT = "registry-verification";
const scope = new URL("./", self.location.href).pathname;
const paths = /^(?:(?:en\/)?verify\/$|assets\/registry\/|search\/(?:index|numbers)\.json$|api\/v1\/(?:number\/|index\.json$))/;

async function answer(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok) await kept.put(request.url.split("?")[0], response.clone());
    return response;
  } catch (error) {
    const known = await kept.match(request, { ignoreSearch: true });
    if (known) return known;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !pathname.startsWith(scope)) return;
  if (paths.test(pathname.slice(scope.length))) event.respondWith(answer(event.request));
});
