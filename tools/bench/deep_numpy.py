"""The deep network as one writes it in NumPy after the book, batch normalization
node by node. --type float32 casts the weights first."""
import numpy as np

import deep
import two_layer
from two_layer_numpy import Affine, Network, Relu, train


class BatchNorm:
    def __init__(self, features, kind):
        self.gamma, self.beta = np.ones(features, kind), np.zeros(features, kind)
        self.mean, self.var = np.zeros(features, kind), np.ones(features, kind)
        self.training = True

    def forward(self, x):
        if not self.training:
            return self.gamma * ((x - self.mean) / np.sqrt(self.var + deep.EPSILON)) + self.beta
        mean = x.mean(axis=0)
        self.d = x - mean
        var = (self.d ** 2).mean(axis=0)
        self.s = np.sqrt(var + deep.EPSILON)
        self.x_hat = self.d / self.s
        self.mean = deep.MOMENTUM * self.mean + (1 - deep.MOMENTUM) * mean
        self.var = deep.MOMENTUM * self.var + (1 - deep.MOMENTUM) * var
        return self.gamma * self.x_hat + self.beta

    def backward(self, dy):
        self.dbeta, self.dgamma = dy.sum(axis=0), (self.x_hat * dy).sum(axis=0)
        dx_hat = self.gamma * dy
        dd = dx_hat / self.s
        ds = -(dx_hat * self.d).sum(axis=0) / (self.s * self.s)
        dd += self.d * (ds / (self.s * len(dy)))
        return dd - dd.mean(axis=0)


def build(inputs, kind):
    layers = []
    for i in range(deep.DEPTH + 1):
        affine = Affine(inputs, deep.HIDDEN if i < deep.DEPTH else two_layer.CLASSES, kind)
        affine.W *= affine.W.dtype.type(100 * np.sqrt(2 / inputs))
        layers.append(affine)
        if i < deep.DEPTH:
            layers += [BatchNorm(deep.HIDDEN, kind), Relu()]
        inputs = deep.HIDDEN
    return layers


def main():
    args = two_layer.options(type=["float64", "float32"])
    sets = two_layer.load(args.data)
    np.random.seed(1)
    net = Network(build(sets[0][0].shape[1], args.type))
    train(args.steps, net, sets, every=0)


main()
