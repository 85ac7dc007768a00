"""The network of eight layers on two processes, with PyTorch's DistributedDataParallel and
gloo, as its tutorial writes it: each process draws half of every batch.
"""
import os
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn

import peer_torch
import works

RANKS = 2


def learn(rank, args, port):
    os.environ["MASTER_ADDR"], os.environ["MASTER_PORT"] = "127.0.0.1", str(port)
    dist.init_process_group("gloo", rank=rank, world_size=RANKS)
    torch.set_num_threads(args.threads)
    torch.manual_seed(1 + rank)
    work = works.WORKS[args.work]
    pixels, labels = works.load(args.data, work)[0]
    x, t = torch.from_numpy(pixels), torch.from_numpy(labels.astype("int64"))
    net = nn.parallel.DistributedDataParallel(peer_torch.build(work))
    optimizer = torch.optim.Adam(net.parameters(), lr=work.rate, **peer_torch.FUSED)
    lose = nn.CrossEntropyLoss()
    for step in range(works.WARM_UP + args.steps):
        if step == works.WARM_UP:
            dist.barrier()
            start = time.perf_counter()
        picks = torch.randint(len(x), (works.BATCH // RANKS,))
        optimizer.zero_grad(set_to_none=True)
        lose(net(x[picks]), t[picks]).backward()
        optimizer.step()
    dist.barrier()
    if rank == 0:
        print(f"version {torch.__version__}")
        print(f"trained in {time.perf_counter() - start:.3f} s")
    dist.destroy_process_group()


if __name__ == "__main__":
    mp.spawn(learn, (works.options(), 20000 + os.getpid() % 20000), RANKS)
