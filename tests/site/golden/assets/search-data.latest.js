window.disclosureLatest = "search-data.98709411a617.js";
