"""Lays out three tables with ciyun and its peers in turn and prints what came of it:
cloud_compare.py [--markdown] CIYUN FOLDER, where FOLDER is that of cloud_data.py, and d3-cloud.

Of several runs the fastest counts, for each time and for memory by itself: what other processes do
makes a run slower, never faster. ciyun is measured from outside as a whole process, reading and
writing included. Of wordcloud only the layout counts, without imports, and of d3-cloud only its
loop. Peak memory is that of the whole process; a browser's is not told.
"""

import csv
import html
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cloud_figures import SCALE, THRESHOLD, figures

WIDTH, HEIGHT = 1600, 1000
N_RUNS = 3
# Half a minute each.
N_RUNS_OF_WORDCLOUD = {5000: 1}
NEEDED = ["ciyun readable", "ciyun dense", "wordcloud"]
HERE = Path(__file__).parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]


class Failed(Exception):
    """A tool that gave no layout, and why."""


def run(command, folder, codes=(0,)):
    """Standard output, and what the process used."""
    usage = folder / "usage.json"
    measured = [sys.executable, HERE / "cloud_run.py", usage, *map(str, command)]
    done = subprocess.run(measured, capture_output=True, text=True)
    if done.returncode not in codes:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Failed(lines[0])
    return done.stdout, json.loads(usage.read_text())


FACTORS = {"sqrt": math.sqrt, "linear": float, "log": math.log1p}


def run_ciyun(ciyun, table, folder, options):
    path = folder / "layout.json"
    path.unlink(missing_ok=True)
    n = table.stem
    arguments = ["--top", n, *options, "--width", WIDTH, "--height", HEIGHT, "-q", "-o", path]
    # 1 says that a word was not drawn.
    _, used = run([ciyun, "cloud", table, *arguments], folder, codes=(0, 1))
    if not path.exists():
        raise Failed("no layout was written")
    layout = json.loads(path.read_text(encoding="utf-8"))
    rule = layout["rule"]
    words = []
    for word in layout["words"]:
        declared = rule.get("offset", 0) + rule["k"] * FACTORS[rule["kind"]](word["weight"])
        place = {"term": word["term"], "x": word["x"], "y": word["y"]}
        place["turned"] = word["rotation"] != 0
        words.append(place | {"size": word["font_size"], "declared": declared})
    return used | {"k": rule["k"], "words": words, "whole_pixels": False}


def run_wordcloud(table, folder, settings):
    script = HERE / "cloud_wordcloud.py"
    command = [sys.executable, script, folder / "font.ttf", table, WIDTH, HEIGHT]
    stdout, used = run([*command, json.dumps(settings)], folder)
    return used | json.loads(stdout) | {"k": None, "whole_pixels": True}


def run_d3(table, folder, k):
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not (folder / "d3.layout.cloud.js").exists():
        raise Failed("needs Chromium and npm")
    with open(table, encoding="utf-8", newline="") as file:
        words = [(row["term"], int(row["tf"])) for row in csv.DictReader(file)]
    given = {"width": WIDTH, "height": HEIGHT, "k": k, "words": words}
    (folder / "input.js").write_text(f"const input = {json.dumps(given)};", encoding="utf-8")
    page = Path(shutil.copy(HERE / "cloud_d3.html", folder))
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        stdout, _ = run([browser, *options, "--dump-dom", page.resolve().as_uri()], folder)
    found = re.search(r'<pre id="result">(.+?)</pre>', stdout, re.DOTALL)
    if found is None:
        raise Failed("the page gave no layout")
    result = json.loads(html.unescape(found[1]))
    if result["font_status"] != "loaded":
        raise Failed(f"the font is {result['font_status']}")
    return result | {"k": k, "peak_kib": None, "whole_pixels": False}


def fastest(runs):
    best = dict(runs[0])
    for key in ["wall_seconds", "cpu_seconds", "peak_kib"]:
        if best[key] is not None:
            best[key] = min(one[key] for one in runs)
    return best


