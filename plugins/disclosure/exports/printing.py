"""Who makes the PDFs that a county's site offers (county.yml 下载): the site itself cannot, for typst is installed only where it is wanted."""
from importlib.util import find_spec

from disclosure.deliver.fault import Refused
from disclosure.model.county import County
from disclosure.render.view import Printer


def printer(county: County | None) -> Printer | None:
    """None where no PDF is offered.  Raises Refused where the libraries are not there."""
    if county is None or "pdf" not in county.downloads:
        return None
    if find_spec("typst") is None:
        raise Refused("county.yml 写了“下载: [pdf]”，生成 PDF 的组件还没有安装。请先运行一次 python build.py export --format pdf（会自动安装），再生成网站；"
                      "不要 PDF 的，把这一行删去")
    from disclosure.exports.print.catalogue import printed
    return printed
