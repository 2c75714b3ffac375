"""A small county that keeps the registers of services: its files beside those of the golden county."""
import re
import shutil
from pathlib import Path

from built import GOLDEN

GUIDE = """标题: {title}
类别: 行政给付
对象: [个人]
依据: [《社会救助暂行办法》（国务院令第649号）第十一条]
单位: minzheng
审批单位: minzheng
条件: [有本县户籍]
材料: {papers}
步骤: [{{名称: 申请, 时限: 当场}}, {{名称: 发证}}]
法定时限: 30个工作日
承诺时限: 22个工作日
收费: 不收费
电话: 0590-7000320
监督电话: 0590-7000122
复核日期: 2026-05-06
"""
FILES = {
    "guides/a.yml": GUIDE.format(title="甲事", papers="[{名称: 户口簿, 形式: 原件, 份数: 1, 必要性: 共享免交}, {名称: 申请表, 必要性: 可容缺}]") + "地点: [ting]\n问答: [{问: 甲能代办吗？, 答: 能。}]\n",
    "guides/b.yml": GUIDE.format(title="乙事", papers="[{名称: 户口簿, 形式: 复印件, 份数: 2}, {名称: 照片}]"),
    "bundles/c.yml": "{标题: 丙一件事, 对象: [个人], 单位: minzheng, 指南: [a, b], 原材料: 4, 现材料: 3, 承诺时限: 5个工作日, 复核日期: 2026-05-06}\n",
    "places.yml": """ting: {名称: 示例厅, 类型: [政务服务中心], 单位: minzheng, 地址: 样例路1号, 电话: 0590-7000200, 时间: 全天, 经度: 118.1021, 纬度: 26.3312, 乡镇: xi-jie, 指南: [b]}
zhan: {名称: 示例站, 类型: [便民服务站], 单位: minzheng, 村居: shi-cun, 地址: 样例路2号, 电话: 0590-7000201, 时间: 上午, 导航: 'https://map.shili.example/2'}
""",
    "questions/d.yml": "{名称: 丁类, 单位: minzheng, 问答: [{编号: '1', 问: 丁要钱吗？, 答: 不要。, 更新日期: 2026-05-06, 指南: a}]}\n",
    "links.yml": "e: {名称: 戊网, 类型: 网站, 网址: 'https://e.shili.example/', 用途: 办事}\n",
    "ratings/2026-04.yml": """{标题: 四月, 期间: {起: 2026-04-01, 止: 2026-04-30}, 单位: minzheng, 汇总: [{单位: minzheng, 非常满意: 7, 满意: 1, 基本满意: 1, 不满意: 1, 非常不满意: 0}],
  差评: [{编号: '1', 日期: 2026-04-09, 单位: minzheng, 问题: 等得久, 核实: 属实, 情形: 立行立改, 整改: 加开窗口, 反馈日期: 2026-04-12}]}
""",
    "ratings/2026-05.yml": "{标题: 五月, 期间: {起: 2026-05-01, 止: 2026-05-31}, 单位: minzheng, 汇总: [{单位: minzheng, 非常满意: 9, 满意: 1, 基本满意: 0, 不满意: 0, 非常不满意: 0}]}\n",
    "subsidies/f.yml": """标题: 己补贴
年度: '2026'
依据: [示农〔2026〕11号]
补贴对象: 农民
标准: 每亩68元
单位: minzheng
发放方式: 一卡通
公示地点: 各村公示栏
监督电话: 0590-7000445
发放:
  - {批次: 一批, 日期: 2026-03-25, 户数: 30, 金额: 1000.50, 乡镇: [{乡镇: xi-jie, 户数: 30, 金额: 1000.50}]}
  - {批次: 二批, 日期: 2026-04-25, 户数: 20, 金额: 2000, 乡镇: [{乡镇: xi-jie, 户数: 20, 金额: 2000}]}
""",
    "projects.yml": "g: {标题: 庚项目, 类型: 民生实事, 年度: '2026', 目标: 建一所, 单位: minzheng, 乡镇: xi-jie, 完成时限: 2026-12, 状态: 正常推进}\n",
}


def services_county(folder: Path) -> Path:
    """Writes it; a matter of its names a guide."""
    shutil.copytree(GOLDEN, folder)
    for name, text in FILES.items():
        path = folder / "catalogues" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    matters = folder / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    text = matters.read_text(encoding="utf-8")
    matters.write_text(re.sub(r"(?m)^(\s+)(- )?(编号: .*)$", r"\1\2\3\n\1  指南: [a]", text, count=1), encoding="utf-8")
    return folder
