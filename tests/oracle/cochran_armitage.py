"""Writes cochran_armitage.csv: the score test of a logistic trend, which is the Cochran-Armitage
test, to check src/stats/cochran_armitage.rs against. The sign is that of the correlation.

    pip install statsmodels==0.14.5 scipy==1.17.1 numpy==2.4.6
    python cochran_armitage.py > cochran_armitage.csv
"""
import numpy
import scipy
import statsmodels
from scipy.stats import norm
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

STARS = [1, 2, 3, 4, 5]
CASES = [([1, 2, 3], [8, 4, 0], [8, 8, 8]), (STARS, [30, 10, 6, 4, 2], [300, 120, 80, 60, 440]),
         (STARS, [3, 1, 2, 6, 40], [300, 120, 80, 60, 440]), (STARS, [5, 5, 5, 5, 5], [9, 9, 9, 9, 9]),
         (STARS, [1, 0, 0, 0, 0], [1, 1, 1, 1, 1]), (STARS, [9000, 500, 90, 20, 300], [90000, 9000, 4000, 3000, 70000]),
         ([0.5, 1, 3.5, 5], [7, 30, 2, 11], [9, 100, 13, 70]), ([0, 1, 2, 5, 6], [9, 0, 3, 1, 4], [40, 30, 0 + 3, 28, 90]),
         (STARS, [700, 10, 6, 4, 2], [1000, 120, 80, 60, 4400])]

print(f"# statsmodels {statsmodels.__version__} GLM(Binomial).score_test, numpy {numpy.__version__},"
      f" scipy {scipy.__version__}")
print("scores,with,n,z,p")
for scores, with_, n in CASES:
    s, x, m = (numpy.array(cells, float) for cells in (scores, with_, n))
    model = GLM(numpy.column_stack([x, m - x]), numpy.ones((len(s), 1)), family=families.Binomial())
    null = model.fit(tol=1e-15)
    statistic, _, _ = model.score_test(null.params, exog_extra=s[:, None] - (s * m).sum() / m.sum())
    sign = numpy.sign(((s - (s * m).sum() / m.sum()) * x).sum())
    z = float(sign * numpy.sqrt(numpy.squeeze(statistic)))
    if abs(z) < 1e-12:
        z = 0.0
    head = [" ".join(map(str, cells)) for cells in (scores, with_, n)]
    print(",".join(head + [repr(z), repr(float(2 * norm.sf(abs(z))))]))
