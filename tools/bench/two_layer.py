"""What the peers of ./ch05/train share: their data, options and last lines.

The work is the same for all: 784-50-10 with ReLU, softmax and cross-entropy;
10,000 steps of plain gradient descent with rate 0.1 on 100 images drawn at
random; every 600 steps and at the end the accuracy over all 60,000 + 10,000
images. The loss of a step is the one that its forward run gives.
"""
import argparse
import gzip
import os
import time

import numpy as np

CLASSES, HIDDEN = 10, 50
BATCH, RATE, EVALUATE_EVERY = 100, 0.1, 600


def options(**extra):
    """The command line; extra holds further options and their choices."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="folder of the four IDX files")
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    for name, choices in extra.items():
        parser.add_argument("--" + name, choices=choices, default=choices[0])
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


def load(folder):
    """(images, labels) to learn from and to be examined on, pixels in 0 ... 1."""
    sets = [(read_idx(folder, part + "-images-idx3-ubyte"),
             read_idx(folder, part + "-labels-idx1-ubyte")) for part in ("train", "t10k")]
    return [(x.reshape(len(x), -1).astype(np.float32) / np.float32(255), t) for x, t in sets]


def train(steps, step, accuracies, every=EVALUATE_EVERY):
    """Take all steps, evaluate in between, and say how long that took. With every
    0 there is one evaluation, after the clock has been read."""
    start, evaluations = time.perf_counter(), 0
    for i in range(1, steps + 1):
        step()
        if every and (i % every == 0 or i == steps):
            right = accuracies()
            evaluations += 1
    seconds = time.perf_counter() - start
    if not every:
        right = accuracies()
    print(f"{evaluations} evaluations, train {right[0]:.4f}")
    print(f"trained in {seconds:.3f} s")
    print(f"test accuracy {right[1]:.4f}")


def libraries(word):
    """The shared libraries of this process whose name contains word."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        paths = {line.split()[-1] for line in maps if word in os.path.basename(line)}
    return sorted(os.path.realpath(path.strip()) for path in paths)


def backend():
    """Which BLAS this process multiplies with."""
    if not os.path.exists("/proc/self/maps"):
        return "an unknown BLAS"
    paths = " ".join(libraries("libblas.so") or libraries("bl"))
    for name in ("openblas", "blis", "mkl"):
        if name in paths:
            return {"openblas": "OpenBLAS", "blis": "BLIS", "mkl": "MKL"}[name]
    return "reference BLAS (slow: install libopenblas0)"
