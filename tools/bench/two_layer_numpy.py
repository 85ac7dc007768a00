"""The two-layer network as one writes it in NumPy after the book: layers with
forward and backward, each passing the gradient of its input on, the first one
too. Random weights come as float64, and so float64 is what everything becomes;
--type float32 casts the weights first."""
import numpy as np

import two_layer


class Affine:
    def __init__(self, inputs, outputs, kind):
        self.W = (0.01 * np.random.randn(inputs, outputs)).astype(kind)
        self.b = np.zeros(outputs, kind)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dy):
        self.dW = self.x.T @ dy
        self.db = dy.sum(axis=0)
        return dy @ self.W.T


class Relu:
    def forward(self, x):
        self.off = x <= 0
        y = x.copy()
        y[self.off] = 0
        return y

    def backward(self, dy):
        dy[self.off] = 0
        return dy


class SoftmaxLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.log(self.y[np.arange(len(t)), t] + 1e-7).mean()

    def backward(self):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        dx /= len(self.t)
        return dx


class Network:
    def __init__(self, layers):
        self.layers, self.loss = layers, SoftmaxLoss()
        self.learning = [(layer, name) for layer in layers for name in ("W", "b", "gamma", "beta")
                         if hasattr(layer, name)]

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def gradients(self, x, t):
        loss = self.loss.forward(self.forward(x), t)
        grad = self.loss.backward()
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return loss

    def descend(self):
        for layer, name in self.learning:
            value = getattr(layer, name)
            value -= two_layer.RATE * getattr(layer, "d" + name)

    def stop_learning(self):
        for layer in self.layers:
            layer.training = False

    def accuracy(self, x, t):
        return (self.forward(x).argmax(axis=1) == t).mean()


def train(steps, net, sets, every=two_layer.EVALUATE_EVERY):
    """Take all steps, by plain gradient descent."""
    x_train, t_train = sets[0]

    def step():
        picks = np.random.choice(len(x_train), two_layer.BATCH)
        net.gradients(x_train[picks], t_train[picks])
        net.descend()

    def accuracies():
        if not every:
            net.stop_learning()
        return [net.accuracy(x, t) for x, t in sets]

    print(f"NumPy {np.__version__}, {two_layer.backend()}")
    two_layer.train(steps, step, accuracies, every)


def main():
    args = two_layer.options(type=["float64", "float32"])
    sets = two_layer.load(args.data)
    np.random.seed(1)
    net = Network([Affine(sets[0][0].shape[1], two_layer.HIDDEN, args.type), Relu(),
                   Affine(two_layer.HIDDEN, two_layer.CLASSES, args.type)])
    train(args.steps, net, sets)


if __name__ == "__main__":
    main()
