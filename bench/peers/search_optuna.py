"""Searches with Optuna: python search_optuna.py SAMPLER TRIALS SEEDS [CURVES]

Prints, as JSON, the best value of every seed by problem: Branin, Hartmann6 and Rosenbrock4, or with the file of curves of
bench/sweeps/curves.mjs the best validation error of mnist-mlp after three epochs.
"""

import json
import math
import sys
import time
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")

HARTMANN_A = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
HARTMANN_P = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]
HARTMANN_ALPHA = [1, 1.2, 3, 3.2]


def branin(x, y):
    valley = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann6(*x):
    def hill(a, p):
        return math.exp(-sum(ai * (xi - pi) ** 2 for ai, xi, pi in zip(a, x, p)))

    return -sum(w * hill(a, p) for w, a, p in zip(HARTMANN_ALPHA, HARTMANN_A, HARTMANN_P))


def rosenbrock4(*x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def on(function, *ranges):
    return lambda trial: function(*(trial.suggest_float(f"x{i}", *r) for i, r in enumerate(ranges)))


FUNCTIONS = {
    "branin": on(branin, (-5, 10), (0, 15)),
    "hartmann6": on(hartmann6, *[(0, 1)] * 6),
    "rosenbrock4": on(rosenbrock4, *[(-2, 2)] * 4),
}


def mnist(path):
    with open(path) as file:
        table = json.load(file)
    rates = table["rates"]

    def error(trial):
        units = trial.suggest_categorical("units", table["units"])
        rate = trial.suggest_float("rate", rates[0], rates[-1], log=True)
        batch = trial.suggest_categorical("batch", table["batchSizes"])
        place = math.log(rate / rates[0]) / math.log(rates[-1] / rates[0]) * (len(rates) - 1)
        below = min(int(place), len(rates) - 2)
        low, high = (table["curves"][f"{units} {batch} {below + i}"][2] for i in (0, 1))
        return 1 - (low + (place - below) * (high - low))

    return {"mnist-mlp": error}


SAMPLERS = {
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "gp": lambda seed: optuna.samplers.GPSampler(seed=seed, deterministic_objective=True),
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
}

sampler, trials, seeds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
results = {}
for name, function in (mnist(sys.argv[4]) if len(sys.argv) > 4 else FUNCTIONS).items():
    begun, best = time.process_time(), []
    for seed in range(seeds):
        study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
        study.optimize(function, n_trials=trials)
        best.append(study.best_value)
    results[name] = {"best": best, "milliseconds": (time.process_time() - begun) / seeds / trials * 1000}
    print(f"optuna {sampler} {name}: {sorted(best)[seeds // 2]:.5g}", file=sys.stderr, flush=True)
print(json.dumps({"version": f"Optuna {optuna.__version__}", "results": results}))
