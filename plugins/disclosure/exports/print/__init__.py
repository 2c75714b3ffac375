"""What is printed: catalogues, handbooks and notices as PDF, set by typst.  What editors typed reaches it as data, never as its markup."""
