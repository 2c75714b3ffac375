window.disclosureLatest = "search-data.73e059ee863e.js";
