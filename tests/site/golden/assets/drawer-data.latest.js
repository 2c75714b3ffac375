window.disclosureLatest = "drawer-data.66969539bb22.js";
