window.disclosureLatest = "search-data.c0d0083fc5ca.js";
