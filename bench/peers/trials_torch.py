# Trials of a tiny network in PyTorch, as Optuna has them in several processes: a study in SQLite, one thread each.
# python trials_torch.py STORAGE STUDY TRIALS    trains TRIALS trials and prints {version, training, memory} as JSON
import json
import sys
import time

import numpy as np
import optuna
import torch


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def data(seed=0, rows=400, features=20, classes=3):
    """Rows like those of synthetic_classification: three clusters, a quarter of them for validation."""
    random = np.random.default_rng(seed)
    y = random.integers(0, classes, rows)
    centres = random.normal(size=(classes, features)) * 7 / np.sqrt(2 * features)
    x = (centres[y] + random.normal(size=(rows, features))).astype(np.float32)
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    return x[:300], y[:300], x[300:], y[300:]


def main(storage, name, count):
    torch.set_num_threads(1)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    x, y, x_val, y_val = data()
    training, memory = [], {}

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-4, 1e-1, log=True)
        torch.manual_seed(0)
        model = torch.nn.Sequential(
            torch.nn.Linear(x.shape[1], 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)
        )
        loss = torch.nn.CrossEntropyLoss()
        optimizer = torch.optim.Adam(model.parameters(), lr=rate)
        begun = time.perf_counter()
        order = torch.randperm(len(x))
        for start in range(0, len(x), 32):
            rows = order[start : start + 32]
            optimizer.zero_grad()
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            accuracy = (model(x_val).argmax(1) == y_val).float().mean().item()
        training.append(time.perf_counter() - begun)
        if len(training) in (25, count):
            memory[len(training)] = resident()
        return accuracy

    study = optuna.load_study(study_name=name, storage=storage, sampler=optuna.samplers.RandomSampler(seed=None))
    study.optimize(objective, n_trials=count)
    version = f"Optuna {optuna.__version__}, torch {torch.__version__}"
    print(json.dumps({"version": version, "training": training, "memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
