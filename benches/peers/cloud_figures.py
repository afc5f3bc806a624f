"""Figures of a layout that do not trust the tool it comes from.

Every word is drawn by itself with the same font (Pillow, which is FreeType) at its place. Ink
boxes, run-on pairs and fill are those of src/cloud/metrics.rs, computed again.
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

# Pixels of the overlap test per pixel of the layout.
SCALE = 2
# Words are drawn finer than that and averaged: hinting and rounded advances would move letters.
FINE = 4
# A pixel is inked whose coverage, of 255, is above this.
THRESHOLD = 8

LIKE_SIZE = 1.25
RUN_ON_GAP = 0.25


def picture(word, font_path, whole_pixels):
    """Coverage of the word, the place of its upper left pixel, and pixels per pixel of the layout.

    With `whole_pixels` the word is the picture that a tool makes of whole pixels at scale 1.
    """
    scale = 1 if whole_pixels else SCALE * FINE
    font = ImageFont.truetype(font_path, scale * word["size"])
    left, top, right, bottom = font.getbbox(word["term"], anchor="ls")
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), word["term"], fill=255, font=font, anchor="ls")
    if word["turned"]:
        image = image.transpose(Image.Transpose.ROTATE_90)
        left, top = top, -right
    # The box of the text reaches from pen to pen; that of the ink is less.
    box = image.getbbox()
    left, top = left + box[0], top + box[1]
    ink = np.asarray(image.crop(box))
    return ink, round(scale * word["x"]) + left, round(scale * word["y"]) + top, scale


def at_test_scale(ink, left, top, scale):
    """Which pixels of the overlap test are inked, and the place of the first."""
    if scale == 1:
        return ink.repeat(SCALE, 0).repeat(SCALE, 1) > THRESHOLD, SCALE * left, SCALE * top
    before = top % FINE, left % FINE
    after = [-(n + size) % FINE for n, size in zip(before, ink.shape)]
    ink = np.pad(ink, list(zip(before, after)))
    height, width = (size // FINE for size in ink.shape)
    sums = ink.reshape(height, FINE, width, FINE).sum((1, 3), dtype=np.uint32)
    return sums > THRESHOLD * FINE * FINE, left // FINE, top // FINE


def run_on_pairs(sizes, boxes):
    """Pairs of upright words; one turned beside them is not read on."""
    n_pairs = 0
    left, top, right, bottom = boxes.T
    for i in range(1, len(boxes)):
        gap = np.maximum(left[i] - right[:i], left[:i] - right[i])
        shared = np.minimum(bottom[i], bottom[:i]) - np.maximum(top[i], top[:i])
        lower = np.minimum(bottom[i] - top[i], bottom[:i] - top[:i])
        like = np.maximum(sizes[i], sizes[:i]) <= LIKE_SIZE * np.minimum(sizes[i], sizes[:i])
        near = (gap >= 0) & (gap < RUN_ON_GAP * (sizes[i] + sizes[:i]) / 2)
        n_pairs += int(np.sum(near & like & (shared >= lower / 2)))
    return n_pairs


def union_area(boxes):
    """Strip by strip between neighbouring horizontal edges."""
    boxes = boxes[np.argsort(boxes[:, 0])]
    left, top, right, bottom = boxes.T
    edges = np.unique(boxes[:, [1, 3]])
    area = 0.0
    for upper, lower in zip(edges, edges[1:]):
        across = (top <= upper) & (bottom >= lower)
        if across.any():
            ends = np.maximum.accumulate(right[across])
            starts = np.maximum(left[across], np.append(-np.inf, ends[:-1]))
            area += (lower - upper) * np.maximum(ends - starts, 0).sum()
    return area


def figures(layout, font_path, width, height):
    """What is printed about a layout besides its time and memory."""
    words = layout["words"]
    layers = np.zeros((SCALE * height, SCALE * width), np.uint8)
    boxes = []
    for word in words:
        ink, left, top, scale = picture(word, font_path, layout["whole_pixels"])
        boxes.append(np.array([left, top, left + ink.shape[1], top + ink.shape[0]]) / scale)
        inked, left, top = at_test_scale(ink, left, top, scale)
        right, bottom = left + inked.shape[1], top + inked.shape[0]
        inside = inked[max(0, -top) :, max(0, -left) :]
        under = layers[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        under += inside[: under.shape[0], : under.shape[1]]
    sizes = np.array([word["size"] for word in words], float)
    declared = np.array([word["declared"] for word in words], float)
    boxes = np.array(boxes)
    upright = np.array([not word["turned"] for word in words])
    return {
        "placed": len(words),
        "deviation": float(np.abs(sizes / declared - 1).max()),
        "overlap_pixels": int((layers > 1).sum()),
        "run_on_pairs": run_on_pairs(sizes[upright], boxes[upright]),
        "fill": float(union_area(boxes)) / (width * height),
    }
