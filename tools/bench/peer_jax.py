"""The works in JAX, in float32, every step compiled as one function.

--how step calls it for each step, loop has one function take all steps, and blocks
(of the numerical gradient) compute fifty slopes at once; -last puts the channels last.
Dropout and the picking of images are part of the step.
"""
import functools
import os
import sys

import works

# JAX has no switch for it: it takes as many threads as there are processors.
if hasattr(os, "sched_setaffinity") and "--threads" in sys.argv:
    wanted = int(sys.argv[sys.argv.index("--threads") + 1])
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:wanted])

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
from jax import lax  # noqa: E402

BLOCK = 50


def first_weights(work, last, key):
    params, running = [], []
    for i, (kind, numbers, shape, std) in enumerate(work.walk()):
        own, mean_var = {}, ()
        if std:
            outputs = numbers[0]
            form = (functools.reduce(lambda a, b: a * b, shape), outputs)
            if kind == "conv":
                form = (numbers[1], numbers[1], shape[0], outputs) if last else \
                    (outputs, shape[0], numbers[1], numbers[1])
            own = {"W": std * jax.random.normal(jax.random.fold_in(key, i), form),
                   "b": jnp.zeros(outputs)}
        if kind == "norm":
            own = {"gamma": jnp.ones(shape), "beta": jnp.zeros(shape)}
            mean_var = (jnp.zeros(shape), jnp.ones(shape))
        params.append(own)
        running.append(mean_var)
    return params, running


def normalize(x, p, old, learning):
    mean, var = (x.mean(0), x.var(0)) if learning else old
    y = p["gamma"] * (x - mean) * lax.rsqrt(var + works.EPSILON) + p["beta"]
    return y, tuple(works.MOMENTUM * o + (1 - works.MOMENTUM) * n for o, n in zip(old, (mean, var)))


def forward(layers, last, params, running, x, key=None):
    """The scores, and the running means and variances; key None: not learning."""
    form = ("NHWC", "HWIO", "NHWC") if last else ("NCHW", "OIHW", "NCHW")
    running = list(running)
    for i, ((kind, *numbers), p) in enumerate(zip(layers, params)):
        if kind == "conv":
            pad = numbers[2]
            x = lax.conv_general_dilated(x, p["W"], (1, 1), 2 * [(pad, pad)], dimension_numbers=form)
            x += p["b"] if last else p["b"][:, None, None]
        elif kind == "affine":
            x = x.reshape(len(x), -1) @ p["W"] + p["b"]
        elif kind == "relu":
            x = jnp.maximum(x, 0)
        elif kind == "pool":  # by axes of its own: its gradient is the faster one
            N, a, b, c = x.shape
            x = x.reshape(N, a // 2, 2, b // 2, 2, c).max((2, 4)) if last else \
                x.reshape(N, a, b // 2, 2, c // 2, 2).max((3, 5))
        elif kind == "norm":
            x, running[i] = normalize(x, p, running[i], key is not None)
        elif kind == "dropout" and key is not None:
            keep = jax.random.bernoulli(jax.random.fold_in(key, i), 1 - works.DROPOUT, x.shape)
            x = jnp.where(keep, x / (1 - works.DROPOUT), 0)
    return x, running


def cross_entropy(scores, t):
    return -jnp.take_along_axis(jax.nn.log_softmax(scores), t[:, None], 1).mean()


def adam(rate, value, grad, moments, count):
    m, v = moments
    m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad ** 2
    rate = rate * jnp.sqrt(1 - 0.999 ** count) / (1 - 0.9 ** count)
    return value - rate * m / (jnp.sqrt(v) + 1e-8), (m, v)


class Peer:
    version = f"{jax.__version__}; XLA"

    def __init__(self, args, work, sets):
        last = args.how.endswith("-last")
        self.loops, self.block = not args.how.startswith("step"), BLOCK if args.how == "blocks" else 1
        self.sets = [(jnp.asarray(x.transpose(0, 2, 3, 1) if last else x), jnp.asarray(t, jnp.int32))
                     for x, t in sets]
        self.forward = functools.partial(forward, work.layers, last)
        key = jax.random.key(1)
        params, running = first_weights(work, last, key)
        moments = jax.tree.map(lambda p: (0 * p, 0 * p), params) if work.adam else None
        self.state = params, running, moments, key, jnp.float32(0), jnp.float32(0)
        self.work = work
        self.step = jax.jit(self.one_step, donate_argnums=0)
        self.steps = jax.jit(lambda state, count, x, t: lax.fori_loop(
            0, count, lambda _, s: self.one_step(s, x, t), state), donate_argnums=0)
        self.right = jax.jit(lambda params, running, x, t:
                             (self.forward(params, running, x)[0].argmax(1) == t).sum())
        self.all_slopes = jax.jit(self.slopes_of, static_argnums=2)

    def one_step(self, state, x, t):
        """The loss is a part of the state, or else nobody would compute it."""
        params, running, moments, key, count, _ = state
        key, for_picks, for_dropout = jax.random.split(key, 3)
        picks = jax.random.randint(for_picks, (works.BATCH,), 0, len(x))

        def loss(params):
            scores, after = self.forward(params, running, x[picks], for_dropout)
            return cross_entropy(scores, t[picks]), after
        (lost, running), grads = jax.value_and_grad(loss, has_aux=True)(params)
        rate, count = self.work.rate, count + 1
        if not self.work.adam:
            params = jax.tree.map(lambda p, g: p - rate * g, params, grads)
            return params, running, moments, key, count, lost
        values, tree = jax.tree.flatten(params)
        pairs = [adam(rate, p, g, m, count) for p, g, m in
                 zip(values, tree.flatten_up_to(grads), tree.flatten_up_to(moments))]
        params, moments = (tree.unflatten(side) for side in zip(*pairs))
        return params, running, moments, key, count, lost

    def take(self, steps):
        if self.loops:
            self.state = self.steps(self.state, steps, *self.sets[0])
        else:
            for _ in range(steps):
                self.state = self.step(self.state, *self.sets[0])
        jax.block_until_ready(self.state)

    def count_correct(self, which, images, portion):
        x, t = self.sets[which]
        params, running, *_ = self.state
        return sum(int(self.right(params, running, x[i:i + portion], t[i:i + portion]))
                   for i in range(0, images, portion))

    def slopes_of(self, params, blocks, room, x, t):
        first, *others = params
        flat = first["W"].reshape(-1)

        def loss(i, value):
            W = flat.at[i].set(value).reshape(first["W"].shape)
            return cross_entropy(self.forward([{**first, "W": W}, *others], len(params) * [()], x)[0], t)

        def slope(i):
            return (loss(i, flat[i] + works.H) - loss(i, flat[i] - works.H)) / (2 * works.H)

        def some(k, grad):
            at = k * self.block
            return lax.dynamic_update_slice(grad, jax.vmap(slope)(at + jnp.arange(self.block)), (at,))
        return lax.fori_loop(0, blocks, some, jnp.zeros(room))

    def slopes(self, numbers):
        x, t = (part[:works.BATCH] for part in self.sets[0])
        blocks = -(-numbers // self.block)
        return jax.block_until_ready(self.all_slopes(self.state[0], blocks, 39200, x, t))[:numbers]


works.run(Peer)
