"""Writes the same made-up comments as CSV, JSON Lines and xlsx: make_comments.py FOLDER.

The phrases are invented and the names are numbers. The same seed gives the same rows, whatever
the version of Python: only `Random.random` is promised to stay as it is.
"""

import csv
import json
import random
import sys
from pathlib import Path

import openpyxl

SEED = 20261123
N_COMMENTS = 200_000
HEADER = ["编号", "用户名", "评分", "发表时间", "评论内容"]

SUBJECTS = "登录 人脸识别 验证码 更新 首页 客服 缴费记录 预约 字体 地图 消息提醒 搜索 支付 夜间模式 附件上传".split()
STATES = (
    "一直转圈 很方便 比以前快多了 总是失败 找不到入口 挺好用的 闪退 没反应 做得很用心 看不清 "
    "卡在第二步 终于修好了 有时候要等半天 不用再跑大厅 提示系统繁忙"
).split()
REMARKS = (
    "希望尽快解决 给五星 先用着看看 家里老人也会用 换了手机还是一样 已经反馈三次了 点赞 "
    "一顿操作猛如虎 总体满意 再也不想打开 建议加个返回键 继续加油"
).split()
# Marks between clauses; some of them make a cell of CSV that needs quotes.
JOINTS = ["，"] * 12 + ["。", "！", "……", " ", "~", ",", "\n"]
ENDS = [""] * 6 + ["。", "！！！", "👍", "😂😂", "[捂脸]", "?", '（原话："稍后再试"）']


def rows():
    rng = random.Random(SEED)

    def pick(values):
        return values[int(rng.random() * len(values))]

    for number in range(1, N_COMMENTS + 1):
        parts = []
        for _ in range(1 + int(3 * rng.random())):
            parts.append(pick(SUBJECTS) + pick(STATES))
        if rng.random() < 0.5:
            parts.append(pick(REMARKS))
        text = parts[0] + "".join(pick(JOINTS) + part for part in parts[1:]) + pick(ENDS)
        moment = int(rng.random() * 28 * 24 * 3600)
        day, second = divmod(moment, 24 * 3600)
        time = f"2025-{1 + int(12 * rng.random()):02}-{1 + day:02} "
        time += f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        author = f"用户{int(rng.random() * 1_000_000):06}"
        yield [number, author, 1 + int(5 * rng.random()), time, text]


def write(folder):
    with open(folder / "comments.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADER)
        table.writerows(rows())
    with open(folder / "comments.jsonl", "w", encoding="utf-8", newline="") as file:
        for row in rows():
            record = dict(zip(HEADER, row))
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("comments")
    sheet.append(HEADER)
    for row in rows():
        sheet.append(row)
    book.save(folder / "comments.xlsx")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
