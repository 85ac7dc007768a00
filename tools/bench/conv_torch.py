"""The two convolutional networks in PyTorch, in float32, as its tutorials write
them."""
import torch
from torch import nn

import conv
import two_layer

PORTION = 500  # images that are read at once: faster here than 100 or 1000


def simple():
    return nn.Sequential(
        nn.Conv2d(1, conv.FILTERS, conv.SIZE), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(conv.FILTERS * 12 * 12, conv.HIDDEN), nn.ReLU(),
        nn.Linear(conv.HIDDEN, two_layer.CLASSES))


def deep():
    layers, channels = [], 1
    for i, (filters, pad) in enumerate(zip(conv.DEEP_FILTERS, conv.DEEP_PADS)):
        layers += [nn.Conv2d(channels, filters, 3, padding=pad), nn.ReLU()]
        layers += [nn.MaxPool2d(2)] if i % 2 else []
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(64 * 4 * 4, conv.DEEP_HIDDEN),
                         nn.ReLU(), nn.Dropout(conv.DROPOUT),
                         nn.Linear(conv.DEEP_HIDDEN, two_layer.CLASSES),
                         nn.Dropout(conv.DROPOUT))


def main():
    args = conv.options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    sets = [(torch.from_numpy(x), torch.from_numpy(t.astype("int64")))
            for x, t in conv.load(args.data)]
    (x_train, t_train), (x_test, t_test) = sets
    net = {"simple": simple, "deep": deep}[args.network]()
    for layer in net:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    loss = nn.CrossEntropyLoss()
    adam = torch.optim.Adam(net.parameters(), lr=conv.RATE)

    def step():
        picks = torch.randint(len(x_train), (two_layer.BATCH,))
        adam.zero_grad(set_to_none=True)
        loss(net(x_train[picks]), t_train[picks]).backward()
        adam.step()

    def count_correct(images):
        net.eval()
        right = 0
        with torch.inference_mode():
            for i in range(0, images, PORTION):
                answers = net(x_test[i:i + PORTION]).argmax(1)
                right += (answers == t_test[i:i + PORTION]).sum().item()
        return right

    print(f"PyTorch {torch.__version__}, {two_layer.backend()}")
    conv.run(args.steps, step, count_correct, len(x_test))


main()