def layouts_of(ciyun, table, folder):
    """The runs of all tools by name; those of one round follow each other."""
    n = int(table.stem)
    runs = {}

    def preset(name):
        options = ["--preset", name, "--minimum-px", 1]
        return lambda: run_ciyun(ciyun, table, folder, options)

    tools = {
        "ciyun readable": preset("readable"),
        "ciyun dense": preset("dense"),
        "wordcloud": lambda: run_wordcloud(table, folder, {}),
        "wordcloud upright": lambda: run_wordcloud(table, folder, {"prefer_horizontal": 1}),
        "wordcloud linear": lambda: run_wordcloud(table, folder, {"relative_scaling": 1}),
        "d3-cloud": lambda: run_d3(table, folder, runs["ciyun dense"][0]["k"]),
        "wordcloud-rs": lambda: run_ciyun(ciyun, table, folder, ["--layout", "wordcloud-rs"]),
    }
    for number in range(N_RUNS):
        for name, lay_out in list(tools.items()):
            if name.startswith("wordcloud") and number >= N_RUNS_OF_WORDCLOUD.get(n, N_RUNS):
                continue
            try:
                runs.setdefault(name, []).append(lay_out())
            except Failed as reason:
                if name in NEEDED:
                    sys.exit(f"{n} words, {name}: {reason}")
                print(f"{n} words, {name} left out: {reason}", file=sys.stderr)
                del tools[name], runs[name]
    return {name: fastest(of_tool) for name, of_tool in runs.items()}


HEADER = ["words", "tool", "placed", "CPU s", "ratio", "wall s", "peak MiB", "k", "deviation"]
HEADER += ["overlap px", "run-on", "fill"]
NOTES = f"""\
CPU s, wall s: of ciyun the whole process, of the others the layout alone.
ratio: CPU time of wordcloud over that of the row.
deviation: largest |size / size by the tool's own rule - 1| of the words placed.
overlap px: pixels at {SCALE} x the size where two words cover more than {THRESHOLD}/255 each.
run-on: pairs of words that may be taken for one. fill: share of the picture under ink boxes.
"""


def cells(n, name, row, wordcloud):
    peak, k = row["peak_kib"], row["k"]
    return [
        n,
        name,
        row["placed"],
        f"{row['cpu_seconds']:.2f}",
        f"{wordcloud['cpu_seconds'] / row['cpu_seconds']:.1f}",
        f"{row['wall_seconds']:.2f}",
        "" if peak is None else f"{peak / 1024:.0f}",
        "" if k is None else f"{k:.3f}",
        f"{row['deviation']:.2g}",
        row["overlap_pixels"],
        row["run_on_pairs"],
        f"{row['fill']:.1%}",
    ]


BAR_HEADER = ["words", "tool", "bar", "found", ""]
LEAST_RATIO = {200: 6, 1000: 6, 5000: 4}
LEAST_K = {"ciyun readable": 1.74, "ciyun dense": 1.95}


def bars(n, name, row, wordcloud):
    """What the design asks of ciyun."""
    ratio = wordcloud["cpu_seconds"] / row["cpu_seconds"]
    run_on, peak = row["run_on_pairs"] / n, row["peak_kib"] / 1024
    checks = [
        (f"{n} placed", row["placed"], row["placed"] == n),
        (f"ratio >= {LEAST_RATIO[n]}", f"{ratio:.1f}", ratio >= LEAST_RATIO[n]),
        ("deviation <= 1e-6", f"{row['deviation']:.2g}", row["deviation"] <= 1e-6),
        ("0 overlap px", row["overlap_pixels"], row["overlap_pixels"] == 0),
        ("peak <= 200 MiB", f"{peak:.0f}", peak <= 200),
    ]
    if n == 200:
        least = LEAST_K[name]
        checks.append((f"k >= {least}", f"{row['k']:.3f}", row["k"] >= least))
    if name == "ciyun readable":
        checks.append(("run-on <= 1 %", f"{run_on:.1%}", run_on <= 0.01))
    return [[n, name, bar, found, "ok" if kept else "missed"] for bar, found, kept in checks]


def show(header, rows, markdown):
    rows = [[str(cell) for cell in row] for row in [header, *rows]]
    if markdown:
        rows.insert(1, ["---"] * len(header))
        print(*(f"| {' | '.join(row)} |" for row in rows), sep="\n")
    else:
        widths = [max(map(len, column)) for column in zip(*rows)]
        for row in rows:
            print("  ".join(map(str.ljust, row, widths)).rstrip())
    print()


def main(ciyun, folder, markdown):
    tables = [folder / f"{n}.csv" for n in LEAST_RATIO]
    layouts = {int(table.stem): layouts_of(ciyun, table, folder) for table in tables}
    rows, bar_rows = [], []
    for n, by_tool in layouts.items():
        for name, layout in by_tool.items():
            row = layout | figures(layout, folder / "font.ttf", WIDTH, HEIGHT)
            rows.append(cells(n, name, row, by_tool["wordcloud"]))
            if name in LEAST_K:
                bar_rows += bars(n, name, row, by_tool["wordcloud"])
    show(HEADER, rows, markdown)
    print(NOTES)
    show(BAR_HEADER, bar_rows, markdown)


if __name__ == "__main__":
    *flags, ciyun, folder = sys.argv[1:]
    main(ciyun, Path(folder), flags == ["--markdown"])
