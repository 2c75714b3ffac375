window.disclosureBeside=[[["1","1","","村级财务"],["2","2","最低生活保障","domains-shehui-jiuzhu","2.10"]]];
