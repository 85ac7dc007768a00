"""The two-layer network in PyTorch, in float32, as its tutorials write it. The
labels are ready as int64, and the gradients are dropped rather than zeroed:
both make it a little faster."""
import torch
from torch import nn

import two_layer


def main():
    args = two_layer.options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    sets = [(torch.from_numpy(x), torch.from_numpy(t.astype("int64")))
            for x, t in two_layer.load(args.data)]
    x_train, t_train = sets[0]
    net = nn.Sequential(nn.Linear(x_train.shape[1], two_layer.HIDDEN), nn.ReLU(),
                        nn.Linear(two_layer.HIDDEN, two_layer.CLASSES))
    for layer in (net[0], net[2]):
        nn.init.normal_(layer.weight, std=0.01)
        nn.init.zeros_(layer.bias)
    loss = nn.CrossEntropyLoss()
    sgd = torch.optim.SGD(net.parameters(), lr=two_layer.RATE)

    def step():
        picks = torch.randint(len(x_train), (two_layer.BATCH,))
        sgd.zero_grad(set_to_none=True)
        loss(net(x_train[picks]), t_train[picks]).backward()
        sgd.step()

    def accuracies():
        with torch.inference_mode():
            return [(net(x).argmax(1) == t).float().mean().item() for x, t in sets]

    print(f"PyTorch {torch.__version__}, {two_layer.backend()}")
    two_layer.train(args.steps, step, accuracies)


main()
