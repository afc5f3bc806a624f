"""Writes change_point.csv: the split with the largest G2 by SciPy, and for short series p over all
orders of the periods, to check src/stats/change_point.rs against.

    pip install scipy==1.17.1 numpy==2.4.6 && python change_point.py > change_point.csv
"""
from itertools import permutations

import numpy
import scipy
from scipy.stats import chi2_contingency

random = numpy.random.default_rng(4)
CASES = [([1, 0, 1, 5, 6], [10, 10, 10, 10, 10]), ([3, 5, 2, 9, 4, 8], [20, 30, 20, 25, 20, 20]),
         ([9, 9, 1, 8, 0, 1, 2], [12, 15, 10, 9, 10, 20, 30]), ([1, 7], [10, 10]),
         ([4, 4, 4, 0, 0, 0, 0], [40, 40, 40, 40, 400, 40, 40])]
for length, jump, factor in [(12, 5, 3.0), (36, 30, 0.4), (100, 50, 1.2), (24, 12, 1.0)]:
    n = random.integers(100, 3000, size=length)
    share = numpy.where(numpy.arange(length) < jump, 0.1, 0.1 * factor)
    CASES.append(([int(v) for v in random.binomial(n, share)], [int(v) for v in n]))


def strongest(pairs):
    total_with, total = sum(w for w, _ in pairs), sum(n for _, n in pairs)
    best, where, with_, n = -1.0, 0, 0, 0
    for split in range(1, len(pairs)):
        with_ += pairs[split - 1][0]
        n += pairs[split - 1][1]
        table = [[with_, n - with_], [total_with - with_, total - n - total_with + with_]]
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        if g2 > best * (1 + 1e-9):
            best, where = g2, split
    return float(best), where


print(f"# scipy {scipy.__version__} chi2_contingency(lambda_='log-likelihood'), all orders up to 7 periods")
print("with,n,first_after,g2,p")
for with_, n in CASES:
    pairs = list(zip(with_, n))
    g2, where = strongest(pairs)
    p = ""
    if len(pairs) <= 7:
        known = {}
        for order in permutations(pairs):
            if order not in known:
                known[order] = strongest(order)[0] >= g2 * (1 - 1e-9)
        orders = [known[order] for order in permutations(pairs)]
        p = repr(sum(orders) / len(orders))
    print(f"{' '.join(map(str, with_))},{' '.join(map(str, n))},{where},{g2!r},{p}")
