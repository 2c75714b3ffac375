window.disclosureLatest = "search-data.397daf85b6cf.js";
