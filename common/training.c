// # A training from the command line
//
// Every chapter from the fourth on has a program `train`. They differ in the
// network; **what do they share?** The questions around it: how long, how
// fast, from which weights, and where to put the result.
#include "training.h"

#include <limits.h>
#include <stdio.h>

#include "atomic_file.h"
#include "plot.h"
#include "timing.h"
#include "weights.h"

enum { IMAGES_A_LINE = 60000 }; /* between two evaluations, at least */

void training_options(Training *training, int argc, char **argv,
                      const char *about)
{
    Training *t = training;
    const Option own[] = {
        {"steps", "N", "learn from N batches", OPTION_INT, &t->steps, 1, 1e9},
        {"epochs", "N",
         "learn from N times as many images as there are; 0 only evaluates",
         OPTION_INT, &t->epochs, 0, 1e6},
        {"batch", "N", "images in a batch", OPTION_INT, &t->batch, 1, 1e5},
        {"rate", "NUMBER", "learning rate", OPTION_REAL, &t->rate, 0, 1e30},
        {"weights", "FILE", "start from these weights", OPTION_TEXT,
         &t->weights, 0, 0},
        {"save", "FILE", "save the weights here, not in the output folder",
         OPTION_TEXT, &t->save, 0, 0},
        options_threads(&t->threads),
    };
    t->epochs = -1;
    options_parse(&t->shared, argc, argv, about, own,
                  sizeof own / sizeof *own);
}

// ## Evaluate only
//
// The examination is the test set: images that no step has ever used.
static void examine(Network *net, const Dataset *test)
{
    const int right = network_count_correct(net, test);
    printf("test accuracy %.4f (%d of %d)\n", (double)right / test->count,
           right, test->count);
}

// ## What is left behind
//
// The weights go into a file that other programs can read as well, with notes
// on how they came about.
static bool save(const Training *t, const char *file, const Network *net,
                 const History *h, const Examples *data, Error *error)
{
    char seed[24], epochs[24], accuracy[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)t->shared.seed);
    snprintf(epochs, sizeof epochs, "%.2f", h->epoch[h->count - 1]);
    snprintf(accuracy, sizeof accuracy, "%.4f",
             h->test_accuracy[h->count - 1]);
    const Note notes[] = {{"program", t->shared.program},
                          {"data", data->name},
                          {"seed", seed},
                          {"epochs", epochs},
                          {"test_accuracy", accuracy}};
    if (!weights_save(net, file, notes, sizeof notes / sizeof *notes,
                      error)) {
        return false;
    }
    printf("weights: %s\n", file);
    return true;
}

// The figure shows the accuracy on both sets over time. Where the curves part,
// the network begins to learn its examples by heart.
bool draw_learning_curves(const History *history, const char *name,
                          const Options *options, Error *error)
{
    const History *h = history;
    Plot *plot = plot_new(name, (PlotFrame){.x = "epoch", .y = "accuracy"});
    plot_series(plot, "train", PLOT_LINE, h->count, h->epoch,
                h->train_accuracy);
    plot_series(plot, "test", PLOT_DASHED, h->count, h->epoch,
                h->test_accuracy);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## The run
//
// To find after an hour that the result cannot be saved would be a pity. So
// the output folder and the file of weights are tried first.
static const char *find_place(const Training *t, char *room, Error *error)
{
    const char *file = t->save;
    if (!paths_make_folder(t->shared.out, error)) {
        return NULL;
    }
    if (file == NULL &&
        paths_join(room, t->shared.out, "weights.safetensors", error)) {
        file = room;
    }
    return file != NULL && atomic_file_check(file, error) ? file : NULL;
}

// After Ctrl-C everything is saved as at a regular end; only a training that
// diverged leaves nothing.
static bool learn(const Training *t, const char *file, const Trainer *trainer,
                  const Examples *data, Error *error)
{
    Error trouble;
    History history = {0};
    const double start = timing_now();
    const bool finished = trainer_run(trainer, &history, error);
    bool ok = finished || error->status == EXIT_INTERRUPTED;
    if (ok) {
        printf("%s in %s s\n", finished ? "trained" : "interrupted",
               timing_text(timing_now() - start, 0, 2).text);
        examine(trainer->network, &data->test);
        ok = save(t, file, trainer->network, &history, data, &trouble) &&
             draw_learning_curves(&history, "learning_curves", &t->shared,
                                  &trouble);
        if (!ok) {
            *error = trouble;
        }
    }
    history_clear(&history);
    return ok && finished;
}

bool training_run(const Training *training, Network *net,
                  Optimizer *optimizer, const Examples *data, Rng *rng,
                  Error *error)
{
    char room[PATH_SIZE];
    const Training *t = training;
    const int N = data->train.count;
    const int epoch = N > t->batch ? N / t->batch : 1;
    const long long steps =
        t->epochs > 0 ? (long long)t->epochs * epoch : t->steps;
    if (t->weights != NULL && !weights_load(net, t->weights, error)) {
        return false;
    }
    if (t->epochs == 0) {
        examine(net, &data->test);
        return true;
    }
    if (steps > INT_MAX) {
        return fail(error, EXIT_USAGE, "%d epochs of %d steps are too many",
                    t->epochs, epoch);
    }
    const char *file = find_place(t, room, error);
    const int between = (IMAGES_A_LINE + N - 1) / N; /* epochs */
    const Trainer trainer = {
        .network = net,
        .optimizer = optimizer,
        .train = &data->train,
        .test = &data->test,
        .rng = rng,
        .batch_size = t->batch,
        .steps = (int)steps,
        .evaluate_every = epoch * between,
        .quiet = t->shared.quiet,
    };
    return file != NULL && learn(t, file, &trainer, data, error);
}
