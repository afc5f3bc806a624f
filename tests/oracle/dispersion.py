"""Writes dispersion.csv: range, DP, DPnorm and Juilland's D straight from their published formulas
in exact fractions (only the square roots are rounded, at 50 digits), to check
src/stats/dispersion.rs against. The first case is the five-part corpus of Gries's papers.

    python dispersion.py > dispersion.csv
"""
import random
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
CASES = [([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), ([3, 1, 0], [10, 10, 20]), ([1, 3], [10, 10]),
         ([5, 0], [10, 10]), ([2, 2, 2], [7, 7, 7]), ([1, 0, 0, 0], [4, 4, 5, 5]), ([1, 0], [4, 6]),
         ([7], [9]), ([0, 0, 12, 1], [300, 200, 250, 40000])]
generator = random.Random(11)
for n, spread in [(5, 1), (12, 1.2), (50, 1.2), (51, 1.2), (12, 3), (30, 10)]:
    sizes = [generator.randint(1000, int(1000 * spread)) for _ in range(n)]
    CASES.append(([generator.randint(0, 40) for _ in sizes], sizes))


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


print(f"# fractions of Python {sys.version.split()[0]}; D for 2 to 50 parts, largest <= 1.25 smallest")
print("counts,sizes,range,dp,dp_norm,d")
for counts, sizes in CASES:
    f, s, n = sum(counts), sum(sizes), len(sizes)
    dp = sum(abs(Fraction(v, f) - Fraction(size, s)) for v, size in zip(counts, sizes)) / 2
    norm = dp / (1 - Fraction(min(sizes), s)) if n > 1 else None
    d = None
    if 2 <= n <= 50 and 4 * max(sizes) <= 5 * min(sizes):
        rates = [Fraction(v, size) for v, size in zip(counts, sizes)]
        mean = sum(rates) / n
        variance = sum((rate - mean) ** 2 for rate in rates) / n
        d = float(1 - decimal(variance / mean ** 2 / (n - 1)).sqrt())
    cells = [repr(float(dp)), "" if norm is None else repr(float(norm)), "" if d is None else repr(d)]
    words = [" ".join(map(str, counts)), " ".join(map(str, sizes)), str(sum(v > 0 for v in counts))]
    print(",".join(words + cells))
