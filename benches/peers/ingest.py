"""Reads one file with a Python library and says in JSON how long it took: ingest.py FILE.

CSV and JSON Lines: polars, eagerly into memory, then the bytes of the text column are summed.
xlsx: openpyxl, read-only, all cells. Imports are not measured. The times are those of
`benches/ingest.rs`; `seconds` is wall time, `cpu_seconds` that of all threads.
"""

import json
import re
import sys
import time
from pathlib import Path

TEXT_COLUMN = "评论内容"


def polars_reader(read):
    def sum_texts(path):
        table = read(path)
        return len(table), int(table[TEXT_COLUMN].str.len_bytes().sum())

    return sum_texts


def read_workbook(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    column = next(rows).index(TEXT_COLUMN)
    n_rows = n_bytes = 0
    for row in rows:
        n_rows += 1
        n_bytes += len(row[column].encode())
    return n_rows, n_bytes


def peak_kib():
    """The most memory this process has held; None where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


def main(path):
    if path.endswith(".xlsx"):
        import openpyxl as library

        read = read_workbook
    else:
        import polars as library

        read = polars_reader(library.read_csv if path.endswith(".csv") else library.read_ndjson)
    wall, cpu = time.perf_counter(), time.process_time()
    n_documents, n_text_bytes = read(path)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    result = {
        "name": f"{library.__name__} {library.__version__}",
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "documents": n_documents,
        "text_bytes": n_text_bytes,
        "peak_kib": peak_kib(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
