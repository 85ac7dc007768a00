// # A deeper network
//
// The simple network of this chapter reads nearly 99 of 100 digits. **How far can we
// get, and what does each further digit cost?**
//
// *Predict first.* Of the 10,000 test digits of MNIST, how many does the best network
// of this program read wrongly: 100, or only about half of that?
#include <stdio.h>
#include <string.h>

#include "deep_conv_net.h"
#include "distort.h"
#include "optimizers/adam.h"
#include "training.h"

// ## Two networks
//
// `--network book` is the network of the book: [eight layers](deep_conv_net.c), with
// dropout. `--network better` has batch normalization behind each convolution, sees
// every image in a slightly [different form](distort.c) each time, and its learning rate
// falls to 0 in the end.
//
// A file of weights says by its names which network it belongs to: only the better one
// has a `gamma1`.
static bool has_gamma(const char *path, bool *found, Error *error)
{
    Safetensors *file = safetensors_open(path, error);
    *found = false;
    for (int i = 0; file != NULL && i < safetensors_count(file); i++) {
        *found = *found || strcmp(safetensors_name(file, i), "gamma1") == 0;
    }
    safetensors_close(file);
    return file != NULL;
}

static bool choose(DeepKind *kind, const char *name, const char *weights,
                   Error *error)
{
    bool normalized = true;
    if (name == NULL && weights != NULL &&
        !has_gamma(weights, &normalized, error)) {
        return false;
    }
    if (name != NULL && strcmp(name, "book") != 0 &&
        strcmp(name, "better") != 0) {
        return fail(error, EXIT_USAGE,
                    "--network is book or better, not %.40s", name);
    }
    *kind = name != NULL
                ? (strcmp(name, "book") == 0 ? DEEP_BOOK : DEEP_BETTER)
                : (normalized ? DEEP_BETTER : DEEP_BOOK);
    return true;
}

// ## Data, model, loop, clean-up
//
// The loop is that of all trainings. What is new is said in three lines of settings.
static bool learn(Training *options, DeepKind kind, const Examples *data,
                  Error *error)
{
    Network net = {0};
    Rng rng = rng_new(options->shared.seed);
    const Dataset *train = &data->train;
    deep_conv_net_build(&net, kind, train->height, train->width,
                        train->classes, &rng);
    options->shuffle = true;
    options->fall = kind == DEEP_BETTER ? 1 : options->fall;
    options->distort = kind == DEEP_BETTER ? distort_images : NULL;
    Optimizer *adam = adam_new(options->rate, (real)0.9, (real)0.999);
    printf("network: %s\n", kind == DEEP_BOOK ? "book" : "better");
    const bool ok = training_run(options, &net, adam, data, &rng, error);
    optimizer_free(adam);
    network_clear(&net);
    return ok;
}

int main(int argc, char **argv)
{
    const char *name = NULL;
    const Option own[] = {
        {"network", "NAME",
         "book or better; without it, what the weights are, "
         "or better",
         OPTION_TEXT, &name, 0, 0}};
    Training options = {.own = own,
                        .own_count = 1,
                        .steps = 400,
                        .batch = 100,
                        .rate = (real)0.002};
    training_options(
        &options, argc, argv,
        "Learns to read digits with a deep convolutional network.");
    Error error;
    Examples data;
    DeepKind kind = DEEP_BETTER;
    if (!choose(&kind, name, options.weights, &error) ||
        !examples_load(&data, options.shared.data, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);
    const bool ok = learn(&options, kind, &data, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.shared.program, &error);
    }
    return EXIT_OK;
}

// ## What came out
//
// The run above is short, so that it fits into the making of this page. The whole
// training of the better network takes about nine minutes on two processors:
//
//     ./ch07/train_deep --data mnist --epochs 12
//
// With seed 1 it ended at 0.9949 on MNIST: 51 of the 10,000 test digits are read
// wrongly, half as many as by the [simple network](train.c). The last ten digits cost
// more than the first thousand. Ten times the work bought half of one in a hundred.
//
// ![Accuracy on the way of this short run.](learning_curves.svg)
//
// **Try it.** `--network book`, for as many steps. Which of the two is ahead at the
// beginning, and why is that no verdict?
//
// **Check yourself.** The test images are never turned or moved. Why does it help to
// learn from images that are?
