"""Cells of 公开主体: units of the county by any of their names, and what stands there beside units."""
import re
from collections.abc import Iterable

from disclosure.model.people import Unit
from disclosure.read.nearness import near_names
from disclosure.read.places import other_place
from disclosure.read.standard_form import folded
from disclosure.read.unit_names import meant
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.text import BULLET, MARKS, numbered_lines, tight

APART = re.compile(r"[、，,；;/／\n\u3000]+(?![^（(]*[）)])")
NOTE = re.compile(r"[（(]\s*([^（()）]{1,12})\s*[）)]$")
OTHERS = re.compile(r"等?(?:有关|相关|其他)?(?:部门|单位|机构)$|等$")
ALONE = "确有这个单位的，加到 catalogues/units.yml 里；写错的，改成本县的单位"
"""Of several unknown units, the one like which there is none."""
DIVISION = re.compile(r"[一-龥]{2,}[省市州县区旗]$")
LEVEL = re.compile(r"^(?:[县区市乡镇村旗](?:（?[县区市镇街道]+）?)?级|县本级|乡镇|街道|镇街|牵头单位|责任单位|配合单位|主办单位|协办单位|牵头|配合|主办|协办)\s*[：:]\s*")
COLLECTIVE = "各乡镇、各村等统称换成 units.yml 里的"
ITSELF = re.compile(r"(?:本|该|各)?(?:村|社区|居|村居|村民|居民)(?:民委员会|委员会|委会|“两委”|两委|党支部)?|本(?:村|社区|居)(?:民委员会|委会|两委)?|村(?:（居）|\(居\))委会")


