"""The numerical gradient in PyTorch, in float32."""
import torch
from torch.nn import functional

import numerical
import two_layer


def main():
    args = two_layer.options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    x, t = numerical.load(args.data)
    x, t = torch.from_numpy(x), torch.from_numpy(t.astype("int64"))
    W1 = 0.01 * torch.randn(x.shape[1], two_layer.HIDDEN)
    W2 = 0.01 * torch.randn(two_layer.HIDDEN, two_layer.CLASSES)
    b1, b2 = torch.zeros(two_layer.HIDDEN), torch.zeros(two_layer.CLASSES)

    def loss():
        hidden = torch.addmm(b1, x, W1).relu_()
        return functional.cross_entropy(torch.addmm(b2, hidden, W2), t).item()

    print(f"PyTorch {torch.__version__}, {two_layer.backend()}")
    with torch.inference_mode():
        numerical.run(W1.view(-1), loss, args.steps)


main()
