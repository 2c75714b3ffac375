window.disclosureLatest = "search-data.0c7477ae5948.js";
