window.disclosureLatest = "search-data.98cc3edc0bdb.js";
