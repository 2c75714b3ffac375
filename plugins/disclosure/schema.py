"""The model's declarations as JSON Schemas (draft-07): what a program such as VS Code completes, explains and underlines while an editor types.

A schema never objects to what the reader accepts: scalars may be typed without quotes (2.1, 2025), a list may be one value, an empty value is an
absent one, the elements of a matter may come from 默认 and 参照.  It is laxer than `check` wherever it cannot know better.
`errorMessage` is yaml-language-server's own keyword, so that its words are Chinese; other programs skip it.
"""
import json
from collections.abc import Callable, Mapping
from typing import Any

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, Collection, County
from disclosure.model.fleet import Fleet

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
ID = "^[a-z0-9][a-z0-9-]*$"
TYPES = ("string", "number", "boolean", "object", "array", "null")
TEXT = "这里写一段文字；以方括号、花括号开头或者含冒号加空格的，给整个值加单引号"
DAY = "日期写成 2026-03-05 这样，只知道月份的写 2026-03"
TITLES = {County: "县（county.yml）", Fleet: "各县区（fleet.yml）"}
"""What the files are called that there is one of."""
YAML_1_1 = {"on", "off", "yes", "no", "true", "false"}
"""Words that older YAML programs take for yes and no."""
FINDING = r"^::(error|warning|notice) file=(.+?),line=(\d+),endLine=(\d+),col=(\d+),title=\S+ (C\d+)::(.*)$"
"""A finding as `check --format github` writes it."""


def schemas(words: Mapping[type[k.Kind], tuple[str, ...]], typed: Callable[[str], Any]) -> dict[str, str]:
    """File name → JSON.  `words`: what is offered where a county may have its own list; `typed`: an example's YAML as texts, lists and dicts."""
    made = {"county": (County, None), "fleet": (Fleet, None), **{name: (c.template, c) for name, c in COLLECTIONS.items()}}
    return {file_name(name): Writer(words, typed).file(template, collection) for name, (template, collection) in made.items()}


def file_name(name: str) -> str:
    return f"{name}.schema.json"


def associations() -> dict[str, str]:
    """Schema → the files it is for, as VS Code's setting yaml.schemas wants them."""
    paths = {"county": "catalogues/county.yml", "fleet": "fleet.yml", **{c.name: f"catalogues/{c.path}{'' if c.single_file else '*.yml'}" for c in COLLECTIONS.values()}}
    return {f".vscode/schemas/{file_name(name)}": path for name, path in paths.items()}


def settings() -> dict[str, str]:
    """File name below .vscode/ → what makes VS Code use the schemas, write UTF-8 with two spaces, and run the check as a task."""
    yaml = {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.detectIndentation": False, "editor.wordWrap": "on", "editor.formatOnSave": False,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True}}
    return {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in {
        "settings.json": {"files.encoding": "utf8", "files.eol": "\n", "editor.unicodeHighlight.allowedLocales": {"zh-hans": True}, "[yaml]": yaml,
                          "yaml.schemaStore.enable": False, "yaml.format.enable": False, "yaml.schemas": associations()},
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": {"version": "2.0.0", "tasks": [{
            "label": "检查目录", "type": "shell", "command": "python3 build.py check --format github", "windows": {"command": "py build.py check --format github"},
            "group": {"kind": "test", "isDefault": True}, "presentation": {"reveal": "silent", "clear": True},
            "problemMatcher": {"owner": "disclosure", "source": "检查目录", "severity": "info", "fileLocation": ["relative", "${workspaceFolder}"], "pattern": {
                "regexp": FINDING, "severity": 1, "file": 2, "line": 3, "endLine": 4, "column": 5, "code": 6, "message": 7}}}]}}.items()}


# -- parts ---------------------------------------------------------------------------------------
def unoffered(*types: str) -> Schema:
    """Values of these types, none of which is proposed when completing."""
    return {"not": {"type": [t for t in TYPES if t not in types]}}


def refusing(*types: str, saying: str) -> Schema:
    """No value of these types; nothing is proposed when completing."""
    return {"if": {"type": list(types)}, "then": {"type": "string", "errorMessage": saying}}


def text(needed: bool = False) -> Schema:
    return refusing("array", "object", *(("null",) if needed else ()), saying=TEXT)


def matching(pattern: str, form: str, needed: bool, *but: str) -> Schema:
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": form, **refusing("array", "object", *but, *(("null",) if needed else ()), saying=form)}


def one_of(*ways: Schema, needed: bool) -> Schema:
    return {"anyOf": [*ways, *(() if needed else (unoffered("null"),))]}


