"""What the peers of numerical.c share: the numerical gradient.

The loss of 784-50-10 with ReLU on the first 100 images is computed twice for each
number of W1, which moves up and down by h, and the difference is divided by 2h: the
plain definition. --steps says for how many numbers; each costs the same.
"""
import time

import two_layer

H = 1e-2


def run(weights, loss, numbers):
    """weights: W1 as a flat array that loss() sees."""
    grad = [0.0] * numbers
    loss()
    start = time.perf_counter()
    for i in range(numbers):
        before = weights[i].item()
        weights[i] = before + H
        above = loss()
        weights[i] = before - H
        grad[i] = (above - loss()) / (2 * H)
        weights[i] = before
    print(f"trained in {time.perf_counter() - start:.3f} s")


def load(folder):
    """The first images and their labels."""
    (x, t), _ = two_layer.load(folder)
    return x[:two_layer.BATCH], t[:two_layer.BATCH]
