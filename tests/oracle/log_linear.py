"""Writes log_linear.csv: Poisson regression of counts on the period with the number of comments as
exposure, to check src/stats/log_linear.rs against. The interval and p take the overdispersion, where
that is above 1, and Student's t.

    pip install statsmodels==0.14.5 scipy==1.17.1 numpy==2.4.6 && python log_linear.py > log_linear.csv
"""
import warnings

import numpy
import scipy
import statsmodels
from scipy.stats import t as student
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

warnings.simplefilter("ignore")  # of perfect fits, where the iterations are still exact
random = numpy.random.default_rng(8)
CASES = [([10, 20, 40], [1000, 1000, 1000]), ([3, 0, 5, 9, 2, 8], [40, 30, 60, 55, 20, 31]),
         ([5, 1], [90, 80]), ([0, 2, 0, 0, 1, 0, 0], [9, 8, 0, 7, 9, 9, 9]),
         ([400, 350, 100, 3, 0, 1], [900, 1100, 1000, 950, 0, 1200])]
for length, base, growth, burst in [(12, 0.05, 1.1, 0), (24, 0.02, 1.0, 1), (36, 0.3, 0.97, 0), (60, 0.01, 1.03, 0.5)]:
    n = random.integers(50, 5000, size=length)
    rate = base * growth ** numpy.arange(length) * numpy.exp(burst * random.normal(size=length))
    CASES.append(([int(v) for v in random.binomial(n, numpy.minimum(rate, 0.9))], [int(v) for v in n]))

print(f"# statsmodels {statsmodels.__version__} GLM(Poisson, exposure), numpy {numpy.__version__},"
      f" scipy {scipy.__version__}")
print("with,n,z,growth,low,high,overdispersion,p")
for with_, n in CASES:
    kept = [t for t in range(len(n)) if n[t] > 0]
    t = numpy.array(kept, float)
    k, m = numpy.array([with_[i] for i in kept], float), numpy.array([n[i] for i in kept], float)
    centred = t - (t * m).sum() / m.sum()
    model = GLM(k, numpy.ones((len(t), 1)), family=families.Poisson(), exposure=m)
    null = model.fit(tol=1e-15, maxiter=300)
    statistic, _, _ = model.score_test(null.params, exog_extra=centred[:, None])
    z = float(numpy.sign((centred * k).sum()) * numpy.sqrt(numpy.squeeze(statistic)))
    design = numpy.column_stack([numpy.ones_like(t), t - t.mean()])
    fit = GLM(k, design, family=families.Poisson(), exposure=m).fit(tol=1e-16, tol_criterion="params", maxiter=300)
    phi = float(fit.pearson_chi2) / (len(t) - 2) if len(t) > 2 else None
    cells = [repr(z), repr(float(numpy.exp(fit.params[1])))]
    if phi is None:
        cells += ["", "", "", ""]
    else:
        wider, df = max(1.0, phi) ** 0.5, len(t) - 2
        half = student.ppf(0.975, df) * fit.bse[1] * wider
        cells += [repr(float(numpy.exp(fit.params[1] + d))) for d in (-half, half)]
        cells += [repr(phi), repr(float(2 * student.sf(abs(z) / wider, df)))]
    head = [" ".join(map(str, with_)), " ".join(map(str, n))]
    print(",".join(head + cells))
