"""experiments/mnist-cnn.yaml in PyTorch on the first ROWS images: tensors loaded and scaled beforehand."""
import json
import sys
import time

import torch
from mnist import load


def network():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 32, 3),
        torch.nn.ReLU(),
        torch.nn.Conv2d(32, 64, 3),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Dropout(0.25),
        torch.nn.Flatten(),
        torch.nn.Linear(9216, 128),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.5),
        torch.nn.Linear(128, 10),
    )


def adadelta(model):
    return torch.optim.Adadelta(model.parameters(), lr=1.0, rho=0.95, eps=1e-7)


def main(folder, epochs, rows):
    torch.manual_seed(0)
    x, y = load(folder, "train")
    x = torch.tensor(x[:rows]).float().unsqueeze(1) / 255
    y = torch.tensor(y[:rows]).long()
    model = network()
    optimizer = adadelta(model)
    loss_of = torch.nn.CrossEntropyLoss()
    seconds = []
    for epoch in range(epochs):
        begun = time.perf_counter()
        total = torch.zeros(())
        right = torch.zeros((), dtype=torch.long)
        for batch in torch.randperm(len(x)).split(128):
            images, target = x[batch], y[batch]
            optimizer.zero_grad()
            output = model(images)
            loss = loss_of(output, target)
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                total += loss * len(batch)
                right += (output.argmax(1) == target).sum()
        accuracy = right.item() / len(x)
        total.item()
        seconds.append(time.perf_counter() - begun)
    print(json.dumps({"version": f"torch {torch.__version__}", "epochs": seconds, "accuracy": accuracy}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
