window.disclosureLatest = "search-data.b092c0fce8d6.js";
