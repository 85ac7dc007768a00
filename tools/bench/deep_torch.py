"""The deep network in PyTorch, in float32, as its tutorials write it. Its momentum
is the weight of the new number."""
import torch
from torch import nn

import deep
import two_layer


def main():
    args = two_layer.options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    sets = [(torch.from_numpy(x), torch.from_numpy(t.astype("int64")))
            for x, t in two_layer.load(args.data)]
    x_train, t_train = sets[0]
    layers, inputs = [], x_train.shape[1]
    for _ in range(deep.DEPTH):
        layers += [nn.Linear(inputs, deep.HIDDEN),
                   nn.BatchNorm1d(deep.HIDDEN, deep.EPSILON, 1 - deep.MOMENTUM), nn.ReLU()]
        inputs = deep.HIDDEN
    net = nn.Sequential(*layers, nn.Linear(inputs, two_layer.CLASSES))
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    loss = nn.CrossEntropyLoss()
    sgd = torch.optim.SGD(net.parameters(), lr=two_layer.RATE)

    def step():
        picks = torch.randint(len(x_train), (two_layer.BATCH,))
        sgd.zero_grad(set_to_none=True)
        loss(net(x_train[picks]), t_train[picks]).backward()
        sgd.step()

    def accuracies():
        net.eval()
        with torch.inference_mode():
            return [(net(x).argmax(1) == t).float().mean().item() for x, t in sets]

    print(f"PyTorch {torch.__version__}, {two_layer.backend()}")
    two_layer.train(args.steps, step, accuracies, every=0)


main()
