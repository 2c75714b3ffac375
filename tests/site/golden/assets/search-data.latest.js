window.disclosureLatest = "search-data.ae2e8d135e73.js";
