window.disclosureLatest = "search-data.63bc7d57885c.js";
