window.disclosureLatest = "search-data.067ab3047380.js";
