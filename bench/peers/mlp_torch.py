"""experiments/mnist-mlp.yaml in PyTorch: fused Adam, tensors loaded and scaled beforehand."""
import json
import sys
import time

import torch
from mnist import load

folder, epochs = sys.argv[1], int(sys.argv[2])
torch.manual_seed(0)


def tensors(split):
    x, y = load(folder, split)
    return torch.tensor(x).float().reshape(len(x), -1) / 255, torch.tensor(y).long()


x, y = tensors("train")
x_test, y_test = tensors("t10k")
model = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), eps=1e-7, fused=True)
loss_of = torch.nn.CrossEntropyLoss()
seconds = []
for epoch in range(epochs):
    begun = time.perf_counter()
    total = torch.zeros(())
    right = torch.zeros((), dtype=torch.long)
    for rows in torch.randperm(len(x)).split(64):
        batch, target = x[rows], y[rows]
        optimizer.zero_grad()
        output = model(batch)
        loss = loss_of(output, target)
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            total += loss * len(rows)
            right += (output.argmax(1) == target).sum()
    total.item(), right.item()
    seconds.append(time.perf_counter() - begun)
with torch.no_grad():
    accuracy = (model(x_test).argmax(1) == y_test).float().mean().item()
print(json.dumps({"version": f"torch {torch.__version__}", "epochs": seconds, "accuracy": accuracy}))
