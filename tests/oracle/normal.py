"""Writes normal.csv: tail areas of the normal distribution, to check src/stats/normal.rs against.

    pip install scipy==1.17.1 && python normal.py > normal.csv
"""
import scipy
from scipy.stats import norm

print(f"# scipy {scipy.__version__}, scipy.stats.norm.sf(z)")
print("z,sf")
for z in [-8, -2.5, -1, 0, 0.1, 0.5, 1, 1.6448536, 1.959964, 2.5758, 3, 4, 5, 6, 8, 8.5, 10, 15, 20, 30, 37]:
    print(f"{float(z)!r},{float(norm.sf(z))!r}")
