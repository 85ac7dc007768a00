"""What the peers share: the works, their data and the clocks.

Each work is described here, once, and every peer builds its network from these
words. The work is the same for all, ours included:

two_layer   784-50-10, 10,000 steps of plain gradient descent; every 600 steps, and at
            the end, the accuracy over all 60,000 + 10,000 images
deep        five hidden layers of 100 with batch normalization
simple      30 filters of 5 x 5, pooling, affine 100, affine 10, with Adam
eight       six convolutions of 3 x 3, affine 50, dropout, affine 10, dropout, with Adam
numerical   the numerical gradient of two_layer on 100 images: the loss twice for each
            number of W1, which moves up and down by H; --steps says for how many

A step draws 100 images at random, and the loss is the one that its forward run gives.
The clock runs for the steps, and for the evaluations of two_layer only. The two
convolutional networks then read the test images, with a second clock.
"""
import argparse
import dataclasses
import gzip
import os
import time

import numpy as np

BATCH, CLASSES = 100, 10
DROPOUT = 0.5
MOMENTUM, EPSILON = 0.9, 1e-5  # of batch normalization
H = 1e-2
PORTIONS = 100, 500  # images that are read at once: each peer has its choice
WARM_UP = 3  # steps before the clock, in which compilers compile


@dataclasses.dataclass
class Work:
    layers: list  # ("conv", filters, size, padding), ("affine", outputs) and so on
    adam: bool = False
    std: float = None  # of the first weights; None is He's
    every: int = 0  # steps from one evaluation to the next

    @property
    def rate(self):
        return 0.001 if self.adam else 0.1

    @property
    def reads(self):
        return self.layers[0][0] == "conv"

    def walk(self, shape=None):
        """Each layer: kind, its numbers, the shape that comes in, std of its weights."""
        shape = shape or ((1, 28, 28) if self.reads else (784,))
        for kind, *numbers in self.layers:
            entering = int(np.prod(shape)) if kind == "affine" else \
                shape[0] * numbers[1] ** 2 if kind == "conv" else 0
            yield kind, numbers, shape, entering and (self.std or (2 / entering) ** 0.5)
            if kind == "conv":
                filters, size, pad = numbers
                shape = (filters, *(n + 2 * pad - size + 1 for n in shape[1:]))
            elif kind == "pool":
                shape = (shape[0], shape[1] // 2, shape[2] // 2)
            elif kind == "affine":
                shape = (numbers[0],)


RELU, POOL, DROP = ("relu",), ("pool",), ("dropout",)


def conv(filters, pad=1):
    return [("conv", filters, 3, pad), RELU]


TWO_LAYER = [("affine", 50), RELU, ("affine", CLASSES)]
WORKS = {
    "two_layer": Work(TWO_LAYER, std=0.01, every=600),
    "deep": Work(5 * [("affine", 100), ("norm",), RELU] + [("affine", CLASSES)]),
    "simple": Work([("conv", 30, 5, 0), RELU, POOL, ("affine", 100), RELU,
                    ("affine", CLASSES)], adam=True),
    "eight": Work([*conv(16), *conv(16), POOL, *conv(32), *conv(32, pad=2), POOL,
                   *conv(64), *conv(64), POOL, ("affine", 50), RELU, DROP,
                   ("affine", CLASSES), DROP], adam=True),
    "numerical": Work(TWO_LAYER),
}


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", choices=WORKS, required=True)
    parser.add_argument("--data", required=True, help="folder of the four IDX files")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--how", default="", help="one of the ways that this peer knows")
    parser.add_argument("--weights", help="a safetensors file, for a peer that only reads")
    return parser.parse_args()


def read_idx(folder, name):
    """The array in an IDX file, raw or .gz, with - or . before "idx"."""
    for dot in "-.":
        for ending, opener in (("", open), (".gz", gzip.open)):
            path = os.path.join(folder, name.replace("-idx", dot + "idx") + ending)
            if os.path.exists(path):
                with opener(path, "rb") as file:
                    raw = file.read()
                lengths = np.frombuffer(raw, ">u4", raw[3], 4)
                return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(lengths)
    raise SystemExit(f"no {name} in {folder}")


def load(folder, work):
    """(images, labels) to learn from and to be examined on, pixels in 0 ... 1."""
    shape = (-1, 1, 28, 28) if work.reads else (-1, 784)
    sets = [(read_idx(folder, part + "-images-idx3-ubyte"),
             read_idx(folder, part + "-labels-idx1-ubyte")) for part in ("train", "t10k")]
    return [(x.reshape(shape).astype(np.float32) / np.float32(255), t) for x, t in sets]


def blas():
    """Which BLAS this process multiplies with, and which of its kernels, or ""."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return "a BLAS, which one is not known"
    names = {"openblas": "OpenBLAS", "blis": "BLIS", "mkl": "MKL"}
    found = [" ".join(filter(None, (names[lib["internal_api"]], lib["version"],
                                    lib.get("architecture"))))
             for lib in threadpool_info() if lib["internal_api"] in names]
    return ", ".join(dict.fromkeys(found))


def seconds(action, *words):
    start = time.perf_counter()
    action(*words)
    return time.perf_counter() - start


def train(peer, work, steps):
    """Take all steps, evaluate in between, and say how long that took."""
    peer.take(WARM_UP)
    every = work.every or steps
    took = 0
    for first in range(0, steps, every):
        took += seconds(peer.take, min(every, steps - first))
        if work.every:
            took += seconds(evaluate, peer)
    print(f"trained in {took:.3f} s")
    if not work.every and not work.reads:
        evaluate(peer)


def evaluate(peer):
    for which, name in enumerate(("train", "test")):
        count = len(peer.sets[which][1])
        print(f"{name} accuracy {peer.count_correct(which, count, count) / count:.4f}")


def read(peer, images):
    """In portions of each size once to warm up and once to choose; then the best."""
    for portion in PORTIONS:
        peer.count_correct(1, images, portion)
    best = min(PORTIONS, key=lambda portion: seconds(peer.count_correct, 1, images, portion))
    start = time.perf_counter()
    right = peer.count_correct(1, images, best)
    print(f"read {images} images in {time.perf_counter() - start:.4f} s, {best} at once")
    print(f"test accuracy {right / images:.4f}")


def slopes(weights, loss, numbers):
    """The plain definition; weights is W1 as a flat array that loss() sees."""
    grad = [0.0] * numbers
    for i in range(numbers):
        before = weights[i].item()
        weights[i] = before + H
        above = loss()
        weights[i] = before - H
        grad[i] = (above - loss()) / (2 * H)
        weights[i] = before
    return grad


def run(Peer, images=None):
    """What a peer's script does. Peer(args, work, sets) has a version and the sets,
    take(steps), count_correct(which set, of how many images, how many at once), and
    slopes(numbers)."""
    args = options()
    work = WORKS[args.work]
    sets = load(args.data, work)
    peer = Peer(args, work, sets)
    print("version " + peer.version)
    if args.work == "numerical":
        peer.slopes(WARM_UP)
        print(f"trained in {seconds(peer.slopes, args.steps):.3f} s")
        return
    if hasattr(peer, "take"):
        train(peer, work, args.steps)
    if work.reads:
        read(peer, images or len(sets[1][1]))
