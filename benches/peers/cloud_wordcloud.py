"""Lays out a table with Python wordcloud and says in JSON where the words stand:
cloud_wordcloud.py FONT TABLE WIDTH HEIGHT SETTINGS, where SETTINGS is an object in JSON.

Imports are not measured, nor is the drawing of the picture.
"""

import csv
import json
import sys
import time

from PIL import Image, ImageFont
from wordcloud import WordCloud

SEED = 42


def pen_origin(word, corner, font, turned):
    """wordcloud pastes the picture of a word with its upper left corner at (row, column)."""
    row, column = map(int, corner)
    left, top, right, _ = font.getbbox(word, anchor="ls")
    return (column - top, row + right) if turned else (column - left, row - top)


def words_of(cloud, font_path):
    """`declared` is the size that the rule gives: each from the one before, not rounded."""
    scaling = cloud.relative_scaling
    words = []
    for (word, share), size, corner, orientation, _ in cloud.layout_:
        if words:
            declared *= scaling * share / last_share + 1 - scaling
        else:
            declared = float(size)
        last_share = share
        turned = orientation == Image.ROTATE_90
        font = ImageFont.truetype(font_path, size)
        x, y = pen_origin(word, corner, font, turned)
        place = {"term": word, "x": x, "y": y, "turned": turned}
        words.append(place | {"size": size, "declared": declared})
    return words


def main(font_path, table, width, height, settings):
    with open(table, encoding="utf-8", newline="") as file:
        counts = {row["term"]: int(row["tf"]) for row in csv.DictReader(file)}
    cloud = WordCloud(
        font_path=font_path,
        width=int(width),
        height=int(height),
        max_words=len(counts),
        random_state=SEED,
        **json.loads(settings),
    )
    wall, cpu = time.perf_counter(), time.process_time()
    cloud.generate_from_frequencies(counts)
    result = {
        "wall_seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "words": words_of(cloud, font_path),
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
