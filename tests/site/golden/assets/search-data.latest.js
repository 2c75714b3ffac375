window.disclosureLatest = "search-data.35424265dab0.js";
