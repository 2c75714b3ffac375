"""Every fault of reading and structure: C1xx of the text, C2xx of the records, C3xx of what they say of each other.

Codes are stable and never used again for something else.
"""
from disclosure.model.finding import Rule, Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
GENERAL = "《目录格式》总则"

ENCODING = Rule("C101", "utf-8", ERROR, "文件用 UTF-8 编码", GENERAL,
                wrong="文件存成 GBK（ANSI）或者 UTF-16", right="另存为，编码选 UTF-8")
CHARACTER = Rule("C102", "visible-characters", ERROR, "没有看不见的控制字符", GENERAL,
                 wrong="名称: 低保<零宽空格>标准", right="名称: 低保标准")
TOO_LARGE = Rule("C103", "size", ERROR, "文件不超过 2 MB、10 万行、40 万个值，一行不超过 64 kB，嵌套不超过 30 层，问题不超过 2 万处", GENERAL,
                 wrong="把几年的名单全写进一个 3 MB 的文件", right="名单做成附件放进 content/files/，这里写链接")
TAB = Rule("C104", "no-tabs", ERROR, "缩进用空格，不用制表符", GENERAL,
           wrong="<Tab>名称: 办事指南", right="  名称: 办事指南")
YAML = Rule("C105", "yaml", ERROR, "文件能按 YAML 读懂", GENERAL,
            wrong="名称: 低保标准\n   对象: 全社会", right="名称: 低保标准\n对象: 全社会")
FEATURE = Rule("C106", "yaml-features", ERROR, "不用锚点、别名、标签、指令、合并键和多个文档", GENERAL,
               wrong="主体: &a minzheng", right="主体: minzheng")
DUPLICATE_KEY = Rule("C107", "duplicate-key", ERROR, "同一处的字段不重复", GENERAL,
                     wrong="时限: 长期公开\n时限: 及时", right="时限: 长期公开")
COLON = Rule("C108", "colon", ERROR, "字段名后是半角冒号加空格", GENERAL,
             wrong="名称：办事指南", right="名称: 办事指南")
QUOTE = Rule("C109", "quote", ERROR, "会被 YAML 误解的值加引号", GENERAL,
             wrong="说明: 注意: 带身份证", right="说明: '注意: 带身份证'")
COMMENT = Rule("C110", "comment", ERROR, "注释单独成行", GENERAL,
               wrong="时限: 长期公开 # 待核", right="# 待核\n时限: 长期公开")
BOOK_MARKS = Rule("C111", "book-marks", ERROR, "一条文字里的《》成对", GENERAL,
                  wrong="依据: [《社会救助,暂行办法》第九条]", right="依据: '《社会救助,暂行办法》第九条'")
FILE_NAME = Rule("C112", "file-name", ERROR, "目录里只有认识的文件，文件名是小写字母、数字和短横", GENERAL,
                 wrong="catalogues/domains/社会救助.yaml", right="catalogues/domains/shehui-jiuzhu.yml")
NO_FILE = Rule("C113", "files-there", ERROR, "必须有的文件都在", GENERAL,
               wrong="（没有 catalogues/county.yml）", right="catalogues/county.yml：名称: 示例县，截至日期: 2026-11-20")
EMPTY_FILE = Rule("C114", "not-empty", ERROR, "文件里有内容", GENERAL,
                  wrong="（units.yml 里什么也没有）", right="minzheng:\n  名称: 示例县民政局")

CONFLICT = Rule("C115", "no-conflict-markers", ERROR, "没有留下版本合并的冲突标记", GENERAL,
                wrong="<<<<<<< HEAD\n时限: 及时\n=======\n时限: 长期公开\n>>>>>>> 同事", right="时限: 长期公开")
PORTABLE = Rule("C116", "portable-names", ERROR, "文件名、代号和编号在 Windows 上也能用", "Windows 文件命名规则：CON、PRN、AUX、NUL、COM1–9、LPT1–9 是保留名",
                wrong="catalogues/domains/con.yml", right="catalogues/domains/conglin.yml")

SETTINGS = Rule("C150", "settings-are-data", ERROR, "别的县的文件夹里，mkdocs.yml 只写手写页面的次序（nav）", "《什么是代码，什么是数据》：mkdocs.yml",
                wrong="plugins: [disclosure, search]\nhooks: [a.py]", right="site_name: 示例县\nnav:\n  - guide.md\n  - about.md")
ORDER = Rule("C151", "settings-pages", WARNING, "mkdocs.yml 排了次序的手写页面都在 content/ 里", "《目录格式》content/ 文件夹",
             wrong="nav:\n  - zhinan.md（content/ 里没有）", right="nav:\n  - guide.md")
MISPLACED = Rule("C212", "content-in-place", ERROR, "content/ 里只有网页（.md），别的文件都在 content/files/ 下", GENERAL,
                 wrong="content/名单.xlsx", right="content/files/mingdan.xlsx")
OWN_FILE = Rule("C213", "own-files", ERROR, "文件和文件夹是它们自己，不是链接、管道和设备", GENERAL,
                wrong="content/files/通知.pdf（指到别处的链接）", right="content/files/通知.pdf（文件本身）")
