window.disclosureLatest = "search-data.80df75ccea89.js";
