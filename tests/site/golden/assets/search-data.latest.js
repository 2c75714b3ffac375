window.disclosureLatest = "search-data.1d6512b96f50.js";
