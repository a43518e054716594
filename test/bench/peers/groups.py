"""k-means, Ward, silhouette and Gaussian mixtures as scikit-learn and scipy do them, on points from a file; one JSON line of CPU seconds.

Usage: python3 groups.py POINTS.f64 N P [k-means], the last for nothing else. What is not installed is left out.
"""

import json
import sys
import time

import numpy as np

name, n, p = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
alone = sys.argv[4:] == ["k-means"]
points = np.fromfile(name).reshape(n, p)
found = {}


def timed(key, work):
    begun, clock = time.process_time(), time.perf_counter()
    result = work()
    found[key] = time.process_time() - begun
    found[key + ", clock"] = time.perf_counter() - clock
    return result


try:
    from scipy.cluster.hierarchy import linkage

    if not alone:
        timed("ward", lambda: linkage(points, "ward"))
except ImportError:
    pass
try:
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    labels = timed("k-means", lambda: [KMeans(k, n_init=20, random_state=1).fit(points).labels_ for k in range(2, 13)])
    if alone:
        raise ImportError
    # As Sigill's: a first time, told apart, and the middle of five more.
    timed("silhouette, first", lambda: silhouette_score(points, labels[4]))
    times = []
    for _ in range(5):
        timed("silhouette", lambda: silhouette_score(points, labels[4]))
        times.append(found["silhouette"])
    found["silhouette"] = sorted(times)[2]
    from sklearn.mixture import GaussianMixture

    for covariance in ("full", "diag"):
        key = "mixture, " + {"diag": "diagonal"}.get(covariance, covariance)
        mixture = GaussianMixture(6, covariance_type=covariance, n_init=5, random_state=1, tol=1e-6, max_iter=1000)
        timed(key, lambda: mixture.fit(points))
except ImportError:
    pass
print(json.dumps(found))
