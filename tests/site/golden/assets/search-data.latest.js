window.disclosureLatest = "search-data.65d0fad1b235.js";
