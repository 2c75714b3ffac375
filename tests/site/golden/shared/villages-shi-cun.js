window.disclosureBeside=[["法定公开",[[["1","1","村级财务"],["2","2","domains-shehui-jiuzhu","2.10"]]]]];
