"""What a release consists of: a CycloneDX 1.6 bill of materials, and the licences as a list for people.

The lock says which libraries and which files, the metadata of the installed ones says under which licence.
"""
import json
import time
from collections.abc import Iterable
from importlib import metadata

from disclosure.supply.lock import Pin

NAME = "disclosure"


def licence(name: str) -> str:
    """What a library itself says: an SPDX expression where it gives one, else its own words; empty where it is not installed or says nothing."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    words = said.get("License-Expression") or said.get("License") or ""
    classified = " / ".join(c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License :: "))
    plain = words.strip()
    # Some put the whole text there, some a word that says nothing.
    return plain if plain and "\n" not in plain and plain not in ("UNKNOWN", "Dual License") else classified


def bill(pins: Iterable[Pin], epoch: int | None) -> str:
    """The bill as JSON, the same bytes for the same lock and libraries; with a time only if `epoch` (SOURCE_DATE_EPOCH, seconds) is given."""
    pins = list(pins)
    needs: dict[str, list[str]] = {NAME: []}
    for pin in pins:
        needs.setdefault(pin.name, [])
        for other in pin.wanted_by:
            needs.setdefault(other.split(" ")[0], []).append(reference(pin))
    version = metadata.version(NAME)
    own = {"type": "application", "bom-ref": NAME, "name": NAME, "version": version, "purl": f"pkg:pypi/{NAME}@{version}",
           "licenses": [{"license": {"id": "MIT"}}]}
    about = {"component": own} if epoch is None else {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)), "component": own}
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": about,
        "components": [component(pin) for pin in pins],
        "dependencies": [{"ref": NAME, "dependsOn": sorted(needs[NAME])},
                         *({"ref": reference(pin), "dependsOn": sorted(needs[pin.name])} for pin in pins)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def reference(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def component(pin: Pin) -> dict:
    """A library.  The hashes are those of its distribution files, so they stand with the distribution and not with the component."""
    said = metadata_expression(pin.name)
    named = licence(pin.name)
    licences = [{"expression": said}] if said else [{"license": {"name": named}}] if named else []
    return {"type": "library", "bom-ref": reference(pin), "name": pin.name, "version": pin.version, "purl": reference(pin),
            **({"licenses": licences} if licences else {}),
            "externalReferences": [{"type": "distribution", "url": f"https://pypi.org/project/{pin.name}/{pin.version}/",
                                    "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes]}]}


def metadata_expression(name: str) -> str:
    """The SPDX expression, where the library gives one as such."""
    try:
        return metadata.metadata(name).get("License-Expression") or ""
    except metadata.PackageNotFoundError:
        return ""


def licences(pins: Iterable[Pin]) -> str:
    """The licences as a Markdown table."""
    rows = [f"| {pin.name} | {pin.version} | {licence(pin.name).replace('|', '/') or '（本机未装，见该组件的说明）'} |" for pin in pins]
    return "\n".join(["# 所用组件的许可证", "", f"本程序（{NAME} {metadata.version(NAME)}）用 MIT 许可证。运行时用到下列组件，许可证照各组件自己的说明。", "",
                      "| 组件 | 版本 | 许可证 |", "| --- | --- | --- |", *rows]) + "\n"
