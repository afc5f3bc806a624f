#!/usr/bin/env python3
"""Make the small fonts that the tests draw with.

They are cut from ciyun's own font (assets/fonts, SIL Open Font License 1.1,
assets/fonts/OFL.txt) and renamed. With fontTools 4.68.0 and zstandard 0.25.0 the
same bytes come out every time.

    CiyunTestLatin.ttf     letters, digits, blank; 2048 units per em; wider by a fifth
    CiyunTestCff.otf       some ideographs and letters as cubic curves (CFF)
    CiyunTestPair.ttc      two faces: "Ciyun Test One" has 一, "Ciyun Test Two" 二 (字云测试二)
    CiyunTestVariable.ttf  一 at weights 400 to 700; it is twice as thick at 700
    CiyunTestClosed.ttf    一, and says that it must not be embedded
    CiyunTestColor.ttf     bitmaps only, without outlines
"""

import io
from pathlib import Path

import zstandard
from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.TupleVariation import TupleVariation

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[2] / "assets/fonts/CiyunSansSC-Bold.ttf.zst"
LATIN = " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"
MIXED = "登录方便卡不好用人脸识别App"
KEPT = {0, 7, 9, 13, 14}


def cut(characters):
    data = zstandard.ZstdDecompressor(max_window_size=1 << 23).decompress(SOURCE.read_bytes())
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options()
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    tool = subset.Subsetter(options)
    tool.populate(text=characters)
    tool.subset(font)
    return font


def rename(font, family, style, chinese=None):
    name = font["name"]
    name.names = [record for record in name.names if record.nameID in KEPT]
    full = f"{family} {style}"
    for name_id, text in {1: family, 2: style, 3: full, 4: full, 5: "Version 1",
                          6: full.replace(" ", "")}.items():
        name.setName(text, name_id, 3, 1, 0x409)
    if chinese:
        name.setName(chinese, 1, 3, 1, 0x804)
    name.names.sort()
    return font


def write(font, file):
    font.save(HERE / file, reorderTables=False)


def latin():
    font = rename(cut(LATIN), "Ciyun Test Latin", "Bold")
    scale_upem(font, 2048)
    for glyph, (advance, bearing) in font["hmtx"].metrics.items():
        font["hmtx"].metrics[glyph] = (advance + 400, bearing)
    return font


def cubic(pen_font, glyph):
    """A glyph with each curve raised to a cubic one."""
    from fontTools.pens.basePen import decomposeQuadraticSegment
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    recorded = DecomposingRecordingPen(pen_font.getGlyphSet())
    pen_font.getGlyphSet()[glyph].draw(recorded)
    pen = T2CharStringPen(pen_font["hmtx"][glyph][0], None)
    here = None
    for operator, points in recorded.value:
        if operator == "qCurveTo":
            for control, end in decomposeQuadraticSegment(points):
                between = lambda a, b: (a[0] + (b[0] - a[0]) * 2 / 3, a[1] + (b[1] - a[1]) * 2 / 3)
                pen.curveTo(between(here, control), between(end, control), end)
                here = end
        else:
            getattr(pen, operator)(*points)
            here = points[-1] if points else here
    return pen.getCharString()


def cff():
    source = cut(MIXED)
    order = source.getGlyphOrder()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(source.getBestCmap())
    builder.setupCFF("CiyunTestCff-Bold", {}, {name: cubic(source, name) for name in order}, {})
    builder.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(usWeightClass=700, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["name"] = source["name"]
    font["head"].created = font["head"].modified = source["head"].modified
    font.recalcTimestamp = False
    return rename(font, "Ciyun Test Cff", "Bold")


def variable():
    font = rename(cut("一"), "Ciyun Test Variable", "Regular")
    builder = FontBuilder(font=font)
    axis = AxisDescriptor()
    axis.tag, axis.name, axis.minimum, axis.default, axis.maximum = "wght", "Weight", 400, 400, 700
    builder.setupFvar([axis], [])
    glyph = font.getBestCmap()[ord("一")]
    points = font["glyf"][glyph].coordinates
    middle = (min(y for _, y in points) + max(y for _, y in points)) / 2
    deltas = [(0, round(y - middle)) for _, y in points] + [(0, 0)] * 4
    builder.setupGvar({glyph: [TupleVariation({"wght": (0, 1, 1)}, deltas)]})
    return font


def closed():
    font = rename(cut("一"), "Ciyun Test Closed", "Bold")
    font["OS/2"].fsType = 2
    return font


def color():
    font = rename(cut("一"), "Ciyun Test Color", "Bold")
    for tag in ("glyf", "loca"):
        del font[tag]
    for tag in ("CBDT", "CBLC"):
        table = newTable(tag)
        table.decompile = None
        table.compile = lambda ttFont: b"\x00\x03\x00\x00\x00\x00\x00\x00"
        font[tag] = table
    return font


def main():
    write(latin(), "CiyunTestLatin.ttf")
    write(cff(), "CiyunTestCff.otf")
    pair = TTCollection()
    pair.fonts = [
        rename(cut("一"), "Ciyun Test One", "Bold"),
        rename(cut("二"), "Ciyun Test Two", "Bold", "字云测试二"),
    ]
    pair.save(HERE / "CiyunTestPair.ttc", shareTables=True)
    write(variable(), "CiyunTestVariable.ttf")
    write(closed(), "CiyunTestClosed.ttf")
    write(color(), "CiyunTestColor.ttf")


if __name__ == "__main__":
    main()
