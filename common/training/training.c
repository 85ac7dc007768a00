// # A training from the command line
//
// Every chapter from the fourth on has a program `train`. They differ in the
// network; **what do they share?** The questions around it: how long, how fast,
// from which weights, and where to put the result.
//
// A training can go on another day: `./ch05/train --resume FILE` goes on where it
// stopped, and ends with the same bits as a training without a pause; a state of
// other data, another seed or other settings is refused. `--patience N` holds out
// validation data, stops when they get no better, and keeps the best weights.
// `--shuffle` goes through the examples in a new order in each epoch instead of
// drawing them, and `--decay NUMBER` gives [large weights a price](weight_decay.c).
#include "training/training.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "files/weights.h"
#include "ground/timing.h"
#include "system/atomic_file.h"
#include "system/interrupt.h"

enum { IMAGES_A_LINE = 60000 }; /* between two evaluations, at least */

void training_options(Training *training, int argc, char **argv,
                      const char *about)
{
    Training *t = training;
    const Option usual[] = {
        {"steps", "N", "learn from N batches", OPTION_INT, &t->steps, 1, 1e9},
        {"epochs", "N",
         "N rounds of as many whole batches as the images fill; 0 only "
         "evaluates",
         OPTION_INT, &t->epochs, 0, 1e6},
        {"pause", "N", "stop after N steps; --resume goes on", OPTION_INT,
         &t->pause, 1, 1e9},
        {"batch", "N", "images in a batch", OPTION_INT, &t->batch, 1, 1e5},
        {"rate", "NUMBER", "learning rate", OPTION_REAL, &t->rate, 0, 1e30},
        {"rate-decay", "NUMBER",
         "how much of the rate is gone by the last step, evenly: 0 to 1",
         OPTION_REAL, &t->rate_decay, 0, 1},
        {"weights", "FILE", "start from these weights", OPTION_TEXT,
         &t->weights, 0, 0},
        {"save", "FILE", "save the weights here, not in the output folder",
         OPTION_TEXT, &t->save, 0, 0},
        {"shuffle", NULL,
         "take the images in shuffled order; else each batch is drawn",
         OPTION_FLAG, &t->shuffle, 0, 0},
        {"decay", "NUMBER", "weight decay: the price of large weights",
         OPTION_REAL, &t->decay, 0, 1e6},
        {"patience", "N",
         "hold out a sixth of the images, stop after N evaluations without a "
         "better one on them, keep the best weights",
         OPTION_INT, &t->patience, 1, 1e6},
        {"resume", "FILE",
         "go on from the state in FILE if it is there, and keep it there",
         OPTION_TEXT, &t->resume, 0, 0},
        options_threads(&t->threads),
    };
    enum { USUAL = sizeof usual / sizeof *usual, MAX_OWN = 4 };
    Option all[USUAL + MAX_OWN];
    CHECK(t->own_count <= MAX_OWN, "%d options of its own", t->own_count);
    memcpy(all, usual, sizeof usual);
    for (int i = 0; i < t->own_count; i++) {
        all[USUAL + i] = t->own[i];
    }
    t->epochs = -1;
    options_parse(&t->shared, argc, argv, about, all, USUAL + t->own_count);
}

// ## Evaluate only
//
// The examination is the test set: images that no step has ever used. If somebody asks
// several programs to stop meanwhile, there is no result: -1.
static double examine(const Training *t, Network *net, const Dataset *test)
{
    const Crew *crew = t->crew;
    const int count = crew != NULL ? crew->examples[SET_TEST] : test->count;
    const int right = crew != NULL
                          ? (int)crew->count_right(crew->context, SET_TEST)
                          : network_count_correct(net, test);
    if (right < 0) {
        return -1;
    }
    const double accuracy = (double)right / count;
    printf("test accuracy %.4f (%d of %d)\n", accuracy, right, count);
    return accuracy;
}

static bool cut_short(Error *error)
{
    return fail(error, interrupt_status(),
                "interrupted before all test images were read: %s",
                exit_meaning(interrupt_status()));
}

// ## A third set
//
// Whoever stops when the test accuracy is best, has used the test images for a
// choice, and they are no honest exam any more. So with `--patience` the last sixth
// of the training images are **held out** (验证数据, validation data): the choice is
// made with them, and the test images wait until the end. Of fewer than six images none
// can be held out, so then there is no such choice.
static const char *set_name(const Training *t)
{
    return t->patience > 0 ? "valid" : "test";
}

bool training_split(const Training *training, const Examples *data,
                    Dataset *learnt, Dataset *examined, Dataset *test,
                    Error *error)
{
    enum { SHARE = 6 };
    const int N = data->train.count,
              held_out = training->patience > 0 ? N / SHARE : 0;
    if (training->patience > 0 && held_out == 0) {
        return fail(error, EXIT_USAGE,
                    "--patience holds a sixth of the images out, and of %d "
                    "that is none: it needs %d",
                    N, SHARE);
    }
    *learnt = dataset_slice(&data->train, 0, N - held_out);
    *examined = held_out > 0
                    ? dataset_slice(&data->train, N - held_out, held_out)
                    : data->test;
    *test = data->test;
    return true;
}

