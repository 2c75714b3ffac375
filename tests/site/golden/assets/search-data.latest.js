window.disclosureLatest = "search-data.764fa5a2653c.js";
