"""
Sparsemax as the projection onto the simplex that Martins and Astudillo (2016) define, found without sorting: the
threshold is a root, found in float64. (What Keras 3.15 gives does not add up to 1; see src/activations/sparsemax.ts.)
"""

import numpy as np
from scipy.optimize import brentq

from .common import array, write

# At least one number of every row is far from the others somewhere, equal to others elsewhere.
ROWS = [[0.0, 0.0, 0.0, 0.0], [1.0, 1.0, -3.0, 0.9], [30.0, -30.0, 29.5, 12.0], [1000.0, 1000.25, 999.5, 999.75]]


def project(z):
    """The point of the simplex nearest to z: max(z - t, 0) with the t for which that adds up to 1."""
    threshold = brentq(lambda t: np.maximum(z - t, 0).sum() - 1, z.max() - 1, z.max(), xtol=1e-15, rtol=1e-15)
    return np.maximum(z - threshold, 0)


def gradient(z, dy, step=1e-6):
    """Of sum(dy · project(z)), by differences."""
    ends = [[(dy * project(z + sign * step * unit)).sum() for sign in (1, -1)] for unit in np.eye(len(z))]
    return np.array([(up - down) / (2 * step) for up, down in ends])


def make():
    rng = np.random.default_rng(23)
    x = np.concatenate([ROWS, rng.normal(size=(8, 4)) * 1.5]).reshape(3, 4, 4).astype(np.float32).astype(np.float64)
    dy = rng.normal(size=x.shape).astype(np.float32).astype(np.float64)
    cases = []
    for axis in (-1, 1, 2):
        lines, slopes = (np.moveaxis(a, axis, -1) for a in (x, dy))
        # Where what is under the threshold touches it, the slope depends on the side.
        at = list(np.ndindex(lines.shape[:-1]))
        y = np.array([project(lines[i]) for i in at]).reshape(lines.shape)
        dx = np.array([gradient(lines[i], slopes[i]) for i in at]).reshape(lines.shape)
        y, dx = (np.moveaxis(a, -1, axis) for a in (y, dx))
        cases.append({"name": "sparsemax", "options": {} if axis == -1 else {"axis": axis}, "y": array(y), "gradient": array(dx)})
    write("activations", {"x": array(x), "dy": array(dy), "cases": cases}, "sparsemax")
