"""Runs a command and writes in JSON what it used: cloud_run.py FILE COMMAND...

A process of its own, for on Linux the peak memory of a child begins with that of its parent; this
one is small.
"""

import json
import os
import sys
import time


def main(path, command):
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    used = {
        "wall_seconds": time.perf_counter() - start,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_kib": usage.ru_maxrss,
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(used, file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
