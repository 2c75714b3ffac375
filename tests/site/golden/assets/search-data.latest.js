window.disclosureLatest = "search-data.7420b064ac69.js";
