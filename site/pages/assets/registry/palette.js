// Light or dark. Loaded ahead of the page's content, so that nothing flashes in the wrong colours.
(() => {
  const KEY = "registry-palette";
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null; // the reader's own choice, kept in this browser only
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // storage may be forbidden; the choice then lasts for this page
  }

  function apply() {
    const dark = (chosen ?? (system.matches ? "dark" : "light")) === "dark";
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    document.getElementById("palette")?.setAttribute("aria-pressed", String(dark));
    return dark;
  }

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("palette");
    button.hidden = false;
    apply();
    button.addEventListener("click", () => {
      chosen = apply() ? "light" : "dark";
      apply();
      try {
        localStorage.setItem(KEY, chosen);
      } catch {
        // as above
      }
    });
  });
})();
