// The latest decisions, narrowed by kind and authority. What is chosen stands in the address, so that it can be passed on.
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("#decisions > li")];

function apply() {
  const { kind, authority } = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const row of rows) {
    const fits = (!kind || row.dataset.kind === kind) && (!authority || row.dataset.authority === authority);
    row.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown").textContent = `${shown} / ${rows.length}`;
  document.getElementById("no-match").hidden = shown > 0;
}

function fromAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const select of form.querySelectorAll("select")) {
    const value = wanted.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  apply();
}

if (form) {
  form.hidden = false;
  fromAddress();
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", chosen.size ? `#${chosen}` : location.pathname + location.search);
    apply();
  });
  addEventListener("hashchange", fromAddress);
}
