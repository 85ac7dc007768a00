"""simple_conv_net.py WEIGHTS FOLDER NEW - the network of ./ch07/train, in PyTorch:
read, examined, and written again as NEW."""
import sys
import torch
from torch import nn
from idx import test_set
from tensors import read, write

net = nn.Sequential(nn.Conv2d(1, 30, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                    nn.Linear(4320, 100), nn.ReLU(), nn.Linear(100, 10))
layers = [net[0], net[4], net[6]]


def turned(weight):
    return weight.T if weight.ndim == 2 else weight


def load(path):
    p = read(path)
    with torch.no_grad():
        for i, layer in enumerate(layers, 1):
            layer.weight.copy_(turned(torch.tensor(p[f'W{i}'])))
            layer.bias.copy_(torch.tensor(p[f'b{i}']))


def save(path):
    p = {}
    for i, layer in enumerate(layers, 1):
        p[f'W{i}'] = turned(layer.weight.detach()).numpy()
        p[f'b{i}'] = layer.bias.detach().numpy()
    write(path, p)


load(sys.argv[1])
x, t = test_set(sys.argv[2])
with torch.no_grad():
    y = net(torch.tensor(x).reshape(-1, 1, 28, 28))
right = int((y.argmax(dim=1) == torch.tensor(t)).sum())
print(f'test accuracy {right / len(t):.4f} ({right} of {len(t)})')
save(sys.argv[3])
