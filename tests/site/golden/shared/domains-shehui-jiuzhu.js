window.disclosureNames={"1.1":"政策法规文件","1.2":"监督检查 <script>alert(1)</script> {{ 7*7 }}","2.10":"审核信息","A-3":"不予公开的个案"};
