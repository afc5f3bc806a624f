"""Makes comments.xls and comments.ods; needs xlwt and odfpy."""
import datetime, sys
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableRow, TableCell
from odf.text import P

ROWS = [
    ("编号", "评分", "发表时间", "评论内容"),
    (1001, 5, datetime.datetime(2019, 10, 3, 12, 34, 56), "界面清楚，办事不用再跑大厅"),
    (1002, 1, "2019-10-04 08:00:00", "验证码收不到\n客服也没有回复"),
    (1003, 4.5, None, "更新以后快多了"),
]
folder = sys.argv[1]

book = xlwt.Workbook(encoding="utf-8")
cover = book.add_sheet("封面")
cover.write(0, 0, "说明")
sheet = book.add_sheet("评论")
sheet.write(0, 1, "示例应用_评论详情")
style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
for y, row in enumerate(ROWS):
    for x, value in enumerate(row):
        if value is not None:
            dated = isinstance(value, datetime.datetime)
            sheet.write(y + 2, x + 1, value, style if dated else xlwt.Style.default_style)
book.save(folder + "/comments.xls")

doc = OpenDocumentSpreadsheet()
def cell(value):
    if value is None:
        return TableCell()
    if isinstance(value, datetime.datetime):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, str):
        made = TableCell(valuetype="string")
        for line in value.split("\n"):
            made.addElement(P(text=line))
        return made
    return TableCell(valuetype="float", value=value)
def add(name, rows):
    table = Table(name=name)
    for row in rows:
        made = TableRow()
        for value in row:
            made.addElement(cell(value))
        table.addElement(made)
    doc.spreadsheet.addElement(table)
add("封面", [("说明",)])
add("评论", [(None, "示例应用_评论详情"), (None,)] + [(None,) + row for row in ROWS])
doc.save(folder + "/comments.ods")
