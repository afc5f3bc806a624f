"""Writes wilson.csv: score intervals from statsmodels, to check src/stats/wilson.rs against.

    pip install statsmodels==0.14.5 && python wilson.py > wilson.csv
"""
import statsmodels
from statsmodels.stats.proportion import proportion_confint

CASES = [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (10, 10), (3, 29), (81, 263), (15, 148),
         (1, 1000), (999, 1000), (123, 45678), (4777, 26481), (1, 7500000)]

print(f"# statsmodels {statsmodels.__version__}, proportion_confint(x, n, alpha=0.05, method='wilson')")
print("x,n,low,high")
for x, n in CASES:
    low, high = proportion_confint(x, n, alpha=0.05, method="wilson")
    print(f"{x},{n},{low!r},{high!r}".replace("np.float64(", "").replace(")", ""))