def listed(one: Schema, needed: bool, *ways: Schema) -> Schema:
    """One value, or a list of them; an empty entry is as if not there."""
    return one_of(one, *ways, {"type": "array", "items": one_of(one, *ways, needed=False)}, needed=needed)


def words_of(options: tuple[str, ...]) -> Schema:
    return {"enum": list(options), "errorMessage": f"只能写：{'、'.join(options)}"}


class Writer:
    """Writes one schema; the records it meets on the way become its definitions."""

    def __init__(self, words: Mapping[type[k.Kind], tuple[str, ...]], typed: Callable[[str], Any]):
        self.words, self.typed = words, typed
        self.definitions: dict[str, Schema] = {}

    def file(self, template: type[k.Record], collection: Collection | None) -> str:
        head = {"$schema": DRAFT, "$comment": "由 python build.py schema 从程序里的字段声明生成，不要手改。"}
        if collection is None:
            body = {"title": TITLES[template], **self.record(template)}
        elif collection.only:
            body = {"title": f"{collection.noun}（{collection.path}）", **self.record(template)}
        elif collection.single_file:
            body = {"title": f"{collection.noun}（{collection.path}）", "type": "object", "propertyNames": {
                "pattern": ID, "errorMessage": "代号用小写字母、数字和短横，以字母或数字开头，例如 minzheng"}, "additionalProperties": self.defined(template)}
        else:
            body = {"title": f"{collection.noun}（{collection.path}*.yml）", **self.record(template)}
        return json.dumps({**head, **body, "definitions": self.definitions}, ensure_ascii=False, indent=1) + "\n"

    # -- records -----------------------------------------------------------------------------
    def defined(self, template: type[k.Record], name: str = "", **how: Any) -> Schema:
        """A reference to the definition of a record."""
        name = name or template.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.record(template, **how)
        return {"$ref": f"#/definitions/{name}"}

    def record(self, template: type[k.Record], needed: tuple[str, ...] | None = None, either: tuple[tuple[str, ...], ...] = ()) -> Schema:
        """`needed`: the codes that must stand here, where these are not all the required ones; `either`: groups of which one is enough."""
        if needed is None:
            needed = tuple(code for code, f in template.fields.items() if f.required)
        either = either or tuple((code,) for code in template.one_of)
        keys = [template.fields[code].key for code in needed]
        choice = [[template.fields[code].key for code in group] for group in either]
        said = "、".join(f.key for f in template.fields.values())
        schema: Schema = {"type": "object", "additionalProperties": False, "properties": {
            f.key: self.field(f, code in needed, template) for code, f in template.fields.items()},
            "errorMessage": (f"缺字段，或者有不认识的字段。必须写：{'、'.join(keys)}。" if keys else "有不认识的字段。") + f"可以写：{said}"}
        if keys:
            schema["required"] = keys
        if choice:
            said = f"{'、'.join('和'.join(group) for group in choice)}至少写一个"
            schema["anyOf"] = [{"required": group, "errorMessage": said} for group in choice]
        return schema

    def field(self, f: k.Field, needed: bool, owner: type[k.Record]) -> Schema:
        told = "必填。" if needed else "八个要素之一，必须有：写在这里，或者由“默认”“参照”带来。" if f.element else ""
        schema = {"title": f.title, "description": told + f.about, **WRITERS[type(f.kind)](self, f.kind, needed, owner)}
        if "anyOf" in schema:  # else yaml-language-server shows the title once for every way of writing the value
            first, *rest = schema["anyOf"]
            schema["anyOf"] = [{"title": f.title, **first}, *({"title": f"{f.title}（几个）", **way} if way.get("type") == "array" else way for way in rest)]
        if f.example:
            schema["examples"] = [self.typed(f.example)]
        return schema

    # -- kinds -------------------------------------------------------------------------------
    def text(self, kind: k.Text, needed: bool, owner: type) -> Schema:
        return matching(kind.pattern, f"应为：{kind.form}", needed) if kind.pattern else text(needed)

    def plain(self, kind: k.Kind, needed: bool, owner: type) -> Schema:
        return text(needed)

    def texts(self, kind: k.Kind, needed: bool, owner: type) -> Schema:
        return listed(text(True), needed)

    def day(self, kind: k.Day, needed: bool, owner: type) -> Schema:
        return matching(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?", DAY, needed, "number", "boolean")

    def whole(self, kind: k.Whole, needed: bool, owner: type) -> Schema:
        return {"minimum": 1, "maximum": 9999999, "multipleOf": 1, **matching(r"[1-9][0-9]{0,6}", "只写数字，如 90", needed, "boolean")}

    def number(self, kind: k.Number, needed: bool, owner: type) -> Schema:
        bound = {} if kind.most is None else {"maximum": kind.most}
        return {"minimum": 0, **bound, **matching(kind.pattern, "只写数字，不带单位和逗号", needed, "boolean")}

    def choice(self, kind: k.Choice, needed: bool, owner: type) -> Schema:
        return one_of(words_of(kind.options), needed=needed)

    def choices(self, kind: k.ChoiceList, needed: bool, owner: type) -> Schema:
        return listed(words_of(kind.options), needed)

    def offered(self, kind: k.Kind, needed: bool, owner: type) -> Schema:
        """The words usually written, though a county may have others."""
        return listed({"enum": list(self.words[type(kind)])}, needed, text(True))

    def channels(self, kind: k.Channels, needed: bool, owner: type) -> Schema:
        other = {"type": "object", "properties": {"其他": text(True)}, "required": ["其他"], "additionalProperties": False,
                 "errorMessage": "别的渠道写成 {其他: 办税服务厅} 这样"}
        return listed({"enum": list(self.words[type(kind)])}, needed, unoffered("string", "number", "boolean"), other)

    def audience(self, kind: k.AudienceKind, needed: bool, owner: type) -> Schema:
        saying = "写“全社会”，或者 {特定群体: 哪些人}，两者只能有一个"
        groups = {"type": "object", "properties": {"特定群体": listed(text(True), True)}, "required": ["特定群体"], "additionalProperties": False, "errorMessage": saying}
        return one_of({"enum": ["全社会"], "errorMessage": saying}, groups, needed=needed)

    def address(self, kind: k.Address, needed: bool, owner: type) -> Schema:
        return matching(r"https?://[^\s/?#<>\"']+[^\s<>\"']*", "写 http:// 或 https:// 开头的完整网址", needed, "number", "boolean")

    def reference(self, kind: k.Reference, needed: bool, owner: type) -> Schema:
        return listed(text(True), needed) if kind.many else text(needed)

    def nested(self, kind: k.Nested, needed: bool, owner: type) -> Schema:
        one = self.defined(kind.template)
        if not kind.many:
            return one_of(one, needed=needed)
        return listed(one, needed, *((text(True),) if kind.loose else ()))

    def matters(self, kind: k.Matters, needed: bool, owner: type[k.Record]) -> Schema:
        """Asks of a matter only what it can have from nowhere else: neither from 默认 nor from the county's matter."""
        fields = kind.template.fields
        defaults = any(isinstance(f.kind, k.Defaults) for f in owner.fields.values())
        referring = tuple(code for code, f in fields.items() if isinstance(f.kind, k.MatterReference))
        here = tuple(code for code, f in fields.items() if f.required and not f.element and code != "number" and not defaults)
        either = (("number", *here), *((code,) for code in referring)) if referring else ()
        return listed(self.defined(kind.template, needed=() if referring else ("number", *here), either=either), needed)

    def defaults(self, kind: k.Defaults, needed: bool, owner: type) -> Schema:
        return one_of(self.defined(kind.template, f"{kind.template.__name__}Defaults", needed=()), needed=needed)

    def pairs(self, kind: k.Pairs, needed: bool, owner: type) -> Schema:
        if kind.links:
            value = self.address(k.Address(), False, owner)
        else:
            value = text() if not kind.options else one_of(
                words_of(kind.options), *((unoffered("boolean"),) if YAML_1_1 & set(kind.options) else ()), needed=False)
        return one_of({"type": "object", "additionalProperties": value, "errorMessage": "一行一个“名称: 值”"}, needed=needed)

    def next_steps(self, kind: k.Next, needed: bool, owner: type) -> Schema:
        ways = {"type": "object", "additionalProperties": text(True)}
        return listed(text(True), needed, ways)


WRITERS: dict[type[k.Kind], Callable[..., Schema]] = {
    k.Text: Writer.text, k.TextList: Writer.texts, k.MarkdownText: Writer.plain, k.Day: Writer.day, k.Whole: Writer.whole,
    k.Choice: Writer.choice, k.ChoiceList: Writer.choices, k.Levels: Writer.offered, k.Channels: Writer.channels,
    k.AudienceKind: Writer.audience, k.Link: Writer.plain, k.Address: Writer.address, k.FilePath: Writer.plain,
    k.Number: Writer.number, k.Phone: Writer.plain, k.CatalogueReference: Writer.plain,
    k.Reference: Writer.reference, k.MatterReference: Writer.reference, k.Matters: Writer.matters, k.Nested: Writer.nested,
    k.Defaults: Writer.defaults, k.Pairs: Writer.pairs, k.Next: Writer.next_steps,
}
