"""The works in NumPy, after the book: layers with forward and backward, each passing
the gradient of its input on, the first one too; batch normalization node by node; every
convolution and pooling lays all patches of the whole batch into one matrix (im2col) and
multiplies once.

Random weights come as float64, and so float64 is what everything becomes. --how
float32 casts the weights first.
"""
import numpy as np

import works

IMAGES = 1000  # that are read with the clock: it takes long


class Affine:
    def __init__(self, inputs, outputs, std, kind):
        self.W = (std * np.random.randn(inputs, outputs)).astype(kind)
        self.b = np.zeros(outputs, kind)

    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dy):
        self.dW = self.x.T @ dy
        self.db = dy.sum(axis=0)
        return (dy @ self.W.T).reshape(self.shape)


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


class BatchNorm:
    def __init__(self, features, kind):
        self.gamma, self.beta = np.ones(features, kind), np.zeros(features, kind)
        self.mean, self.var = np.zeros(features, kind), np.ones(features, kind)
        self.training = True

    def forward(self, x):
        if not self.training:
            return self.gamma * ((x - self.mean) / np.sqrt(self.var + works.EPSILON)) + self.beta
        mean = x.mean(axis=0)
        self.d = x - mean
        var = (self.d ** 2).mean(axis=0)
        self.s = np.sqrt(var + works.EPSILON)
        self.x_hat = self.d / self.s
        self.mean = works.MOMENTUM * self.mean + (1 - works.MOMENTUM) * mean
        self.var = works.MOMENTUM * self.var + (1 - works.MOMENTUM) * var
        return self.gamma * self.x_hat + self.beta

    def backward(self, dy):
        self.dbeta, self.dgamma = dy.sum(axis=0), (self.x_hat * dy).sum(axis=0)
        dx_hat = self.gamma * dy
        dd = dx_hat / self.s
        ds = -(dx_hat * self.d).sum(axis=0) / (self.s * self.s)
        dd += self.d * (ds / (self.s * len(dy)))
        return dd - dd.mean(axis=0)


def patches(x, size, stride, pad):
    """(N, C, H, W) to one row for each place, one column for each number there."""
    N, C, H, W = x.shape
    rows, columns = (H + 2 * pad - size) // stride + 1, (W + 2 * pad - size) // stride + 1
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.empty((N, C, size, size, rows, columns), x.dtype)
    for u in range(size):
        for v in range(size):
            out[:, :, u, v] = x[:, :, u:u + stride * rows:stride, v:v + stride * columns:stride]
    return out.transpose(0, 4, 5, 1, 2, 3).reshape(N * rows * columns, -1), rows, columns


def pixels(matrix, shape, size, stride, pad):
    """The way back: what the patches hold is added up where it came from."""
    N, C, H, W = shape
    rows, columns = (H + 2 * pad - size) // stride + 1, (W + 2 * pad - size) // stride + 1
    matrix = matrix.reshape(N, rows, columns, C, size, size).transpose(0, 3, 4, 5, 1, 2)
    x = np.zeros((N, C, H + 2 * pad + stride - 1, W + 2 * pad + stride - 1), matrix.dtype)
    for u in range(size):
        for v in range(size):
            x[:, :, u:u + stride * rows:stride, v:v + stride * columns:stride] += matrix[:, :, u, v]
    return x[:, :, pad:pad + H, pad:pad + W]


class Convolution:
    def __init__(self, channels, filters, size, pad, std, kind):
        self.W = (std * np.random.randn(filters, channels, size, size)).astype(kind)
        self.b, self.pad = np.zeros(filters, kind), pad

    def forward(self, x):
        filters, _, size, _ = self.W.shape
        self.shape, self.columns = x.shape, self.W.reshape(filters, -1).T
        self.rows, height, width = patches(x, size, 1, self.pad)
        y = self.rows @ self.columns + self.b
        return y.reshape(len(x), height, width, filters).transpose(0, 3, 1, 2)

    def backward(self, dy):
        filters, _, size, _ = self.W.shape
        dy = dy.transpose(0, 2, 3, 1).reshape(-1, filters)
        self.db = dy.sum(axis=0)
        self.dW = (self.rows.T @ dy).T.reshape(self.W.shape)
        return pixels(dy @ self.columns.T, self.shape, size, 1, self.pad)