// ## What is left behind
//
// A training leaves a file of weights and a figure. A program that makes more
// than one of them puts a prefix before their names.
static const char *prefix(const Training *t)
{
    return t->prefix != NULL ? t->prefix : "";
}

// The weights go into a file that other programs can read as well, with notes
// on how they came about.
static bool save(const Training *t, const char *file, const Network *net,
                 double epoch, double test_accuracy, const Examples *data,
                 Error *error)
{
    char seed[24], epochs[24], accuracy[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)t->shared.seed);
    snprintf(epochs, sizeof epochs, "%.2f", epoch);
    snprintf(accuracy, sizeof accuracy, "%.4f", test_accuracy);
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
// the network begins to learn its examples by heart. A run so short that it was evaluated
// only once has no curves, but two points.
static bool draw(const Training *t, const History *h, Error *error)
{
    char name[40];
    const bool curves = h->count > 1;
    snprintf(name, sizeof name, "%slearning_curves", prefix(t));
    Plot *plot = plot_new(name, (PlotFrame){.x = "epoch", .y = "accuracy"});
    plot_series(plot, "train", curves ? PLOT_LINE : PLOT_POINTS, h->count,
                h->epoch, h->train_accuracy);
    plot_series(plot, set_name(t), curves ? PLOT_DASHED : PLOT_POINTS,
                h->count, h->epoch, h->test_accuracy);
    const bool ok = plot_save(plot, &t->shared, error);
    plot_free(plot);
    return ok;
}

// ## The run
//
// To find after an hour that the result cannot be saved would be a pity, and so would
// be that another training has put its own in the same place. So the output folder is
// made first, and the files of the weights and of the state are
// [claimed](../system/claim.c). If two of them get the same claim, their names lead to one
// file. A program that will write a third one has claimed it already, and says so.
typedef struct {
    char room[PATH_SIZE];
    const char *file; /* for the weights; may lie in the room above */
    Claim *weights, *state;
} Places;

static bool find_places(const Training *t, Places *p, Error *error)
{
    char name[40];
    snprintf(name, sizeof name, "%sweights.safetensors", prefix(t));
    p->file = t->save != NULL ? t->save : p->room;
    if (!paths_make_folder(t->shared.out, error) ||
        !paths_join(p->room, t->shared.out, name, error) ||
        !atomic_file_claim(p->file, &p->weights, error) ||
        (t->resume != NULL &&
         !atomic_file_claim(t->resume, &p->state, error))) {
        return false;
    }
    if (p->state != NULL && p->state == p->weights) {
        return fail(
            error, EXIT_USAGE,
            "--resume %.150s is the file of the weights (%.150s), so they "
            "would overwrite the state: name another file with --resume",
            t->resume, p->file);
    }
    return t->taken == NULL ||
           (t->taken != p->weights && t->taken != p->state) ||
           fail(error, EXIT_USAGE,
                "%.300s is named for two files, and would hold only what is "
                "saved last: name another one",
                t->taken->path);
}

// A training may come to its end and have learnt nothing. Then its reader should not
// have to find that out alone. A network that gives each of $K$ classes the same
// probability has the loss $\ln K$. A much larger loss says that it is sure of wrong
// answers, because its steps are too long. A loss near $\ln K$ has two causes, and does
// not tell which: steps too short or too few; or first steps so long that the hidden
// neurons are stuck, a ReLU at 0 for example, and every image gets the same answer.
static void warn_of_guessing(const Training *t, const History *h, int classes,
                             double accuracy)
{
    const double loss = h->loss[h->count - 1];
    if (classes == 0 || accuracy > 1.5 / classes) {
        return;
    }
    const bool far = loss > 1.1 * log((double)classes);
    fprintf(
        stderr,
        "%s: it guesses: the loss is %.4g, and to guess evenly among %d "
        "classes costs ln %d = %.4f. %s.\n",
        t->shared.program, loss, classes, classes, log((double)classes),
        far ? "The learning rate is probably too large: try a tenth of it"
            : "Either its steps were too short or too few: try ten times the "
              "learning rate. Or they were so long that every image gets the "
              "same answer: try a tenth");
}

// After [Ctrl-C](../system/interrupt.c) everything is saved as at a regular end, and likewise if
// the terminal is closed or nobody reads what is printed; only a training that diverged
// leaves nothing.
//
// Who stops several programs leaves them a second: then the weights are saved first, and
// nothing is examined or drawn. So it is, too, if they are stopped while they are examined.
static bool finish_in_a_hurry(const Training *t, const char *file,
                              const Network *net, const History *h,
                              const Examples *data, Error *error)
{
    const int last = h->count - 1;
    return save(t, file, net, last >= 0 ? h->epoch[last] : 0,
                last >= 0 ? h->test_accuracy[last] : 0, data, error);
}

