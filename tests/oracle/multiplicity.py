"""Writes multiplicity.csv: adjusted p-values, to check src/stats/multiplicity.rs against.

    pip install statsmodels==0.14.5 && python multiplicity.py > multiplicity.csv
"""
import random

import statsmodels
from statsmodels.stats.multitest import multipletests

random.seed(20)
FAMILIES = [[0.03, 0.01, 0.02], [0.5], [1.0, 1.0, 0.2], [0.001, 0.001, 0.04, 0.04, 0.04],
            [random.random() ** 6 for _ in range(40)], [round(random.random(), 1) for _ in range(30)],
            [10.0 ** -random.randrange(0, 300) for _ in range(40)]]

print(f"# statsmodels {statsmodels.__version__}, multipletests(p, method=fdr_bh, holm, bonferroni)")
print("family,p,bh,holm,bonferroni")
for number, family in enumerate(FAMILIES):
    adjusted = [multipletests(family, method=name)[1] for name in ("fdr_bh", "holm", "bonferroni")]
    for row in zip(family, *adjusted):
        print(",".join([str(number), *(repr(float(cell)) for cell in row)]))