class Pool:
    SIZE = 2

    def forward(self, x):
        N, C, _, _ = self.shape = x.shape
        rows, height, width = patches(x, self.SIZE, self.SIZE, 0)
        rows = rows.reshape(-1, self.SIZE ** 2)
        self.where = rows.argmax(axis=1)
        return rows.max(axis=1).reshape(N, height, width, C).transpose(0, 3, 1, 2)

    def backward(self, dy):
        dy = dy.transpose(0, 2, 3, 1)
        rows = np.zeros((dy.size, self.SIZE ** 2), dy.dtype)
        rows[np.arange(dy.size), self.where] = dy.ravel()
        rows = rows.reshape(dy.shape[0] * dy.shape[1] * dy.shape[2], -1)
        return pixels(rows, self.shape, self.SIZE, self.SIZE, 0)


class Dropout:
    training = True

    def forward(self, x):
        if not self.training:
            return x * (1 - works.DROPOUT)
        self.mask = np.random.rand(*x.shape) > works.DROPOUT
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask


class Adam:
    def __init__(self, rate):
        self.rate, self.steps, self.m, self.v = rate, 0, {}, {}

    def step(self, learning):
        self.steps += 1
        rate = self.rate * np.sqrt(1 - 0.999 ** self.steps) / (1 - 0.9 ** self.steps)
        for key, (layer, name) in enumerate(learning):
            value, grad = getattr(layer, name), getattr(layer, "d" + name)
            m, v = self.m.setdefault(key, np.zeros_like(value)), \
                self.v.setdefault(key, np.zeros_like(value))
            m += (1 - 0.9) * (grad - m)
            v += (1 - 0.999) * (grad ** 2 - v)
            value -= value.dtype.type(rate) * m / (np.sqrt(v) + 1e-7)


class Descent:
    def __init__(self, rate):
        self.rate = rate

    def step(self, learning):
        for layer, name in learning:
            value = getattr(layer, name)
            value -= self.rate * getattr(layer, "d" + name)


def build(work, kind):
    for what, numbers, shape, std in work.walk():
        if what == "conv":
            yield Convolution(shape[0], *numbers, std, kind)
        elif what == "affine":
            yield Affine(int(np.prod(shape)), numbers[0], std, kind)
        elif what == "norm":
            yield BatchNorm(shape[0], kind)
        else:
            yield {"relu": Relu, "pool": Pool, "dropout": Dropout}[what]()


class Peer:
    version = f"{np.__version__}; {works.blas()}"

    def __init__(self, args, work, sets):
        np.random.seed(1)
        self.sets, self.kind = sets, args.how
        self.layers, self.loss = list(build(work, args.how)), SoftmaxLoss()
        self.optimizer = (Adam if work.adam else Descent)(work.rate)
        self.learning = [(layer, name) for layer in self.layers
                         for name in ("W", "b", "gamma", "beta") if hasattr(layer, name)]

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def take(self, steps):
        x, t = self.sets[0]
        for _ in range(steps):
            picks = np.random.choice(len(x), works.BATCH)
            self.loss.forward(self.forward(x[picks]), t[picks])
            grad = self.loss.backward()
            for layer in reversed(self.layers):
                grad = layer.backward(grad)
            self.optimizer.step(self.learning)

    def learn(self, yes):
        for layer in self.layers:
            layer.training = yes

    def count_correct(self, which, images, portion):
        x, t = self.sets[which]
        self.learn(False)
        right = sum((self.forward(x[i:i + portion]).argmax(axis=1) == t[i:i + portion]).sum()
                    for i in range(0, images, portion))
        self.learn(True)
        return right

    def slopes(self, numbers):
        x, t = (part[:works.BATCH] for part in self.sets[0])
        x = x.astype(self.kind)
        return works.slopes(self.layers[0].W.reshape(-1),
                            lambda: self.loss.forward(self.forward(x), t), numbers)


works.run(Peer, IMAGES)
