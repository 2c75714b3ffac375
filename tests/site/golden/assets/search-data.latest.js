window.disclosureLatest = "search-data.ea2bf9b3483c.js";
