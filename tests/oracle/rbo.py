"""Writes rbo.csv: rank-biased overlap, extrapolated, to check src/stats/rbo.rs against.

An implementation of its own, straight from eq. (32) of Webber, Moffat and Zobel (2010), "A
similarity measure for indefinite rankings", ACM TOIS 28(4), with sets cut anew at every depth and
exact fractions, so that it shares neither code nor rounding with the one that it checks. The cases
of equal length are compared with the Python package `rbo` as well, which is by others.

    pip install rbo==0.1.3 && python rbo.py > rbo.csv
"""
import os
import random
import sys
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version

# This file has the name of the package.
sys.path = [path for path in sys.path
            if os.path.abspath(path or ".") != os.path.dirname(os.path.abspath(__file__))]


def rbo_ext(one, other, p):
    short, long = sorted([one, other], key=len)
    s, l = len(short), len(long)

    def x(d):
        return len(set(short[:d]) & set(long[:d]))

    first = sum(Fraction(x(d), d) * p**d for d in range(1, l + 1))
    second = sum(Fraction(x(s) * (d - s), s * d) * p**d for d in range(s + 1, l + 1))
    return (1 - p) / p * (first + second) + (Fraction(x(l) - x(s), l) + Fraction(x(s), s)) * p**l


def cases():
    yield [1, 2, 3], [1, 2, 3]
    yield [1, 2, 3], [3, 2, 1]
    yield [1, 2, 3], [4, 5, 6]
    yield [1], [2, 1]
    yield [1], [1, 2, 3, 4]
    yield [1, 2, 3, 4, 5, 6, 7], [2, 1, 4, 3, 8, 9, 10]
    random.seed(28)
    for n, m in [(5, 5), (10, 10), (50, 50), (10, 4), (3, 40), (50, 20), (200, 200)]:
        yield random.sample(range(n + m), n), random.sample(range(n + m), m)


try:
    import rbo
    package = f"compared with the package rbo {version('rbo')} where lists are equally long"
except (ImportError, PackageNotFoundError):
    rbo, package = None, "not compared with the package rbo"

print(f"# eq. (32) in exact fractions; {package}")
print("p,one,other,rbo")
for one, other in cases():
    for p in [Fraction(1, 2), Fraction(9, 10), Fraction(98, 100)]:
        value = float(rbo_ext(one, other, p))
        if rbo and len(one) == len(other):
            theirs = rbo.RankingSimilarity(one, other).rbo_ext(p=float(p))
            if abs(theirs - value) > 1e-9:
                sys.exit(f"{one} {other} {p}: {value} here, {theirs} there")
        print(f"{float(p)},{' '.join(map(str, one))},{' '.join(map(str, other))},{value!r}")
