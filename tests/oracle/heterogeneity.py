"""Writes heterogeneity.csv: tests of k groups, to check src/stats/heterogeneity.rs against.

    pip install scipy==1.17.1 && python heterogeneity.py > heterogeneity.csv
"""
import scipy
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

# documents with the word / documents, by group
CASES = [[(4, 4), (0, 4), (2, 4)], [(8, 16), (24, 496)], [(10, 100), (20, 200), (30, 300)],
         [(1, 50), (0, 30), (0, 20), (7, 400)], [(120, 4000), (60, 4000), (900, 9000), (3, 10)],
         [(7 * i % 31, 40 + i) for i in range(34)], [(500, 1000), (100, 1000), (200, 1000)]]

print(f"# scipy {scipy.__version__}, chi2_contingency(correction=False, lambda_='log-likelihood'),"
      " contingency.association(method='cramer')")
print("groups,g2,df,p,cramers_v")
for groups in CASES:
    table = [[k, n - k] for k, n in groups]
    result = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    cells = [result.statistic, result.dof, result.pvalue, association(table, method="cramer")]
    print(",".join([" ".join(f"{k}/{n}" for k, n in groups), *(repr(float(cell)) for cell in cells)]))
