window.disclosureLatest = "search-data.90afc8a2a90a.js";
