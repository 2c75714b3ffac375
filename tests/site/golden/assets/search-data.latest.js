window.disclosureLatest = "search-data.1ad3d4c8c8f9.js";
