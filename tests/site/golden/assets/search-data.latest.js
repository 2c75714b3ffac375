window.disclosureLatest = "search-data.fc1f208e0b5c.js";