static bool finish(const Training *t, const char *file, Network *net,
                   const History *h, const Examples *data, Error *error)
{
    if (t->patience > 0) {
        puts("the weights are those that did best on the held-out images");
    }
    const double accuracy = examine(t, net, &data->test);
    if (accuracy < 0) {
        return finish_in_a_hurry(t, file, net, h, data, error) &&
               cut_short(error);
    }
    warn_of_guessing(t, h, data->test.classes, accuracy);
    return save(t, file, net, h->epoch[h->count - 1], accuracy, data,
                error) &&
           draw(t, h, error);
}

static bool learn(const Training *t, const char *file, const Trainer *trainer,
                  const Examples *data, Error *error)
{
    Error trouble;
    History h = {0};
    const double start = timing_now();
    const bool finished = trainer_run(trainer, &h, error);
    const bool paused = trainer_last_step(trainer) < trainer->steps;
    bool ok = finished || error->status == interrupt_status();
    if (ok) {
        printf("%s in %s s\n",
               !finished ? "interrupted" : (paused ? "paused" : "trained"),
               timing_text(timing_now() - start, 0, 2).text);
        if (t->resume != NULL) {
            printf("state: %s\n", t->resume);
        }
        const bool hurry = !finished && t->crew != NULL;
        ok = hurry ? finish_in_a_hurry(t, file, trainer->network, &h, data,
                                       &trouble)
                   : finish(t, file, trainer->network, &h, data, &trouble);
        if (!ok) {
            *error = trouble;
        }
    }
    history_clear(&h);
    return ok && finished;
}

static bool check_settings(const Training *t, int images, long long steps,
                           Error *error)
{
    if (steps > INT_MAX) {
        return fail(error, EXIT_USAGE, "%lld steps are too many", steps);
    }
    if (t->pause > 0 && t->resume == NULL) {
        return fail(error, EXIT_USAGE,
                    "after a --pause nothing could go on without the state: "
                    "say where to keep it, with --resume FILE");
    }
    if (t->shuffle && t->batch > images) {
        return fail(error, EXIT_USAGE,
                    "a batch of %d from %d shuffled images", t->batch,
                    images);
    }
    return true;
}

// A line of the table costs a look at all images, so there is one after an epoch, or
// after several in a small data set. A run that would end there has a curve of one
// point; a program may want more of it.
static int steps_a_line(const Training *t, int N, int epoch, long long steps)
{
    const int usual = epoch * ((IMAGES_A_LINE + N - 1) / N);
    return steps <= usual && t->line_steps > 0 ? t->line_steps : usual;
}

static bool train(const Training *t, Trainer *trainer, const Examples *data,
                  Error *error)
{
    Places places = {.weights = NULL};
    const int N = t->crew != NULL ? t->crew->examples[SET_LEARNT]
                                  : trainer->train->count;
    const int epoch = N > t->batch ? N / t->batch : 1;
    const long long steps =
        t->epochs > 0 ? (long long)t->epochs * epoch : t->steps;
    if (!check_settings(t, N, steps, error)) {
        return false;
    }
    bool ok = find_places(t, &places, error);
    if (ok) {
        printf("batches: %s\n", t->shuffle ? "pieces of the shuffled images"
                                           : "each drawn at random");
        trainer->steps = (int)steps;
        trainer->evaluate_every = steps_a_line(t, N, epoch, steps);
        ok = learn(t, places.file, trainer, data, error);
    }
    claim_release(places.weights);
    claim_release(places.state);
    return ok;
}

// What `--data` takes for the examples, also where it was not given: then they are MNIST
// or the built-in digits.
static const char *data_word(const Training *t, const Examples *data)
{
    const char *built_in =
        strcmp(data->name, "MNIST") == 0 ? "mnist" : "digits";
    return t->shared.data != NULL ? t->shared.data : built_in;
}

bool training_run(const Training *training, Network *net,
                  Optimizer *optimizer, const Examples *data, Rng *rng,
                  Error *error)
{
    const Training *t = training;
    if (t->weights != NULL && !weights_load(net, t->weights, error)) {
        return false;
    }
    if (t->epochs == 0) {
        return examine(t, net, &data->test) >= 0 || cut_short(error);
    }
    Dataset learnt, examined, test;
    if (t->crew == NULL &&
        !training_split(t, data, &learnt, &examined, &test, error)) {
        return false;
    }
    Trainer trainer = {
        .network = net,
        .optimizer = optimizer,
        .train = &learnt,
        .test = &examined,
        .examined = set_name(t),
        .rng = rng,
        .seed = t->shared.seed,
        .data = data_word(t, data),
        .batch_size = t->batch,
        .shuffle = t->shuffle,
        .weight_decay = t->decay,
        .rate_decay = t->rate_decay,
        .pause = t->pause,
        .keep_best = t->patience > 0,
        .patience = t->patience,
        .resume = t->resume,
        .distort = t->crew == NULL ? t->distort : NULL,
        .keep_every = t->keep_every,
        .crew = t->crew,
        .quiet = t->shared.quiet,
    };
    return train(t, &trainer, data, error);
}
