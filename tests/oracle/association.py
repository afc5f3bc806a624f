"""Writes association.csv: measures of 2x2 tables, to check src/stats/association.rs against.

PMI, t and Dice are NLTK's, G2 is SciPy's (the sign is put before it here, by comparing whole
numbers). NPMI is NLTK's PMI over the information of the pair; logDice is Rychly's 14 + log2 of
NLTK's Dice coefficient.

    pip install nltk==3.10.4 scipy==1.17.1 && python association.py > association.csv
"""
import math

import nltk
import scipy
from nltk.metrics import BigramAssocMeasures as measures
from scipy.stats import chi2_contingency

# both, first, second, total
CASES = [(8, 16, 32, 512), (1, 1, 1, 2), (1, 1, 1, 1000000), (3, 40, 50, 1000), (3, 40, 50, 600),
         (2, 40, 50, 1000), (1, 40, 50, 1000), (0, 40, 50, 1000), (20, 20, 20, 30), (5, 5, 900, 1000),
         (5, 900, 5, 1000), (123, 4567, 8910, 1234567), (4500, 4567, 8910, 1234567),
         (36, 4567, 8910, 1234567), (33, 4567, 8910, 1234567), (3, 3, 3, 25000000),
         (250000, 1000000, 6250000, 25000000), (250001, 1000000, 6250000, 25000000),
         (240000, 1000000, 6250000, 25000000)]


def g2(both, first, second, total):
    table = [[both, first - both], [second - both, total - first - second + both]]
    statistic = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    return -statistic if both * total < first * second else statistic


print(f"# nltk {nltk.__version__}, scipy {scipy.__version__} (chi2_contingency without correction,"
      " lambda_='log-likelihood')")
print("both,first,second,total,expected,g2,pmi,npmi,log_dice,t")
for both, first, second, total in CASES:
    expected = first * second / total
    row = [expected, g2(both, first, second, total), None, None, None, None]
    if both:
        pmi = measures.pmi(both, (first, second), total)
        dice = measures.dice(both, (first, second), total)
        row[2:] = [pmi, pmi / -math.log2(both / total), 14 + math.log2(dice),
                   measures.student_t(both, (first, second), total)]
    cells = ["" if value is None else repr(float(value)) for value in row]
    print(",".join(map(str, [both, first, second, total, *cells])))
