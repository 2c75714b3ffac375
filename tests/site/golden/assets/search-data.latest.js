window.disclosureLatest = "search-data.99fe8f4dc6c5.js";
