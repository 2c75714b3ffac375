window.disclosureLatest = "search-data.5c0b3fb4192f.js";
