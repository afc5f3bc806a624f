"""Writes tf_idf.csv: corpus frequency times inverse document frequency by scikit-learn, to check
src/stats/tf_idf.rs against. scikit-learn adds 1 to the logarithm, which is taken off here.

    pip install scikit-learn==1.9.1 numpy==2.4.6 && python tf_idf.py > tf_idf.csv
"""
import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfTransformer

random = numpy.random.default_rng(2)
counts = random.poisson(numpy.geomspace(0.02, 4, 14), size=(200, 14))
counts[:, 13] += 1
idf = TfidfTransformer(norm=None, smooth_idf=False).fit(counts).idf_
print(f"# sklearn {sklearn.__version__} TfidfTransformer(norm=None, smooth_idf=False).idf_ - 1")
print("tf,df,n,tf_idf")
for column, weight in enumerate(idf):
    tf, df = int(counts[:, column].sum()), int((counts[:, column] > 0).sum())
    print(f"{tf},{df},{len(counts)},{float(tf * (weight - 1))!r}")
