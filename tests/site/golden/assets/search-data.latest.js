window.disclosureLatest = "search-data.43b2fc0ed7e9.js";
