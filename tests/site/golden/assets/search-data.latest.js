window.disclosureLatest = "search-data.167ed2f02cd0.js";
