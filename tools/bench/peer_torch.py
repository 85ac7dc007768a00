"""The works in PyTorch, in float32, as its tutorials write them.

--how eager or compiled; -last puts the channels last in memory. Labels are ready as
int64, gradients are dropped rather than zeroed, and an optimizer is one kernel where
PyTorch has it: all three make it a little faster.
"""
import re

import torch
from torch import nn

import works

FUSED = {"fused": True} if torch.__version__ >= (2, 5) else {}


def build(work):
    net = nn.Sequential()
    for kind, numbers, shape, std in work.walk():
        if kind == "conv":
            filters, size, pad = numbers
            net.append(nn.Conv2d(shape[0], filters, size, padding=pad))
        elif kind == "affine":
            if len(shape) > 1:
                net.append(nn.Flatten())
            net.append(nn.Linear(torch.Size(shape).numel(), numbers[0]))
        elif kind == "norm":
            # its momentum is the weight of the new number
            net.append(nn.BatchNorm1d(shape[0], works.EPSILON, 1 - works.MOMENTUM))
        else:
            net.append({"relu": nn.ReLU, "pool": lambda: nn.MaxPool2d(2),
                        "dropout": lambda: nn.Dropout(works.DROPOUT)}[kind]())
        if std:
            nn.init.normal_(net[-1].weight, std=std)
            nn.init.zeros_(net[-1].bias)
    return net


def version():
    about = torch.__config__.show()
    parts = [f"{name} {found[1]}" for name, found in
             (("MKL", re.search(r"Math Kernel Library Version ([\d.]+)", about)),
              ("oneDNN", re.search(r"MKL-DNN v([\d.]+)", about))) if found]
    if not torch.backends.mkl.is_available():  # else that BLAS is NumPy's
        parts.append(works.blas())
    if torch.__version__ >= (2,):
        parts.append(torch.backends.cpu.get_cpu_capability())
    return f"{torch.__version__.split('+')[0]}; {', '.join(parts)}"


class Peer:
    def __init__(self, args, work, sets):
        torch.set_num_threads(args.threads)
        torch.manual_seed(1)
        last = {"memory_format": torch.channels_last} if args.how.endswith("-last") else {}
        self.sets = [(torch.from_numpy(x).to(**last), torch.from_numpy(t.astype("int64")))
                     for x, t in sets]
        self.net = build(work).to(**last)
        optimizer = torch.optim.Adam if work.adam else torch.optim.SGD
        self.optimizer = optimizer(self.net.parameters(), lr=work.rate, **FUSED)
        self.loss = nn.CrossEntropyLoss()
        self.lose = lambda x, t: self.loss(self.net(x), t)
        self.answer = self.net
        if args.how.startswith("compiled"):
            self.lose = torch.compile(self.lose)
            self.answer = torch.compile(self.net, dynamic=False, options={"freezing": True})
        self.version = version()

    def take(self, steps):
        x, t = self.sets[0]
        for _ in range(steps):
            picks = torch.randint(len(x), (works.BATCH,))
            self.optimizer.zero_grad(set_to_none=True)
            self.lose(x[picks], t[picks]).backward()
            self.optimizer.step()

    def count_correct(self, which, images, portion):
        x, t = self.sets[which]
        self.net.eval()
        with torch.inference_mode():
            right = sum((self.answer(x[i:i + portion]).argmax(1) == t[i:i + portion]).sum().item()
                        for i in range(0, images, portion))
        self.net.train()
        return right

    def slopes(self, numbers):
        x, t = (part[:works.BATCH] for part in self.sets[0])
        with torch.inference_mode():
            return works.slopes(self.net[0].weight.view(-1),
                                lambda: self.lose(x, t).item(), numbers)


if __name__ == "__main__":
    works.run(Peer)
