// The page that stands where there is none: if a number was asked for, it is put into the box for verification.

const field = document.getElementById("missing-number");
const asked = decodeURIComponent(location.pathname.split("/").pop() ?? "").normalize("NFKC").match(/[0-9]{5,9}/);
if (field && asked) field.value = asked[0];