NAME_CODE = Rule("C214", "names-in-utf8", ERROR, "网页和目录的文件名是 UTF-8 编码的", GENERAL,
                 wrong="content/guide.md（名字是乱码）", right="content/guide.md")
FILE_NAME_CODE = Rule("C215", "attachment-names-in-utf8", WARNING, "附件的文件名是 UTF-8 编码的，才能引用", GENERAL,
                      wrong="content/files/名单.xlsx（名字是 GBK 编码，解压出来是乱码）", right="content/files/名单.xlsx")
README = Rule("C216", "readme-left-out", NOTICE, "README 不发布", GENERAL,
              wrong="content/README.md", right="content/shuoming.md")
PAGE_NAME = Rule("C217", "page-names", WARNING, "网页的文件名用小写字母、数字和短横", GENERAL,
                 wrong="content/公开指南.md", right="content/gongkai-zhinan.md")
CHANGED = Rule("C218", "files-at-rest", ERROR, "检查的时候，附件没有同时在改", GENERAL,
               wrong="content/files/名单.xlsx（检查到一半又存了一次）", right="存好以后再检查")

FRONT = Rule("C130", "front-matter", ERROR, "手写页面的页头用两行 --- 围起来", "《目录格式》手写页面",
             wrong="---\n发布日期: 2026-03-20\n# 公开指南", right="---\n发布日期: 2026-03-20\n---\n# 公开指南")
NO_MARK = Rule("C131", "known-marks", WARNING, "正文和手写页面只用网站认得的记号", "《目录格式》文字、Markdown、链接：不认得的照原样显示",
               wrong="<b>申请条件</b>", right="**申请条件**")
TABLE = Rule("C132", "table-rows", WARNING, "正文里表格的各行与表头一样多格", "《目录格式》文字、Markdown、链接：表格",
             wrong="| 项目 | 金额 |\n| --- | --- |\n| 低保 | 815 | 元 |", right="| 项目 | 金额 | 单位 |\n| --- | --- | --- |\n| 低保 | 815 | 元 |")
TOO_MANY_MARKS = Rule("C133", "text-size", ERROR, "一篇正文不超过 10,000 行、50 万字、30,000 个记号", "《目录格式》文字、Markdown、链接：再多就要读很久",
                      wrong="把一万户的名单排成正文里的表格", right="名单做成附件放进 content/files/，正文里写链接")

LOOKALIKE = Rule("C135", "true-characters", WARNING, "汉字是字，不是样子相同的部首和兼容字", "Unicode：康熙部首、部首补充、兼容汉字不用来写字",
                 wrong="名称: ⽔费补贴（从 PDF 复制，⽔ 是部首）", right="名称: 水费补贴")

FORM_HEADS = Rule("C140", "keys-not-heads", ERROR, "字段名用《目录格式》里的字，不用标准目录的表头", "《目录格式》总则：字段名没有第二种写法",
                  wrong="- 序号: 1\n  二级事项: 审核信息\n  公开渠道和载体: ■政府网站 □政府公报 ■公开查阅点",
                  right="- 编号: 1\n  名称: 审核信息\n  渠道: [政府网站, 公开查阅点]")

ENTRIES = Rule("C141", "entries-apart", ERROR, "列表一条一行，行首是短横加一个空格", GENERAL,
               wrong="依据:\n  -《社会救助暂行办法》第九条\n  -《信访工作条例》", right="依据:\n  - 《社会救助暂行办法》第九条\n  - 《信访工作条例》")
GLUED = Rule("C142", "lines-glued", WARNING, "几条内容不连成一段：一条一行加短横，或者在方括号里用半角逗号分开", GENERAL,
              wrong="内容: [申请条件，办理流程]", right="内容: [申请条件, 办理流程]")

ELEMENT = Rule("C201", "elements-present", ERROR, "八个要素和必填字段都有",
               "国办发〔2019〕54号：目录至少应包括公开事项的名称、内容、依据、时限、主体、方式、渠道、公开对象等要素",
               wrong="- 编号: 2.1\n  名称: 审核信息\n  （没有写时限，默认里也没有）", right="- 编号: 2.1\n  名称: 审核信息\n  时限: 公示7个工作日", measure="completeness")
UNKNOWN_KEY = Rule("C202", "known-keys", ERROR, "只用格式里有的字段",
                   wrong="时现: 长期公开", right="时限: 长期公开")
SHAPE = Rule("C203", "shape", ERROR, "值的形状正确：文字、列表或下级字段",
             wrong="停用: 依据已废止", right="停用: {日期: 2025-12-31, 原因: 依据已废止}")
DATE = Rule("C204", "date", ERROR, "日期写作 YYYY-MM-DD，并且有这一天",
            wrong="发布日期: 2026.2.30", right="发布日期: 2026-02-28")
OPTION = Rule("C205", "options", ERROR, "值在规定的选项里",
              wrong="方式: 主动", right="方式: 主动公开", measure="completeness")
FORM = Rule("C206", "form", ERROR, "编号、代码、网址等按规定的样子写",
            wrong="网站标识码: 35990001", right="网站标识码: 3599000001", measure="completeness", drops=True)
