// # Learning by heart
//
// A pupil knows every answer of the textbook by heart, and still fails the
// exam. **Can that happen to a network, and how would we notice?**
//
// *Predict first.* A network learns from 100 images only, again and again. How
// many of these 100 does it read in the end, and how many of images that it has
// never seen?
//
// *Answer.* All of its 100, and only six or seven of ten new ones. {run: 1000.0} is
// the last line of that training: the third number is the accuracy on its own
// images, the fourth that on new ones.
#include <stdio.h>
#include <stdlib.h>

#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"
#include "optimizers/sgd.h"
#include "system/way.h"
#include "training/training.h"

enum { HIDDEN = 50, BATCH = 50, EVALUATIONS = 16, FEW = 100 };

// ## Two kinds of data
//
// **Training data** (训练数据, 监督数据) are learnt from. **Test data** (测试数据)
// are put away before and used for nothing but the exam: they show whether what
// was learnt holds for the rest of the world. To do well there is to
// **generalize** (泛化能力); to do well on the training data only is to
// **over-fit** (过拟合).
//
// The network and its trainer are taken from
// [chapter 5](../ch05_backprop/train.c). Here they are a box that learns
// quickly, and the calls that build it may stay unread until then.
// network_add() puts in layers: affine_new() makes one whose weights have the size of
// he_std(), and relu_new() makes a ReLU. network_add_loss() puts softmax_loss_new() at their end.
// trainer_run() lets the network learn, and network_clear() and history_clear()
// release it.
//
// The *loss* in the table says how wrong the answers are, and
// falls; [the next page](loss_functions.c) explains it. An **epoch** (轮次) is
// over when as many images were drawn as there are to learn from. Each step
// draws 50. So with 100 images an epoch is 2 steps; with all images a step is a
// small part of an epoch.
/* folded */
static void build(Network *net, const Dataset *data, Rng *rng)
{
    const int pixels = data->height * data->width;
    network_add(net, affine_new(pixels, HIDDEN, he_std(pixels), rng));
    network_add(net, relu_new());
    network_add(net, affine_new(HIDDEN, data->classes, he_std(HIDDEN), rng));
    network_add_loss(net, softmax_loss_new());
}

// ## The same training, with few examples and with all
//
// One function trains both networks, so that they differ in the number of
// images only.
static bool learn(const Dataset *train, const Dataset *test, int steps,
                  const Options *options, History *history, Error *error)
{
    Network net = {0};
    Rng rng = rng_new(options->seed);
    build(&net, train, &rng);
    Optimizer *sgd = sgd_new(0.1);
    const Trainer trainer = {
        .network = &net,
        .optimizer = sgd,
        .train = train,
        .test = test,
        .rng = &rng,
        .batch_size = BATCH,
        .steps = steps,
        .evaluate_every = steps > EVALUATIONS ? steps / EVALUATIONS : 1,
        .quiet = options->quiet};
    const bool ok = trainer_run(&trainer, history, error);
    optimizer_free(sgd);
    network_clear(&net);
    return ok;
}

static void add_curves(Plot *plot, const History *h, double steps)
{
    double *step = allocate((size_t)h->count, sizeof *step);
    for (int i = 0; i < h->count; i++) {
        step[i] = steps * h->epoch[i] / h->epoch[h->count - 1];
    }
    plot_series(plot, "training", PLOT_LINE, h->count, step,
                h->train_accuracy);
    plot_series(plot, "test", PLOT_DASHED, h->count, step, h->test_accuracy);
    free(step);
}

static PlotFrame frame(const char *title)
{
    return (PlotFrame){.title = title,
                       .x = "step",
                       .y = "accuracy",
                       .y_min = 0,
                       .y_max = 1,
                       .legend = true,
                       .columns = 2};
}

static bool draw(const History *few, const History *all, int steps,
                 const Options *options, Error *error)
{
    Plot *plot = plot_new("generalize", frame("few images"));
    add_curves(plot, few, steps);
    plot_panel(plot, frame("all images"));
    add_curves(plot, all, steps);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

static void print_end(int images, const History *h)
{
    const double train = h->train_accuracy[h->count - 1];
    const double test = h->test_accuracy[h->count - 1];
    printf("%7d   %8.4f  %8.4f  %8.4f\n", images, train, test, train - test);
}

static bool compare(const Examples *data, int steps, const Options *options,
                    Error *error)
{
    const int N = data->train.count;
    const Dataset few = dataset_first(&data->train, FEW);
    History by_heart = {0}, general = {0};
    printf("\n%d images, %d steps:\n", few.count, steps);
    bool ok = learn(&few, &data->test, steps, options, &by_heart, error);
    if (ok) {
        printf("\n%d images, %d steps:\n", N, steps);
        ok =
            learn(&data->train, &data->test, steps, options, &general, error);
    }
    if (ok) {
        puts("\n images   training      test       gap");
        print_end(few.count, &by_heart);
        print_end(N, &general);
        ok = draw(&by_heart, &general, steps, options, error);
    }
    history_clear(&by_heart);
    history_clear(&general);
    return ok;
}

int main(int argc, char **argv)
{
    int steps = 2000;
    const Option extra[] = {
        {"steps", "N", "batches to learn from", OPTION_INT, &steps, 1, 1e6}};
    Options options;
    Error error;
    Examples data;
    options_parse(
        &options, argc, argv,
        "Learns 100 images by heart, and compares with learning from "
        "all.",
        extra, 1);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const bool ok = compare(&data, steps, &options, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The network with few images soon makes no mistake on them. It knows them by
// heart, and reads new digits far worse than the other network. The other one
// meets each image only a few times here, and learns first what many of them have in
// common. In the end it could learn all by heart, too: its numbers suffice for that.
//
// The training itself does not show that images are learnt by heart: the loss
// falls and falls. Only images that were never learnt from can tell, and that
// is why a test set is put away *before* anything else is done.
//
// ![Left: few images, learnt by heart. Right: all images. Look at the distance between the two curves. They begin at the first measurement; by then the few images are known by heart.](generalize.svg)
//
// **Try it.** Change `FEW` to 1000. How large is the gap now?
//
// **Check yourself.** Somebody trains fifty networks and keeps the one that
// does best on the test set. Is the accuracy there still an honest exam?
// Chapter 6 has [a third set](../ch06_techniques/hyperparameter_search.c) for
// that.
//
// *Answer.* No. Of fifty the luckiest was chosen, by these very images, so its
// accuracy there is a little too good. It is like a pupil who may take the
// same exam fifty times.
