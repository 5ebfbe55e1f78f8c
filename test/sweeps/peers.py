"""Numbers of Optuna, scikit-learn and scipy that test/sweeps compares with.

Needs optuna==5.0.0, scikit-learn and scipy: python test/sweeps/peers.py > test/sweeps/peers.json
"""

import json
import math

import numpy as np
import optuna
from optuna.study._multi_objective import _fast_non_domination_rank
from scipy.integrate import quad
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

optuna.logging.set_verbosity(optuna.logging.ERROR)


def fanova(objective, count):
    """Trials of a random search, and the importance of each parameter."""
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(objective, n_trials=count)
    found = [
        optuna.importance.get_param_importances(
            study, evaluator=optuna.importance.FanovaImportanceEvaluator(n_trees=64, seed=seed)
        )
        for seed in range(5)
    ]
    return {
        "trials": [{"values": t.params, "objective": t.value} for t in study.trials],
        "importance": {name: np.mean([one[name] for one in found]) for name in found[0]},
    }


def smooth(trial):
    """One parameter above all others, one that does nothing."""
    rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
    momentum = trial.suggest_float("momentum", 0, 1)
    units = trial.suggest_int("units", 1, 64)
    trial.suggest_float("nothing", -1, 1)
    return (math.log10(rate) + 2.5) ** 2 + 0.5 * momentum + 0.01 * units


def listed(trial):
    """A list of which one item is far off, and a product."""
    activation = trial.suggest_categorical("activation", ["relu", "tanh", "sigmoid", "elu"])
    a = trial.suggest_float("a", -1, 1)
    b = trial.suggest_float("b", -1, 1)
    return {"relu": 0, "tanh": 0.2, "sigmoid": 2, "elu": 0.1}[activation] + 2 * a * b + 0.3 * a


def process():
    """A Gaussian process with given lengths: predictions, and how likely the targets are, with the gradient."""
    random = np.random.default_rng(3)
    x = random.random((14, 3))
    y = np.sin(4 * x[:, 0]) + x[:, 1] ** 2
    y = (y - y.mean()) / y.std()
    lengths, variance, noise = [0.4, 0.9, 3.0], 1.7, 0.02
    kernel = ConstantKernel(variance) * Matern(lengths, nu=2.5) + WhiteKernel(noise)
    model = GaussianProcessRegressor(kernel, optimizer=None).fit(x, y)
    at = random.random((6, 3))
    mean = model.predict(at)
    # Without the noise of what would be measured there.
    between = model.kernel_.k1(at, x)
    inverse = np.linalg.inv(model.kernel_(x))
    deviation = np.sqrt(variance - np.einsum("ij,jk,ik->i", between, inverse, between))
    likelihood, gradient = model.log_marginal_likelihood(model.kernel_.theta, eval_gradient=True)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "lengths": lengths,
        "variance": variance,
        "noise": noise,
        "at": at.tolist(),
        "mean": mean.tolist(),
        "deviation": deviation.tolist(),
        "logLikelihood": likelihood,
        # By the logarithms of variance, lengths and noise.
        "gradient": gradient.tolist(),
    }


def improvement(z):
    """log of the integral of u φ(u - z) over u > 0."""
    if z > 0:
        whole, _ = quad(lambda u: u * math.exp(-((u - z) ** 2) / 2), 0, z + 40, points=[z], epsabs=0)
        return math.log(whole) - math.log(2 * math.pi) / 2
    part, _ = quad(lambda u: u * math.exp(-u * u / 2 + z * u), 0, 40 / max(1, -z), epsabs=0, epsrel=1e-12)
    return -z * z / 2 + math.log(part) - math.log(2 * math.pi) / 2


def ranks(count, objectives):
    points = np.random.default_rng(5).integers(0, 12, (count, objectives)).astype(float)
    return {"points": points.tolist(), "rank": _fast_non_domination_rank(points).tolist()}


print(
    json.dumps(
        {
            "fanova": {"smooth": fanova(smooth, 80), "listed": fanova(listed, 80)},
            "process": process(),
            "improvement": [[z, improvement(z)] for z in (-60, -26, -24, -10, -5, -2, -0.5, 0, 0.3, 1, 4, 9)],
            "ranks": [ranks(40, 2), ranks(60, 3)],
        }
    )
)
