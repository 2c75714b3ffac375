window.disclosureLatest = "search-data.2537e5536b42.js";
