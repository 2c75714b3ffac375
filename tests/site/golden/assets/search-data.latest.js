window.disclosureLatest = "search-data.206dbccc5e59.js";
