"""Writes agreement.csv: Cohen's and Fleiss' kappa and Krippendorff's alpha, to check
src/agreement/kappa.rs and src/agreement/alpha.rs against. Coders are separated by a bar, a gap is a
dash. The kappas are of the rows without a gap.

    pip install krippendorff==0.9.0 scikit-learn==1.9.1 statsmodels==0.14.5 numpy==2.4.6
    python agreement.py > agreement.csv
"""
import warnings
from importlib.metadata import version

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

warnings.simplefilter("ignore")
random = numpy.random.default_rng(10)
gap = numpy.nan
CASES = [[[1, 1, 2, 2], [1, 2, 2, 2]], [[1, 2, 1], [2, 1, 2]], [[1, 1, 2], [1, 1, 2]],
         [[1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
          [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap]]]
for coders, rows, codes, same, gaps in [(2, 200, 2, .8, 0), (2, 500, 6, .6, 0), (3, 200, 4, .7, 0), (5, 60, 3, .5, 0),
                                        (2, 100, 3, .7, .2), (3, 300, 5, .6, .3), (4, 80, 2, 0, .1), (2, 200, 2, .97, 0)]:
    truth = random.integers(codes, size=rows)
    table = numpy.where(random.random((coders, rows)) < same, truth, random.integers(codes, size=(coders, rows)))
    CASES.append(numpy.where(random.random((coders, rows)) < gaps, gap, table.astype(float)).tolist())

names = ["krippendorff", "scikit-learn", "statsmodels", "numpy"]
print("#", ", ".join(f"{name} {version(name)}" for name in names))
print("codes,cohen,fleiss,alpha")
for case in CASES:
    table = numpy.array(case, float)
    full = table[:, ~numpy.isnan(table).any(axis=0)].astype(int)
    cohen = repr(float(cohen_kappa_score(*full))) if len(full) == 2 else ""
    fleiss = float(fleiss_kappa(aggregate_raters(full.T)[0]))
    alpha = float(krippendorff.alpha(table, level_of_measurement="nominal"))
    shown = "|".join(" ".join("-" if numpy.isnan(c) else str(int(c)) for c in row) for row in table)
    print(f"{shown},{cohen},{fleiss!r},{alpha!r}")
