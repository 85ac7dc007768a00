"""The two convolutional networks as one writes them in NumPy after the book: every
convolution and pooling lays all patches of the whole batch into one matrix (im2col)
and multiplies once. --type float32 casts the weights first."""
import numpy as np

import conv
import two_layer
from two_layer_numpy import Affine, Network, Relu

IMAGES = 1000  # that are read with the clock: it takes long


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
    def __init__(self, channels, filters, size, pad, kind):
        scale = np.sqrt(2 / (channels * size * size))
        self.W = (scale * np.random.randn(filters, channels, size, size)).astype(kind)
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


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dy):
        return dy.reshape(self.shape)


class Dropout:
    training = True

    def forward(self, x):
        if not self.training:
            return x * (1 - conv.DROPOUT)
        self.mask = np.random.rand(*x.shape) > conv.DROPOUT
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask


class Adam:
    def __init__(self):
        self.steps, self.m, self.v = 0, {}, {}

    def step(self, learning):
        self.steps += 1
        rate = conv.RATE * np.sqrt(1 - 0.999 ** self.steps) / (1 - 0.9 ** self.steps)
        for key, (layer, name) in enumerate(learning):
            value, grad = getattr(layer, name), getattr(layer, "d" + name)
            m, v = self.m.setdefault(key, np.zeros_like(value)), \
                self.v.setdefault(key, np.zeros_like(value))
            m += (1 - 0.9) * (grad - m)
            v += (1 - 0.999) * (grad ** 2 - v)
            value -= value.dtype.type(rate) * m / (np.sqrt(v) + 1e-7)


def affine(inputs, outputs, kind):
    layer = Affine(inputs, outputs, kind)
    layer.W *= layer.W.dtype.type(100 * np.sqrt(2 / inputs))
    return layer


def simple(kind):
    return [Convolution(1, conv.FILTERS, conv.SIZE, 0, kind), Relu(), Pool(), Flatten(),
            affine(conv.FILTERS * 12 * 12, conv.HIDDEN, kind), Relu(),
            affine(conv.HIDDEN, two_layer.CLASSES, kind)]


def deep(kind):
    layers, channels = [], 1
    for i, (filters, pad) in enumerate(zip(conv.DEEP_FILTERS, conv.DEEP_PADS)):
        layers += [Convolution(channels, filters, 3, pad, kind), Relu()]
        layers += [Pool()] if i % 2 else []
        channels = filters
    return layers + [Flatten(), affine(64 * 4 * 4, conv.DEEP_HIDDEN, kind), Relu(), Dropout(),
                     affine(conv.DEEP_HIDDEN, two_layer.CLASSES, kind), Dropout()]


def main():
    args = conv.options(type=["float64", "float32"])
    (x_train, t_train), (x_test, t_test) = conv.load(args.data)
    np.random.seed(1)
    net = Network({"simple": simple, "deep": deep}[args.network](args.type))
    adam = Adam()

    def step():
        picks = np.random.choice(len(x_train), two_layer.BATCH)
        net.gradients(x_train[picks], t_train[picks])
        adam.step(net.learning)

    def count_correct(images):
        net.stop_learning()
        return sum((net.forward(x_test[i:i + 100]).argmax(axis=1) == t_test[i:i + 100]).sum()
                   for i in range(0, images, 100))

    print(f"NumPy {np.__version__}, {two_layer.backend()}")
    conv.run(args.steps, step, count_correct, min(IMAGES, len(x_test)))


main()
