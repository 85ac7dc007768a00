// # The same gradients in minutes
//
// [train](train.c) would need half a day or more for the book's network. **Can
// we have the same numbers, by the same measurement, without the waiting?**
//
// *Predict first.* One weight of the first layer is moved. Of the 50 hidden neurons,
// how many change?
//
// *Answer.* One. The weight leads from a pixel to a single hidden neuron.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "learner.h"
#include "math/gradient.h"
#include "numerical_fast.h"
#include "optimizers/sgd.h"
#include "system/way.h"

enum { HIDDEN = 50, CHECKED = 20 };

typedef struct {
    int steps, batch, threads;
    double rate;
    Options shared;
} Settings;

// ## One neuron changes
//
// So only its share of the scores must be computed again:
// [numerical_fast](numerical_fast.c) does that, with the same $h$ and the same
// central differences.
//
// Is it the same gradient? Some weights are measured both ways. What differs comes
// from rounding. This program computes in `float`, with seven digits: with
// $h = 10^{-4}$ the two losses would agree in nearly all of them, and half of every
// slope would be noise. With $h = 10^{-2}$ the error is below one hundredth. The
// tests compare *all* gradients in `double`, where they agree to many digits.
static void compare(Learner *l)
{
    const double begin = timing_now();
    numerical_fast(&l->net, l->batch.x, l->batch.t);
    const double fast = timing_now() - begin;

    real measured[CHECKED];
    Tensor *W = l->net.W2.value;
    Tensor some = tensor_view(W->data, SHAPE(CHECKED));
    Tensor plain = tensor_view(measured, SHAPE(CHECKED));
    const Tensor same = tensor_view(l->net.W2.grad->data, SHAPE(CHECKED));
    const double start = timing_now();
    numerical_gradient(&plain, learner_loss, l, &some);
    const int size = two_layer_size(&l->net);
    const double slow = (timing_now() - start) / CHECKED * size;

    printf(
        "%d weights; %d of them measured both ways: the difference is %.1e "
        "of the largest\n",
        size, CHECKED, (double)gradient_error(&plain, &same));
    printf(
        "all gradients of a batch, plainly: %s s; this way: %s s; %s times "
        "as fast\n\n",
        timing_text(slow, 0, 2).text, timing_text(fast, 0, 4).text,
        timing_text(slow / fast, 0, 0).text);
}

// ## The loop
//
// It is the loop of [train](train.c), with another way to the gradients.
static void learn(Learner *l, int steps, double rate)
{
    Optimizer *sgd = sgd_new(rate);
    learner_draw_batch(l);
    compare(l);
    learner_examine(l, 0, steps, learner_loss(l));
    for (int step = 1; step <= steps; step++) {
        learner_draw_batch(l);
        const real loss = numerical_fast(&l->net, l->batch.x, l->batch.t);
        optimizer_step(sgd, l->params, TWO_LAYER_PARAMS);
        learner_examine(l, step, steps, loss);
    }
    optimizer_free(sgd);
}

int main(int argc, char **argv)
{
    Settings s = {.steps = 300, .batch = 100, .rate = 1};
    const Option extra[] = {
        {"steps", "N", "batches to learn from", OPTION_INT, &s.steps, 1, 1e6},
        {"batch", "N", "images in a batch", OPTION_INT, &s.batch, 1, 10000},
        {"rate", "NUMBER", "learning rate", OPTION_REAL, &s.rate, 0, 1e30},
        options_threads(&s.threads)};
    Error error;
    Examples data;
    options_parse(
        &s.shared, argc, argv,
        "Learns digits by numerical gradients, found without waste.", extra,
        4);
    if (!examples_load(&data, s.shared.data, &error)) {
        die(s.shared.program, &error);
    }
    puts(data.note);
    Learner *l =
        learner_new(&data.train, &data.test, HIDDEN, s.batch, s.shared.seed);
    learn(l, s.steps, s.rate);
    const bool ok = learner_draw(l, "fast_curves", &s.shared, &error);
    learner_free(l);
    examples_clear(&data);
    if (!ok) {
        die(s.shared.program, &error);
    }
    return way_on(&s.shared);
}

// ## What came out
//
// The same network as in [train](train.c) with `--full`, by the same
// differences, now learns while we watch. The mathematics is the same; only
// needless computations are left out. How many times as fast that is, on the machine
// that built this page, stands at the end of this line: {run: all gradients of a batch}.
//
// ![Accuracy on the way, by numerical gradients alone. The two curves lie together: nothing is learnt by heart yet.](fast_curves.svg)
//
// It took a close look at *this* network. With another layer in it the
// shortcut would have to be found again. Backpropagation, in
// [chapter 5](../ch05_backprop/README.md), finds it for every network and goes
// further: it does not try any weight at all.
//
// **Try it.** `--steps 3000`: how near does it come to the 97 of 100 of chapter 5?
//
// **Check yourself.** Why does the shortcut work so well on digits with an empty
// border, and less well on photographs?
//
// *Answer.* Where a pixel is 0, moving its weight changes nothing, and the
// image need not be looked at. On digits with an empty border that is true of
// most pixels. A photograph has hardly any.
