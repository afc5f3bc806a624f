"""Runs two readers of the same files in turn and prints a table: compare.py CIYUN FILE...

Both sum the bytes of the texts; the sums must be equal. Of several runs the fastest counts, for
wall time and CPU time alike: what other processes do makes a run slower, never faster.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

# openpyxl takes a hundred times as long as the others.
N_RUNS = {".xlsx": 2}
N_RUNS_OF_TEXT = 7


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = json.loads(done.stdout)
    # ciyun does not measure its CPU time; it starts in a millisecond, so that of the process is it.
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    result.setdefault("cpu_seconds", spent)
    return result


def fastest(runs):
    best = dict(runs[0])
    for key in ["seconds", "cpu_seconds", "peak_kib"]:
        best[key] = min(run[key] or 0 for run in runs)
    return best


def compare(ours_command, theirs_command):
    ours, theirs = [], []
    for _ in range(N_RUNS.get(Path(ours_command[-1]).suffix, N_RUNS_OF_TEXT)):
        ours.append(run(ours_command))
        theirs.append(run(theirs_command))
    ours, theirs = fastest(ours), fastest(theirs)
    for key in ["documents", "text_bytes"]:
        if ours[key] != theirs[key]:
            sys.exit(f"{ours_command[-1]}: {key} differ: {ours[key]}, {theirs[key]}")
    return ours, theirs


HEADER = ["format", "file bytes", "ciyun MB/s", "peer", "peer MB/s", "ratio"]
HEADER += ["CPU s", "peer", "ratio", "peak MiB", "peer"]


def main(ciyun, paths):
    peer = [sys.executable, str(Path(__file__).with_name("ingest.py"))]
    row = "{:<6} {:>11} {:>11} {:>15} {:>10} {:>6} {:>8} {:>7} {:>6} {:>9} {:>5}".format
    print(row(*HEADER))
    for path in paths:
        n_bytes = Path(path).stat().st_size
        ours, theirs = compare([ciyun, path], [*peer, path])
        cells = [Path(path).suffix[1:], n_bytes]
        cells += [f"{n_bytes / ours['seconds'] / 1e6:.1f}", theirs["name"]]
        cells += [f"{n_bytes / theirs['seconds'] / 1e6:.1f}"]
        cells += [f"{theirs['seconds'] / ours['seconds']:.2f}"]
        cells += [f"{reader['cpu_seconds']:.3f}" for reader in [ours, theirs]]
        cells += [f"{theirs['cpu_seconds'] / ours['cpu_seconds']:.2f}"]
        cells += [f"{reader['peak_kib'] / 1024:.0f}" for reader in [ours, theirs]]
        print(row(*cells), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