class Units:
    """The units of a county.  `itself`: of a village or township, the names by which its own catalogue may call it."""

    def __init__(self, units: Iterable[Unit], county: tuple[str, ...], village: bool = False, itself: Iterable[str] = ()) -> None:
        self.units = list(units)
        self.county, self.village = tuple(sorted(filter(None, county), key=len, reverse=True)), village
        self.itself = {folded(name) for name in itself if name}
        self.index: dict[str, set[str]] = {}
        for unit in self.units:
            for name in unit.names:
                for way in self.ways(name):
                    self.index.setdefault(way, set()).add(unit.id)
        exact: dict[str, set[str]] = {}
        for unit in self.units:
            for name in unit.names:
                exact.setdefault(folded(name), set()).add(unit.id)
        self.index.update(exact)
        self.full = sorted({folded(unit.name) for unit in self.units if unit.name}, key=len, reverse=True)
        self.long = sorted((way for way in self.index if re.search(r"[、，；/ ]", way)), key=len, reverse=True)

    def ways(self, name: str) -> set[str]:
        """A name with and without the county's before it."""
        name = folded(name)
        found = {name}
        for county in self.county:
            if name.startswith(county):
                rest = name[len(county):]
                found |= {rest, county[-1] + rest}
        if re.match(r"[县区市旗](?=.{2})", name):
            found |= {name[1:], *(county + name[1:] for county in self.county if county.endswith(name[0]))}
        return {way for way in found if len(way) > 1}

    def find(self, name: str) -> str | None:
        """The id of the unit of that name; None where there is none, or more than one."""
        name = re.sub(r"\s", "", folded(name))
        for way in (name, *(name[len(county):] for county in self.county if name.startswith(county)), *(county[-1] + name[len(county):] for county in self.county if name.startswith(county))):
            if len(found := self.index.get(way, ())) == 1:
                return next(iter(found))
        return None

    def instead_of(self, name: str) -> Unit | None:
        """Our unit of the same name, of one that begins with another county's; None where it does not, or we have none."""
        other = other_place(name, self.county)
        id = self.find(name[len(other):]) if other else None
        return next((unit for unit in self.units if unit.id == id and not unit.dissolved), None) if id else None

    def three(self, name: str) -> list[str]:
        """The nearest names; [] where none is near."""
        return near_names(name, [unit.name for unit in self.units if unit.name and not unit.dissolved], self.county, 3)

    def read(self, text: str) -> Reading:
        """The units of a cell, by their ids; unknown ones as they stand, so that `check` points at them."""
        out = Reading()
        values: list[str] = []
        for part in self.parts(text, out):
            for value in self.one(part, out):
                if value not in values:
                    values.append(value)
        out.value = values or None
        lacking = [(said, hint) for code, said, hint in out.doubts if code == "T422"]
        if len(lacking) > 1:  # one doubt a cell and code: it has to name them all
            names = "".join(said for said, _ in lacking)
            out.doubts = [one for one in out.doubts if one[0] != "T422"]
            out.doubt("T422", f"units.yml 里没有{names}", "；".join(f"{said}：{hint or ALONE}" for said, hint in lacking))
        elif lacking:
            out.doubts = [(code, f"units.yml 里没有{said}" if code == "T422" else said, hint) for code, said, hint in out.doubts]
        return out

    def parts(self, text: str, out: Reading) -> list[str]:
        """The names of a cell: one that is known as a whole first, then by separators, then by lines that were only broken."""
        whole = tight(re.sub(r"\s*\n\s*", "", text)).strip()
        if self.find(whole):
            if "\n" in text.strip():
                out.mended.append("断行")
            return [whole]
        text, held = self.hold(text)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        joined = lines[:1]
        for line in lines[1:]:
            last = re.split(r"\s+", APART.split(joined[-1])[-1])[-1]
            first = re.split(r"\s+", APART.split(line)[0])[0]
            if DIVISION.search(last) and not self.find(last):
                joined[-1] += line  # 云畔区 and 民政局 below it are that district's, not ours
                out.mended.append("断行")
            elif self.find(last) or re.search(r"[、，,；;：:/]$", joined[-1]) or (self.find(first) and not self.find(last + first)):
                joined.append(line)
            elif self.find(last + first) or re.search(r"[局委办府处院所站会队社室部厅科股司]$|街道|中心$|[）)]$", last) is None or re.match(r"[）)（(]", line):
                joined[-1] += line
                out.mended.append("断行")
            else:
                joined.append(line)
        found = []
        for line in (entry for entries in numbered_lines(joined, out) for entry in entries):
            for part in APART.split(line):
                part = held.get(part.strip(), part)
                part = re.sub(rf"^[{BULLET}\s]+|[。．\s]+$", "", part)
                for mark in MARKS:
                    part = mark.sub("", part, count=1) if mark.match(part) else part
                if not part:
                    continue
                pieces = part.split()
                if self.find(part) or len(pieces) < 2 or not any(map(self.known, pieces)):
                    found.append(tight(part).strip())
                else:
                    found += pieces
        return found

    def known(self, part: str) -> bool:
        return self.find(NOTE.sub("", LEVEL.sub("", part))) is not None

    def together(self, name: str) -> list[str]:
        """Names that stand together without a separator, or with 和, 及, 与; [] where they are not all known."""
        pieces = [piece for piece in re.split(r"[和及与暨]|以及", name) if piece]
        if len(pieces) > 1 and all(self.known(piece) or self.sort(piece) for piece in pieces):
            return pieces
        out, rest = [], re.sub(r"\s", "", folded(name))
        while rest:
            way = next((way for way in self.full if rest.startswith(way)), None)
            if way is None:
                return []
            out.append(way)
            rest = rest[len(way):]
        return out

    def sort(self, name: str) -> bool:
        """Whether it is a sort of unit that the county has an id for."""
        found = meant(name, self.units)
        return found is not None and len(found[0]) == 1 and any(u.id == found[0][0] and u.stands_for for u in self.units)

    def apart(self, said: str) -> list[str]:
        """The names that `export` has written into a cell: a line each, or with 、 between them."""
        if self.find(said) is not None:
            return [said]
        lines = said.split("\n")
        return lines if len(lines) > 1 else [part for part in said.split("、") if part]

    def hold(self, text: str) -> tuple[str, dict[str, str]]:
        """The text with names that hold separators set aside, so that they are not parted."""
        held = {}
        for n, way in enumerate(self.long):
            pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", way).replace("(", "（").replace(")", "）")))
            pattern = pattern.replace("（", "[（(]").replace("）", "[）)]")
            key = f"\x02{n}\x02"
            text, count = re.subn(pattern, f"、{key}、", text)
            if count:
                held[key] = way
        return text, held

    def one(self, name: str, out: Reading) -> list[str]:
        """The unit that one name means, by its id."""
        if (id := self.find(name)) is not None:
            return [id]
        if folded(name) in self.itself:
            out.mended.append("本村、本乡镇、本单位")
            return []
        if self.sort(name):
            out.mended.append(COLLECTIVE)
            return meant(name, self.units)[0]
        if len(pieces := self.together(name)) > 1:
            return [id for piece in pieces for id in self.one(piece, out)]
        bare, notes = name, []
        if found := LEVEL.match(bare):
            notes.append(found[0].strip())
            bare = bare[found.end():]
        if self.find(bare) is None and (found := OTHERS.search(bare)) and self.find(bare[:found.start()]):
            notes.append(found[0])
            bare = bare[:found.start()]
        while self.find(bare) is None and (found := NOTE.search(bare)):
            notes.append(found[0])
            bare = bare[:found.start()].strip()
        if (self.village and ITSELF.fullmatch(bare)) or folded(bare) in self.itself:
            out.mended.append("本村、本乡镇、本单位")
            return []
        id = self.find(bare)
        if id is None and bare and self.sort(bare):
            id = meant(bare, self.units)[0][0]
        if id is not None:
            if notes:
                out.doubt("T423", f"“{'”“'.join(notes)}”没有写进目录")
            return [id]
        if not bare and notes:
            out.doubt("T423", f"“{'”“'.join(notes)}”没有写进目录")
            return []
        if re.fullmatch(r"(?:等|相关|有关)?(?:部门|单位)?", bare):
            out.doubt("T423", f"“{name}”没有写进目录")
            return []
        if ours := self.instead_of(bare):
            out.doubt("T422", f"“{name}”", f"这是{other_place(bare, self.county)}的单位，本县的是“{ours.name}”：在表里改成它，再导入；不要在 units.yml 里另加一个")
            return [name]
        near = self.three(bare)
        sort = meant(bare, self.units)
        hint = sort[1] if sort else ""
        if near:
            hint = (f"{hint}。" if hint else "") + f"相近的有：{'、'.join(near)}"
        out.doubt("T422", f"“{name}”", hint)
        return [name]
