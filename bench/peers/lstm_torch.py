"""The network of bench/lstm.mjs in PyTorch on the first ROWS images: tensors loaded and scaled beforehand."""
import json
import sys
import time

import torch
from mnist import load


class Network(torch.nn.Module):
    def __init__(self, features):
        super().__init__()
        self.lstm = torch.nn.LSTM(features, 128, batch_first=True)
        self.out = torch.nn.Linear(128, 10)

    def forward(self, x):
        outputs, _state = self.lstm(x)
        return self.out(outputs[:, -1])


def main(folder, epochs, rows, steps):
    torch.manual_seed(0)
    x, y = load(folder, "train")
    x = torch.tensor(x[:rows]).float().reshape(rows, steps, -1) / 255
    y = torch.tensor(y[:rows]).long()
    begun_all = time.perf_counter()
    first = None
    model = Network(x.shape[-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    loss_of = torch.nn.CrossEntropyLoss()
    seconds = []
    for epoch in range(epochs):
        begun = time.perf_counter()
        total = torch.zeros(())
        right = torch.zeros((), dtype=torch.long)
        for batch in torch.randperm(len(x)).split(64):
            images, target = x[batch], y[batch]
            optimizer.zero_grad()
            output = model(images)
            loss = loss_of(output, target)
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                total += loss * len(batch)
                right += (output.argmax(1) == target).sum()
            if first is None:
                first = time.perf_counter() - begun_all
        accuracy = right.item() / len(x)
        total.item()
        seconds.append(time.perf_counter() - begun)
    version = f"torch {torch.__version__}"
    print(json.dumps({"version": version, "epochs": seconds, "first": first, "accuracy": accuracy}))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
