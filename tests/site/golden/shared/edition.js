window.disclosureEdition="2026-06-30";
