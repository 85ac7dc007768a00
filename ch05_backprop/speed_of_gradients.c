// # What backpropagation saves
//
// The numerical gradient runs the network twice for each weight.
// Backpropagation goes forward once and back once. **How much faster is that,
// on the network that reads digits?** We count first, and then measure the
// time.
//
// *Predict first.* The network has 39,760 weights, and the batch 100 images. A run
// forward takes about a millisecond. How long does the numerical gradient take: a
// second, a minute, or an hour?
//
// *Answer.* About a minute: 79,520 runs of a millisecond are 80 seconds. On the
// machine that made this page a run is quicker. Runs forward, runs back, and
// seconds: {run: numerical gradient}.
//
// precision: double
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/gradient.h"
#include "network/network.h"
#include "system/options.h"
#include "system/way.h"

enum { BATCH = 100, HIDDEN = 50, REPEATS = 20, SAMPLE = 25 };

typedef struct {
    Network *net;
    const Batch *batch;
    int runs; /* forward, so far */
} Trial;

static real loss_of(void *context)
{
    Trial *trial = context;
    trial->runs++;
    return network_loss(trial->net, trial->batch->x, trial->batch->t,
                        TRAINING);
}

// ## Once forward, once back
//
// The gradient of all weights, several times over, because one time is too
// short to be measured well. The shortest of these times was disturbed least
// by other work of the machine.
typedef struct {
    double forward, backward; /* seconds */
} Times;

static Times time_backpropagation(Trial *trial)
{
    Times best = {HUGE_VAL, HUGE_VAL};
    for (int i = 0; i < REPEATS; i++) {
        const double start = timing_now();
        loss_of(trial);
        const double middle = timing_now();
        network_backward(trial->net);
        best.forward = fmin(best.forward, middle - start);
        best.backward = fmin(best.backward, timing_now() - middle);
    }
    return best;
}

// ## Twice forward for each weight
//
// Which weight is moved does not matter for the time: the whole network runs. So
// we measure some weights, drawn by chance from every parameter, and multiply. A
// view of one number is a tensor that holds nothing but this weight.
static double compare_some(Trial *trial, const Param *param, Rng *rng)
{
    real measured[SAMPLE], known[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
        const int pick = rng_below(rng, param->value->size);
        Tensor one = tensor_view(param->value->data + pick, SHAPE(1));
        Tensor slope = tensor_view(measured + i, SHAPE(1));
        numerical_gradient(&slope, loss_of, trial, &one);
        known[i] = param->grad->data[pick];
    }
    const Tensor a = tensor_view(measured, SHAPE(SAMPLE));
    const Tensor b = tensor_view(known, SHAPE(SAMPLE));
    return (double)gradient_error(&a, &b);
}

static void compare(Trial *trial, Times back, Rng *rng)
{
    Network *net = trial->net;
    int weights = 0;
    trial->runs = 0;
    const double start = timing_now();
    for (int i = 0; i < net->param_count; i++) {
        const double error = compare_some(trial, net->params[i], rng);
        weights += net->params[i]->value->size;
        printf("%s (%5d weights): %d slopes, relative difference %.0e\n",
               net->params[i]->name, net->params[i]->value->size, SAMPLE,
               error);
    }
    const double run = (timing_now() - start) / trial->runs;
    const double numerical = 2.0 * weights * run;
    const double both = back.forward + back.backward;

    printf("\n                    runs forward   runs back      seconds\n");
    printf("backpropagation     %12d %11d %s\n", 1, 1,
           timing_text(both, 12, 5).text);
    printf("numerical gradient  %12d %11d %s  (from %d runs)\n", 2 * weights,
           0, timing_text(numerical, 12, 5).text, trial->runs);
    printf("\nthe run back takes %s times as long as the run forward\n",
           timing_text(back.backward / back.forward, 0, 1).text);
    printf("backpropagation is %s times as fast\n",
           timing_text(numerical / both, 0, 0).text);
}

static void build(Network *net, const Dataset *train, Rng *rng)
{
    network_add(net, affine_new(train->height * train->width, HIDDEN,
                                (real)0.1, rng));
    network_add(net, relu_new());
    network_add(net, affine_new(HIDDEN, train->classes, (real)0.1, rng));
    network_add_loss(net, softmax_loss_new());
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Times backpropagation against the numerical gradient.",
                  NULL, 0);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    Rng rng = rng_new(options.seed);
    Network net = {0};
    Batch batch = {0};
    build(&net, &data.train, &rng);
    batch_slice(&batch, &data.train, 0, BATCH);
    Trial trial = {&net, &batch, 0};
    compare(&trial, time_backpropagation(&trial), &rng);
    batch_clear(&batch);
    network_clear(&net);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// Both ways give the same gradients, to many digits. One of them needs 79,520 runs
// forward. The other needs one, and a run back, which does at most about twice the
// work: one product for each weight's gradient, and one for the gradient of its
// input. The first layer needs no gradient of its input, because nobody learns
// the pixels. With a millisecond for each run forward, 79,520 of them take 80 seconds:
// a minute and more, for one small step.
//
// So the factor is tens of thousands, and it grows with the network. With ten
// times as many weights it is ten times as large. For this reason networks learn by
// backpropagation, and the numerical gradient only judges it.
//
// In chapter 4, [train_fast](../ch04_learning/train_fast.c) avoided most of the
// needless work by hand, for one network. It was hundreds of times as fast as the
// plain way. Backpropagation does better, for every network, and with no thought
// about which neuron changes.
//
// **Try it.** Run it with `--data digits --seed 5`. One of the four differences is
// far larger than the others. There a neuron sits so near the kink
// of its ReLU that moving a weight by $h = 10^{-4}$ carries it across. Which of
// the two gradients is wrong? Try a smaller $h$ in `gradient.c`.
//
// **Check yourself.** Going *forward*, one could carry along the slopes in one
// chosen weight, and read the slope of the loss at the end. How many such walks
// would be needed for all weights, and why is one enough backward?
//
// *Answer.* 39,760, one for each weight. Forward, each walk carries the slopes
// for a single weight to all results. Backward, one walk carries the slopes
// for a single result, the loss, to all weights; and there is only one loss.
