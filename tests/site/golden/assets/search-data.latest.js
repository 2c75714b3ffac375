window.disclosureLatest = "search-data.eded621f7843.js";
