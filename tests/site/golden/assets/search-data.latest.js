window.disclosureLatest = "search-data.0b44f28daf00.js";
