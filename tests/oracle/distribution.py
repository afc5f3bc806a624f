"""Writes distribution.csv: tails and quantiles, to check src/stats/distribution.rs against.

SciPy where it is accurate, mpmath at 60 digits where the tail is the point: every value of SciPy
is compared with mpmath first, and the digits are mpmath's.

    pip install scipy==1.17.1 mpmath==1.4.1 && python distribution.py > distribution.csv
"""
import mpmath
import scipy
from mpmath import mp, mpf
from scipy import stats

mp.dps = 60
print(f"# scipy {scipy.__version__}, mpmath {mpmath.__version__} at {mp.dps} digits")
print("function,arguments...,value")


def row(name, arguments, value, scipys, tolerance=1e-8):
    assert value == 0 or abs(scipys / float(value) - 1) < tolerance, (name, arguments, value, scipys)
    print(",".join([name, *map(repr, arguments), repr(float(value))]))


for df in [1, 2, 3, 4, 5, 8, 13, 30, 33, 100, 341, 1000]:
    for x in [1e-6, 0.01, 0.5, 1.0, 3.841458820694124, 10.0, 30.0, 130.0, 450.0, 1000.0, 1350.0]:
        value = mpmath.gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)
        if value > mpf("1e-300"):
            row("chi2", [x, df], value, stats.chi2.sf(x, df))

for z in [-8.0, -3.0, -1.0, -0.1, 0.1, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0,
          10.0, 11.5, 13.0, 15.0, 18.0, 21.3, 25.0, 30.0, 34.0, 36.5,
          *[0.25 + 0.5 * k for k in range(1, 20)]]:
    value = mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2
    row("normal", [z], value, stats.norm.sf(z))


def beta_cdf(x, a, b):
    """By the series of DLMF 8.17.8, whose terms are all positive."""
    term = total = mpf(1)
    m = 0
    while term > total * mpf("1e-50"):
        term *= x * (a + b + m) / (a + 1 + m)
        total += term
        m += 1
    front = a * mpmath.log(x) + b * mpmath.log1p(-x) - mpmath.log(a) - mpmath.log(mpmath.beta(a, b))
    return mpmath.exp(front) * total


def beta_quantile(p, a, b):
    """Starts at SciPy's value; secant steps at 60 digits on the logarithm."""
    start = mpf(float(stats.beta.ppf(float(p), a, b)))
    f = lambda u: mpmath.log(beta_cdf(mpmath.exp(u), a, b)) - mpmath.log(p)
    return mpmath.exp(mpmath.findroot(f, (mpmath.log(start), mpmath.log(start) * (1 - mpf("1e-9"))), tol=mpf("1e-40")))


for k, n in [(1, 1), (1, 2), (2, 3), (1, 10), (5, 10), (9, 10), (10, 10), (3, 29), (81, 263), (15, 148),
             (1, 1000), (999, 1000), (500, 1000), (40, 60), (123, 45678), (4777, 26481), (26000, 26481)]:
    for alpha in [0.5, 0.05, 0.05 / 5000, 1e-30]:
        low = beta_quantile(mpf(alpha) / 2, k, n - k + 1)
        row("low", [k, n, alpha], low, stats.beta.ppf(alpha / 2, k, n - k + 1), 1e-6)
        if k < n:
            high = 1 - beta_quantile(mpf(alpha) / 2, n - k, k + 1)
            row("high", [k, n, alpha], high, stats.beta.isf(alpha / 2, k + 1, n - k), 1e-6)

for x, n, p in [(0, 5, 0.3), (5, 5, 0.3), (1, 1, 0.25), (2, 10, 0.25), (9, 10, 0.125), (0, 400, 0.001953125)]:
    row("binomial", [x, n, p], mpmath.binomial(n, x) * mpf(p) ** x * (1 - mpf(p)) ** (n - x),
        stats.binom.pmf(x, n, p))
for n in [30, 400, 26481, 1000000]:
    for p in [0.0078125, 0.25, 0.625]:
        for x in [1, int(n * p), int(n * p * 1.1) + 1]:
            value = mpmath.binomial(n, x) * mpf(p) ** x * (1 - mpf(p)) ** (n - x)
            if value > mpf("1e-300"):
                row("binomial", [x, n, p], value, stats.binom.pmf(x, n, p), 1e-6)
    for k in [2, 3, 5, 16, 17]:
        value = mpmath.binomial(n, k) * mpf(0.0078125) ** k * (1 - mpf(0.0078125)) ** (n - k)
        if value > mpf("1e-300"):
            row("binomial", [k, n, 0.0078125], value, stats.binom.pmf(k, n, 0.0078125), 1e-6)
