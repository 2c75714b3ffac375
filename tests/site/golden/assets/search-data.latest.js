window.disclosureLatest = "search-data.88a2bf5034c6.js";
