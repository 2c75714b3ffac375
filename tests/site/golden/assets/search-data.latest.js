window.disclosureLatest = "search-data.b9fa756a3f64.js";
