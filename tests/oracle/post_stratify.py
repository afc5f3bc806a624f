"""Writes post_stratify.csv: post-stratified shares with intervals joined from the Wilson intervals
of statsmodels, to check src/stats/post_stratify.rs against.

    pip install statsmodels==0.14.5 numpy==2.4.6 && python post_stratify.py > post_stratify.csv
"""
import numpy
import statsmodels
from statsmodels.stats.proportion import proportion_confint

CASES = [([40, 0, 0, 0, 0], [80, 1, 1, 1, 20], [1, 1, 1, 1, 3]),
         ([30, 10, 6, 4, 2], [300, 120, 80, 60, 440], [8.2, 1.1, 1.9, 4.8, 84.0]),
         ([0, 0, 0, 0, 0], [10, 10, 10, 10, 10], [20, 20, 20, 20, 20]),
         ([10, 10, 10, 10, 10], [10, 10, 10, 10, 10], [5, 4, 3, 2, 1]),
         ([12000, 310, 77, 20, 9], [400000, 21000, 9000, 7000, 150000], [31, 5, 6, 10, 48]),
         ([3, 1, 0, 2, 5], [9, 8, 0, 6, 20], [50, 10, 10, 10, 20]),
         ([3, 1, 0, 2, 5], [9, 8, 0, 6, 20], [50, 10, 0, 20, 20])]

print(f"# statsmodels {statsmodels.__version__}, proportion_confint(method='wilson') by star,"
      f" joined with numpy {numpy.__version__}")
print("with,all,weights,share,low,high")
for with_, all_, weights in CASES:
    kept = [i for i in range(5) if weights[i] > 0]
    head = [" ".join(map(str, cells)) for cells in (with_, all_, weights)]
    if any(all_[i] == 0 for i in kept):
        print(",".join(head + ["", "", ""]))
        continue
    w = numpy.array([weights[i] for i in kept], float)
    w /= w.sum()
    x, n = numpy.array([with_[i] for i in kept]), numpy.array([all_[i] for i in kept])
    low, high = proportion_confint(x, n, 0.05, "wilson")
    p = x / n
    share = float(w @ p)
    ends = [share - numpy.sqrt((w * (p - low)) @ (w * (p - low))),
            share + numpy.sqrt((w * (high - p)) @ (w * (high - p)))]
    print(",".join(head + [repr(share)] + [repr(float(end)) for end in ends]))
