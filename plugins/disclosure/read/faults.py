"""Every fault of reading and structure: C1xx of the text, C2xx of the records, C3xx of what they say of each other.

Codes are stable and never used again for something else.
"""
from disclosure.model.finding import Rule, Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
GENERAL = "《目录格式》总则"

ENCODING = Rule("C101", "utf-8", ERROR, "文件用 UTF-8 编码", GENERAL)
CHARACTER = Rule("C102", "visible-characters", ERROR, "没有看不见的控制字符", GENERAL)
TOO_LARGE = Rule("C103", "size", ERROR, "文件不超过 2 MB，一行不超过 64 kB，嵌套不超过 30 层", GENERAL)
TAB = Rule("C104", "no-tabs", ERROR, "缩进用空格，不用制表符", GENERAL)
YAML = Rule("C105", "yaml", ERROR, "文件能按 YAML 读懂", GENERAL)
FEATURE = Rule("C106", "yaml-features", ERROR, "不用锚点、别名、标签、指令、合并键和多个文档", GENERAL)
DUPLICATE_KEY = Rule("C107", "duplicate-key", ERROR, "同一处的字段不重复", GENERAL)
COLON = Rule("C108", "colon", ERROR, "字段名后是半角冒号加空格", GENERAL)
QUOTE = Rule("C109", "quote", ERROR, "会被 YAML 误解的值加引号", GENERAL)
COMMENT = Rule("C110", "comment", ERROR, "注释单独成行", GENERAL)
BOOK_MARKS = Rule("C111", "book-marks", ERROR, "一条文字里的《》成对", GENERAL)
FILE_NAME = Rule("C112", "file-name", ERROR, "目录里只有认识的文件，文件名是小写字母、数字和短横", GENERAL)
NO_FILE = Rule("C113", "files-there", ERROR, "必须有的文件都在", GENERAL)
EMPTY_FILE = Rule("C114", "not-empty", ERROR, "文件里有内容", GENERAL)

CONFLICT = Rule("C115", "no-conflict-markers", ERROR, "没有留下版本合并的冲突标记", GENERAL)
PORTABLE = Rule("C116", "portable-names", ERROR, "文件名、代号和编号在 Windows 上也能用", "Windows 文件命名规则：CON、PRN、AUX、NUL、COM1–9、LPT1–9 是保留名")

ELEMENT = Rule("C201", "elements-present", ERROR, "八个要素和必填字段都有",
               "国办发〔2019〕54号：逐项明确名称、内容、依据、时限、主体、方式、渠道、公开对象等要素")
UNKNOWN_KEY = Rule("C202", "known-keys", ERROR, "只用格式里有的字段")
SHAPE = Rule("C203", "shape", ERROR, "值的形状正确：文字、列表或下级字段")
DATE = Rule("C204", "date", ERROR, "日期写作 YYYY-MM-DD，并且有这一天")
OPTION = Rule("C205", "options", ERROR, "值在规定的选项里")
FORM = Rule("C206", "form", ERROR, "编号、代码、网址等按规定的样子写")
FILE = Rule("C207", "file", ERROR, "引用的文件在 content/files/ 里")
REQUIRED = Rule("C208", "required", ERROR, "必填字段都有")
UNIQUE = Rule("C209", "unique", ERROR, "编号、代号不重复")
MARKDOWN = Rule("C210", "markdown-links", ERROR, "正文里的链接只用 http(s)、mailto、tel 或相对路径")
EITHER = Rule("C211", "one-of", ERROR, "几个字段至少写一个，或只写一个")

REFERENCE = Rule("C301", "references", ERROR, "提到的单位、解读人、领域、乡镇、事项、政策、流程都存在，并且只有一个")
DIFFERENCE = Rule("C302", "difference-explained", ERROR, "与县级事项的内容、依据、时限不同的，写差异说明")
EXEMPTION = Rule("C303", "exemption-explained", ERROR, "不予公开的写明依据和理由", "《政府信息公开条例》第三十六条第三项")
INTERPRETING_UNIT = Rule("C304", "interpreting-unit", ERROR, "谁起草谁解读；联合发文由牵头单位解读",
                         "《目录格式》政策：解读机构是起草单位之一，或联合单位的第一个")
INTERPRETERS_UNIT = Rule("C305", "interpreters-unit", ERROR, "解读人是解读机构的人，专家解读除外", "《目录格式》政策：解读人")
TRANSCRIPT = Rule("C306", "transcript", ERROR, "视频、音频解读有文字稿", "《目录格式》政策：视频和音频须有正文")
NOT_INTERPRETED = Rule("C307", "interpreted", WARNING, "政策有解读，或写明不解读理由", "《目录格式》政策")
FLOW = Rule("C308", "flow", ERROR, "流程的每一步走得到，每条路有结束", "《目录格式》流程")
TAKEN_RETIRED = Rule("C309", "taken-retired", NOTICE, "沿用的县级事项没有停用", "《目录格式》乡镇：停用不沿用")
NOTHING_TAKEN = Rule("C310", "nothing-taken", WARNING, "整个参照的领域里有乡镇可以沿用的事项", "《目录格式》乡镇：参照")
LIMIT_UNREAD = Rule("C311", "time-limit-read", NOTICE, "公开时限能读成期限", "《目录格式》时限")
