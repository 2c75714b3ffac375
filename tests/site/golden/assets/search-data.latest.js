window.disclosureLatest = "search-data.6cc84e8c1e5e.js";
