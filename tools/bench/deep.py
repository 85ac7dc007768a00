"""What the peers of deep.c share: the deep network with batch normalization.

The work is the same for all: 784-100-100-100-100-100-10 with batch normalization
between each affine layer and its ReLU, softmax and cross-entropy; 1000 steps of
plain gradient descent with rate 0.1 on 100 images drawn at random. The clock runs
for the steps only; the accuracy is found afterwards, with the running mean and
variance.
"""
DEPTH, HIDDEN = 5, 100
MOMENTUM, EPSILON = 0.9, 1e-5
