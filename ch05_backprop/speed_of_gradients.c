// # What backpropagation saves
//
// The numerical gradient runs the network twice for each weight.
// Backpropagation goes forward once and back once. **How much faster is that,
// on the network that reads digits?** We count first, and then measure the
// time.
//
// *Predict first.* The network has 39,760 weights, and the batch 100 images. A run
// forward takes about 0.1 milliseconds. How long does the numerical gradient take:
// a tenth of a second, ten seconds, or an hour?
//
// *Answer.* About ten seconds: 79,520 runs of 0.1 milliseconds are 8 seconds. The
// program counts the runs forward and the runs back, and then the seconds on the
// machine that made this page: {run: numerical gradient}.
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

// ## One run forward
//
// Each run is counted, and its time taken. A machine does other work as well, and a run
// that had to wait for it takes many times as long. So both ways are measured by their
// *shortest* run, which was disturbed least.
typedef struct {
    Network *net;
    const Batch *batch;
    int runs;        /* forward, so far */
    double shortest; /* seconds that one of them took */
} Trial;

static real loss_of(void *context)
{
    Trial *trial = context;
    const double start = timing_now();
    const real loss =
        network_loss(trial->net, trial->batch->x, trial->batch->t, TRAINING);
    trial->shortest = fmin(trial->shortest, timing_now() - start);
    trial->runs++;
    return loss;
}

// ## Once forward, once back
//
// The gradient of all weights, several times over. Here, too, the shortest time
// counts.
typedef struct {
    double forward, backward; /* seconds */
} Times;

static Times time_backpropagation(Trial *trial)
{
    double backward = HUGE_VAL;
    for (int i = 0; i < REPEATS; i++) {
        loss_of(trial);
        const double start = timing_now();
        network_backward(trial->net);
        backward = fmin(backward, timing_now() - start);
    }
    return (Times){trial->shortest, backward};
}

// ## Twice forward for each weight
//
// Which weight is moved does not matter for the time: the whole network runs.
// So we measure some weights, drawn by chance from every parameter, and
// multiply. `numerical_gradient` moves every number of a tensor. To let it move
// one weight only, we give it a *view*: a tensor of one number, which is this
// weight itself.
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
    trial->shortest = HUGE_VAL;
    for (int i = 0; i < net->param_count; i++) {
        const double error = compare_some(trial, net->params[i], rng);
        weights += net->params[i]->value->size;
        printf("%s (%5d weights): %d slopes, relative difference %.0e\n",
               net->params[i]->name, net->params[i]->value->size, SAMPLE,
               error);
    }
    const double numerical = 2.0 * weights * trial->shortest;
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
    network_add(net,
                affine_new(train->height * train->width, HIDDEN, 0.1, rng));
    network_add(net, relu_new());
    network_add(net, affine_new(HIDDEN, train->classes, 0.1, rng));
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
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, BATCH, 1, 1, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    Rng rng = rng_new(options.seed);
    Network net = {0};
    Batch batch = {0};
    build(&net, &data.train, &rng);
    batch_slice(&batch, &data.train, 0, BATCH);
    Trial trial = {&net, &batch, 0, HUGE_VAL};
    compare(&trial, time_backpropagation(&trial), &rng);
    batch_clear(&batch);
    network_clear(&net);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// Both ways give the same gradients, to many digits. One of them needs 79,520
// runs forward. The other needs one, and a run back, which does at most about
// twice the work: one product for each weight's gradient, and one for the
// gradient of its input. The first layer needs no gradient of its input,
// because the pixels are not learnt. With 0.1 milliseconds for each run
// forward, 79,520 of them take 8 seconds, for one small step. A training makes
// 10,000 steps: that would be nearly a day.
//
// So the factor is tens of thousands. It can be checked by the count: if the run back
// takes as long as a run forward, backpropagation takes 2 runs forward, and
// $79\,520 / 2$ is about 40,000. The factor grows with the network: with ten times as
// many weights it is ten times as large. For this reason networks learn by
// backpropagation, and the numerical gradient only judges it.
//
// A detour of chapter 4, [train_fast](../ch04_learning/train_fast.c), avoided most
// of the needless work by hand, for one network. It was about a hundred times as fast
// as the plain way, on some machines two hundred times. Backpropagation does better,
// for every network, and with no thought about which neuron changes.
//
// **Try it.** Run it with `--data digits --seed 5`. One of the four differences is
// far larger than the others. There a neuron sits so near the kink
// of its ReLU that moving a weight by $h = 10^{-4}$ carries it across. Which of
// the two gradients is wrong? Try a smaller $h$ in `gradient.c`.
//
// **Check yourself.** There is also a way to get slopes while going *forward*. One
// begins with one input and carries along how much each number changes if this
// input rises by 1: for the price of an apple 2 yen at the first node, and 2.2 at
// the second, which is the end. How many such walks would be needed for all weights
// of the network, and why is one enough backward?
//
// *Answer.* 39,760, one for each weight. Forward, each walk carries the slopes
// for a single weight to all results. Backward, one walk carries the slopes
// for a single result, the loss, to all weights; and there is only one loss.
