"""two_layer.py WEIGHTS FOLDER - the network of ./ch05/train, in NumPy."""
import sys
import numpy as np
from idx import test_set
from tensors import read

p = read(sys.argv[1])
x, t = test_set(sys.argv[2])
h = np.maximum(0, x @ p['W1'] + p['b1'])
y = h @ p['W2'] + p['b2']
right = np.count_nonzero(y.argmax(axis=1) == t)
print(f'test accuracy {right / len(t):.4f} ({right} of {len(t)})')
