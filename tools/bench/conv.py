"""What the peers of conv.c share: two convolutional networks, and what is timed.

simple: 30 filters of 5 x 5, ReLU, pooling 2 x 2, affine 100, ReLU, affine 10.
deep: 16-16-pool-32-32-pool-64-64-pool, all 3 x 3 with padding 1, the fourth 2, then
affine 50, dropout, affine 10, dropout.

The work is the same for all: Adam with rate 0.001 on 100 images drawn at random. The
clock runs for the steps; then a second one for the reading of test images, after
the same reading once without it.
"""
import time

import two_layer

RATE, DROPOUT = 0.001, 0.5
FILTERS, SIZE, HIDDEN = 30, 5, 100
DEEP_FILTERS, DEEP_PADS, DEEP_HIDDEN = (16, 16, 32, 32, 64, 64), (1, 1, 1, 2, 1, 1), 50


def options(**extra):
    return two_layer.options(network=["simple", "deep"], **extra)


def load(folder):
    """As two_layer.load(), each image of shape (1, 28, 28)."""
    return [(x.reshape(-1, 1, 28, 28), t) for x, t in two_layer.load(folder)]


def run(steps, step, count_correct, images):
    """Take all steps; read so many images twice; say how long that took."""
    start = time.perf_counter()
    for _ in range(steps):
        step()
    print(f"trained in {time.perf_counter() - start:.3f} s")
    count_correct(images)
    start = time.perf_counter()
    right = count_correct(images)
    print(f"read {images} images in {time.perf_counter() - start:.4f} s")
    print(f"test accuracy {right / images:.4f}")
