"""The numerical gradient in NumPy. --type float32 casts the weights first."""
import numpy as np

import numerical
import two_layer
from two_layer_numpy import Affine, Network, Relu


def main():
    args = two_layer.options(type=["float64", "float32"])
    x, t = numerical.load(args.data)
    x = x.astype(args.type)
    np.random.seed(1)
    first = Affine(x.shape[1], two_layer.HIDDEN, args.type)
    net = Network([first, Relu(), Affine(two_layer.HIDDEN, two_layer.CLASSES, args.type)])
    print(f"NumPy {np.__version__}, {two_layer.backend()}")
    numerical.run(first.W.reshape(-1), lambda: net.loss.forward(net.forward(x), t), args.steps)


main()
