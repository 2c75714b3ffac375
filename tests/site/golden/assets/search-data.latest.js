window.disclosureLatest = "search-data.59481d8356c4.js";
