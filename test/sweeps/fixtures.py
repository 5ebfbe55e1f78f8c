"""Numbers of scipy that test/sweeps compares with: python test/sweeps/fixtures.py > test/sweeps/scipy.json"""

import json

from scipy.stats import lognorm, loguniform, norm, qmc, uniform

LEVELS = [1e-300, 1e-16, 1e-9, 1e-5, 0.001, 0.01, 0.1, 0.25, 0.5, 0.6, 0.9, 0.999, 1 - 1e-9]
PLACES = [0.001, 0.1, 0.25, 0.5, 0.77, 0.99]
XS = [-37, -20, -8, -5, -3, -1.5, -0.7, -0.66, -0.3, -0.1, 0, 0.1, 0.5, 0.66, 1, 2, 4, 5.6, 6, 8]


def law(name, options, distribution):
    return {
        "name": name,
        "options": options,
        "quantiles": [[p, distribution.ppf(p)] for p in PLACES],
    }


print(
    json.dumps(
        {
            "normal": {
                "quantile": [[p, norm.ppf(p)] for p in LEVELS],
                "cdf": [[x, norm.cdf(x)] for x in XS],
            },
            "laws": [
                law("uniform", {"min": -3, "max": 5}, uniform(-3, 8)),
                law("log_uniform_values", {"min": 1e-4, "max": 0.1}, loguniform(1e-4, 0.1)),
                law("normal", {"mu": 2, "sigma": 0.5}, norm(2, 0.5)),
                law("log_normal", {"mu": -1, "sigma": 0.7}, lognorm(0.7, scale=2.718281828459045**-1)),
                law("log_normal_values", {"mu": 0.01, "sigma": 3}, lognorm(1.0986122886681098, scale=0.01)),
            ],
            # The first 32 points in 50 dimensions, without scrambling.
            "sobol": qmc.Sobol(50, scramble=False, bits=30).random(32).tolist(),
        }
    )
)
