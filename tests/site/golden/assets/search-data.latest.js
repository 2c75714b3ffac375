window.disclosureLatest = "search-data.fb0ff7e7d0ba.js";
