"""Art. 14: the authority completes the filing and gives the number; a filer gives neither."""

from registry.core.text import Text
from registry.rules.catalogue import declare

# Found by the form check: the models know no such key, and this code says why.
declare(
    "A14-1",
    article="Art. 14",
    title=Text("备案号和状态由主管部门给出", "Nobody submits a number or a status"),
    text=Text("备案文件不能填写“{key}”。", "A filing cannot state “{key}”."),
    fix=Text("请删除这一行；核验通过后自动编号，状态见公示网站。", "Delete the line; the number is given after approval and the status stands on the public site."),
)  # fmt: skip
