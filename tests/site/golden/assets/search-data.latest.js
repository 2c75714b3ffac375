window.disclosureLatest = "search-data.d96ee63912dd.js";
