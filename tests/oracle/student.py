"""Writes student.csv: two-sided tail areas and 97.5 % quantiles of Student's t, to check
src/stats/student.rs against.

    pip install scipy==1.17.1 && python student.py > student.csv
"""
import scipy
from scipy.stats import t as student

print(f"# scipy {scipy.__version__}, 2 * scipy.stats.t.sf(t, df), scipy.stats.t.ppf(.975, df)")
print("t,df,p,quantile")
for df in [1, 2, 3, 5, 10, 22, 58, 363, 3648]:
    for t in [0.01, 0.5, 1.0, 2.0, 4.5, 12.0, 40.0]:
        p = float(2 * student.sf(t, df))
        if p > 1e-290:
            print(f"{t!r},{float(df)!r},{p!r},{float(student.ppf(0.975, df))!r}")
