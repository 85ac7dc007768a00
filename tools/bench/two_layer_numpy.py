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


def main():
    args = two_layer.options(type=["float64", "float32"])
    (x_train, t_train), (x_test, t_test) = two_layer.load(args.data)
    np.random.seed(1)
    first = Affine(x_train.shape[1], two_layer.HIDDEN, args.type)
    second = Affine(two_layer.HIDDEN, two_layer.CLASSES, args.type)
    layers, loss = [first, Relu(), second], SoftmaxLoss()

    def forward(x):
        for layer in layers:
            x = layer.forward(x)
        return x

    def step():
        picks = np.random.choice(len(x_train), two_layer.BATCH)
        loss.forward(forward(x_train[picks]), t_train[picks])
        grad = loss.backward()
        for layer in reversed(layers):
            grad = layer.backward(grad)
        for layer in (first, second):
            layer.W -= two_layer.RATE * layer.dW
            layer.b -= two_layer.RATE * layer.db

    def accuracies():
        return [(forward(x).argmax(axis=1) == t).mean()
                for x, t in ((x_train, t_train), (x_test, t_test))]

    print(f"NumPy {np.__version__}, {two_layer.backend()}")
    two_layer.train(args.steps, step, accuracies)


if __name__ == "__main__":
    main()
