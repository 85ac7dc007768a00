"""The test images and answers of MNIST, or of any folder like it; and how such a file is written."""
import gzip
import os
import numpy as np


def numbers(path, before):
    data = gzip.open(path + '.gz').read() if os.path.exists(path + '.gz') else open(path, 'rb').read()
    return np.frombuffer(data, np.uint8, offset=before)


def test_set(folder):
    x = numbers(folder + '/t10k-images-idx3-ubyte', 16).reshape(-1, 784)
    t = numbers(folder + '/t10k-labels-idx1-ubyte', 8)
    return x / np.float32(255), t


def save_idx(path, a):
    head = np.array(a.shape, '>i4')
    with open(path, 'wb') as file:
        file.write(bytes([0, 0, 8, a.ndim]) + head.tobytes())
        file.write(a.astype('u1').tobytes())
