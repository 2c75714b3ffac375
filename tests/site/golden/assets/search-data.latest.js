window.disclosureLatest = "search-data.585d467ba556.js";