FILE = Rule("C207", "file", ERROR, "引用的文件在 content/files/ 里",
            wrong="文件: 标准.xlsx（content/files/ 里没有）", right="文件: dibao/biaozhun.xlsx", measure="links", drops=True)
REQUIRED = Rule("C208", "required", ERROR, "必填字段都有",
                wrong="minzheng:\n  电话: 0590-7000120", right="minzheng:\n  名称: 示例县民政局\n  电话: 0590-7000120")
UNIQUE = Rule("C209", "unique", ERROR, "编号、代号不重复",
              wrong="- 编号: A1\n- 编号: a1", right="- 编号: A1\n- 编号: A2")
MARKDOWN = Rule("C210", "markdown-links", ERROR, "正文里的链接只用 http(s)、mailto、tel 或相对路径",
                wrong="正文: '[标准](file:///C:/标准.xlsx)'", right="正文: '[标准](dibao/biaozhun.xlsx)'", measure="links")
EITHER = Rule("C211", "one-of", ERROR, "几个字段至少写一个，或只写一个",
              wrong="信息:\n  - {标题: 10月发放情况, 发布日期: 2026-11-04}", right="信息:\n  - {标题: 10月发放情况, 文件: dibao/202610.xlsx, 发布日期: 2026-11-04}")

REFERENCE = Rule("C301", "references", ERROR, "提到的单位、解读人、领域、乡镇、事项、政策、流程都存在，并且只有一个",
                 wrong="主体: 民政厅（units.yml 里没有）", right="主体: minzheng", measure="completeness")
DIFFERENCE = Rule("C302", "difference-explained", ERROR, "与县级事项的内容、依据、时限不同的，写差异说明",
                  wrong="- 参照: shehui-jiuzhu/2.2\n  时限: 公示10日", right="- 参照: shehui-jiuzhu/2.2\n  时限: 公示10日\n  差异说明: 街道的初审公示比县里长3日。")
EXEMPTION = Rule("C303", "exemption-explained", ERROR, "不予公开的写明依据和理由", "《政府信息公开条例》第三十六条第三项",
                 wrong="公开属性: 不予公开", right="公开属性: 不予公开\n不予公开理由: {依据: 《政府信息公开条例》第十五条, 理由: 涉及个人隐私}")
INTERPRETING_UNIT = Rule("C304", "interpreting-unit", ERROR, "谁起草谁解读；联合发文由牵头单位解读",
                         "《目录格式》政策：解读机构是起草单位之一，或联合单位的第一个",
                         wrong="起草单位: minzheng\n解读:\n  - 解读机构: jiaoyu", right="起草单位: minzheng\n解读:\n  - 解读机构: minzheng")
INTERPRETERS_UNIT = Rule("C305", "interpreters-unit", ERROR, "解读人是解读机构的人，专家解读除外", "《目录格式》政策：解读人",
                         wrong="解读机构: minzheng\n解读人: lin-shili（县教育局的人）", right="解读机构: minzheng\n解读人: chen-shili")
TRANSCRIPT = Rule("C306", "transcript", ERROR, "视频、音频解读有文字稿", "《目录格式》政策：视频和音频须有正文",
                  wrong="形式: 视频\n链接: https://www.shili.example/jiedu/1.mp4", right="形式: 视频\n链接: https://www.shili.example/jiedu/1.mp4\n正文: 各位乡亲，这次低保标准调整……")
NOT_INTERPRETED = Rule("C307", "interpreted", WARNING, "政策有解读，或写明不解读理由", "《目录格式》政策",
                       wrong="（没有写“解读”，也没有写“不解读理由”）", right="不解读理由: 内部工作规程，不涉及公众", measure="interpretation")
FLOW = Rule("C308", "flow", ERROR, "流程的每一步走得到，每条路有结束", "《目录格式》流程",
            wrong="- {代号: shenhe, 名称: 是否齐全, 类型: 判断, 单位: 县民政局, 下一步: {是: banjie}}", right="- {代号: shenhe, 名称: 是否齐全, 类型: 判断, 单位: 县民政局, 下一步: {是: banjie, 否: buzheng}}")
TAKEN_RETIRED = Rule("C309", "taken-retired", NOTICE, "沿用的县级事项没有停用", "《目录格式》乡镇：停用不沿用",
                     wrong="- 参照: shehui-jiuzhu/2.3（县里已经停用）", right="- 参照: shehui-jiuzhu/2.3\n  停用: {日期: 2025-12-31, 原因: 依据已废止}")
NOTHING_TAKEN = Rule("C310", "nothing-taken", WARNING, "整个参照的领域里有乡镇可以沿用的事项", "《目录格式》乡镇：参照",
                     wrong="参照: [shuishou-guanli]（那里没有层级含乡级的事项）", right="参照: [shehui-jiuzhu]")
LIMIT_UNREAD = Rule("C311", "time-limit-read", NOTICE, "公开时限能读成期限", "《目录格式》时限",
                    wrong="时限: 按规定时间", right="时限: 信息形成或者变更之日起20个工作日内")
