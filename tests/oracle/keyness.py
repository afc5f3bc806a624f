"""Writes keyness.csv: measures of keyness, to check src/stats/keyness.rs, log_odds.rs and exact.rs.

G2 and chi2 are SciPy's (the sign is put before them here, by comparing whole numbers), the odds
ratio statsmodels'. LRC is written from the description of keyness() and prop.cint() in the R package
corpora 0.6 on SciPy's beta quantiles. Log ratio, its interval, %DIFF and the log-odds with a
Dirichlet prior of 500 are the papers' formulas. The exact p adds up whole numbers of arrangements.

    pip install scipy==1.17.1 statsmodels==0.14.5 && python keyness.py > keyness.csv
"""
from fractions import Fraction
from math import comb, log, log2, sqrt

import scipy
import statsmodels
from scipy.stats import beta, chi2_contingency
from statsmodels.stats.contingency_tables import Table2x2

# target, target_total, reference, reference_total
CASES = [(8, 16, 24, 496), (1, 1, 0, 1), (1, 10, 0, 10), (3, 3, 0, 3), (5, 100, 0, 900), (0, 100, 5, 900),
         (3, 100, 2, 100), (7, 100, 7, 100), (14, 200, 7, 100), (40, 100, 90, 100), (100, 100, 100, 100),
         (0, 50, 0, 60), (120, 4000, 60, 4000), (60, 4000, 120, 4000), (81, 263, 15, 148),
         (2, 1700, 400, 24781), (123, 1700, 400, 24781), (900, 1700, 3877, 24781), (1, 13000, 17, 13481),
         (500, 600, 20, 640), (0, 0, 3, 9), (3, 9, 0, 0), (2500, 5000, 2400, 5000), (6, 9, 3, 7)]


def g2(k1, n1, k2, n2, name):
    if k1 + k2 in (0, n1 + n2):
        return 0.0
    table = [[k1, n1 - k1], [k2, n2 - k2]]
    value = chi2_contingency(table, correction=False, lambda_=name).statistic
    return -value if k1 * n2 < k2 * n1 else value


def interval(k1, n1, k2, n2):
    middle = log2((k1 + .5) / (n1 + .5)) - log2((k2 + .5) / (n2 + .5))
    deviation = sqrt(1 / (k1 + .5) - 1 / (n1 + .5) + 1 / (k2 + .5) - 1 / (n2 + .5)) / log(2)
    z = scipy.stats.norm.isf(0.025)
    return [middle, middle - z * deviation, middle + z * deviation]


def lrc(k1, n1, k2, n2, family):
    alpha = (1 - 0.95) / 2 / family
    k, n = k1, k1 + k2
    if k1 / n1 >= k2 / n2:
        lower = 0.0 if k == 0 else beta.ppf(alpha, k, n - k + 1)
        return max(log2(n2 / n1 * lower / (1 - lower)), 0.0) if lower else 0.0
    # One less the upper end, by itself: 1 - isf loses digits next to 1.
    rest = 0.0 if k == n else beta.ppf(alpha, n - k, k + 1)
    return min(log2(n2 / n1 * (1 - rest) / rest), 0.0) if rest else 0.0


def log_odds(k1, n1, k2, n2, prior=500.0):
    a = prior * (k1 + k2) / (n1 + n2)
    side = lambda y, n: log((y + a) / (n + prior - y - a))
    variance = lambda y, n: 1 / (y + a) + 1 / (n + prior - y - a)
    delta = side(k1, n1) - side(k2, n2)
    return [delta, delta / sqrt(variance(k1, n1) + variance(k2, n2))]


def exact(k1, n1, k2, n2):
    with_word = k1 + k2
    limit = abs(g2(k1, n1, k2, n2, "log-likelihood"))
    ways = sum(comb(n1, k) * comb(n2, with_word - k)
               for k in range(max(0, with_word - n2), min(n1, with_word) + 1)
               if abs(g2(k, n1, with_word - k, n2, "log-likelihood")) >= limit - 1e-7 * max(limit, 1))
    return float(Fraction(ways, comb(n1 + n2, with_word)))


print(f"# scipy {scipy.__version__} (chi2_contingency without correction), statsmodels"
      f" {statsmodels.__version__} (Table2x2 of counts with 1/2 added)")
print("target,target_total,reference,reference_total,g2,chi2,log_ratio,log_ratio_low,log_ratio_high,"
      "lrc_1,lrc_5000,percent_diff,odds_ratio,delta,z,exact_p")
for k1, n1, k2, n2 in CASES:
    row = [None] * 12
    if n1 and n2:
        row[0] = g2(k1, n1, k2, n2, "log-likelihood")
        row[1] = g2(k1, n1, k2, n2, "pearson")
        row[11] = exact(k1, n1, k2, n2)
        if k1 + k2:
            row[2:5] = interval(k1, n1, k2, n2)
            row[5:7] = [lrc(k1, n1, k2, n2, family) for family in (1, 5000)]
            row[8] = Table2x2([[k1 + .5, n1 - k1 + .5], [k2 + .5, n2 - k2 + .5]]).oddsratio
            if k1 + k2 < n1 + n2:
                row[9:11] = log_odds(k1, n1, k2, n2)
        if k2:
            row[7] = 100 * (k1 / n1 - k2 / n2) / (k2 / n2)
    cells = ["" if value is None else repr(float(value)) for value in row]
    print(",".join(map(str, [k1, n1, k2, n2, *cells])))
