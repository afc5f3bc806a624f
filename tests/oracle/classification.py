"""Writes classification.csv: precision, recall and F1, plain and weighted, to check
src/agreement/classification.rs against. What has no value is an empty cell.

    pip install scikit-learn==1.9.1 numpy==2.4.6 && python classification.py > classification.csv
"""
import numpy
import sklearn
from sklearn.metrics import precision_recall_fscore_support

random = numpy.random.default_rng(14)
CASES = [([1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 1, 0]), ([0, 0], [1, 1]), ([1, 1], [0, 0]), ([0, 0], [0, 0])]
for rows, share, same in [(30, .5, .8), (200, .1, .9), (200, .02, .99), (100, .6, 0)]:
    coded = random.random(rows) < share
    predicted = numpy.where(random.random(rows) < same, coded, random.random(rows) < share)
    CASES.append((predicted.astype(int).tolist(), coded.astype(int).tolist()))

print(f"# sklearn {sklearn.__version__} precision_recall_fscore_support, numpy {numpy.__version__}")
print("predicted,coded,weights,precision,recall,f1,w_precision,w_recall,w_f1")
for predicted, coded in CASES:
    weights = [round(float(w), 3) for w in random.uniform(0.5, 40, size=len(coded))]
    cells = [" ".join(map(str, values)) for values in (predicted, coded, weights)]
    for weight in (None, weights):
        found = precision_recall_fscore_support(coded, predicted, average="binary", sample_weight=weight,
                                                zero_division=numpy.nan)[:3]
        cells += ["" if numpy.isnan(value) else repr(float(value)) for value in found]
    print(",".join(cells))
