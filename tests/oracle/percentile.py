"""Writes percentile.csv: quantiles of 2.5 % and 97.5 %, to check src/stats/bootstrap.rs against.

    pip install numpy==2.4.6 && python percentile.py > percentile.csv
"""
import numpy

random = numpy.random.default_rng(5)
print(f"# numpy {numpy.__version__}, numpy.percentile(values, [2.5, 97.5]) (method 'linear')")
print("values,low,high")
for n in [1, 2, 3, 10, 41, 99, 200]:
    values = [round(float(value), 4) for value in random.normal(size=n)]
    low, high = numpy.percentile(values, [2.5, 97.5])
    print(f"{' '.join(map(repr, values))},{float(low)!r},{float(high)!r}")
