"""Writes trend.csv: the Mann-Kendall test and Sen's slope, to check src/stats/trend.rs against.
The p-value is taken from z in the upper tail, where pymannkendall's own loses its digits; the slope
of a series with gaps is that of all pairs at their own times.

    pip install pymannkendall==1.4.3 scipy==1.17.1 && python trend.py > trend.csv
"""
from importlib.metadata import version

import numpy
import pymannkendall
from scipy.stats import norm

random = numpy.random.default_rng(3)
CASES = [[1, 1, 2, 4], [1, 2], [5, 3, 3, 3, 1, 1, 9, 2], [0, 0, 0, 0, 0, 1, 0, 0, 0],
         list(range(40)), list(range(60, 0, -1)), [1, None, 3, 2, None, None, 5, 4, 6, 8, 7]]
CASES += [[round(float(v), 3) for v in random.normal(size=n) + slope * numpy.arange(n)]
          for n, slope in [(8, 0), (12, 0.1), (24, 0.02), (36, -0.05), (120, 0.01), (365, 0)]]
CASES += [[int(v) for v in random.poisson(3, size=50)]]

print(f"# pymannkendall {version('pymannkendall')} original_test, scipy {version('scipy')}")
print("values,s,tau,z,p,slope")
for values in CASES:
    x = numpy.array([numpy.nan if v is None else v for v in values], float)
    found = pymannkendall.original_test(x)
    cells = ["" if v is None else repr(v) for v in values]
    shown = " ".join(cell or "-" for cell in cells)
    p = 2 * norm.sf(abs(found.z))
    assert abs(p - found.p) < 1e-9
    slope = pymannkendall.sens_slope(x).slope
    print(f"{shown},{int(found.s)},{float(found.Tau)!r},{float(found.z)!r},{float(p)!r},{float(slope)!r}")
