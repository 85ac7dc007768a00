/* What the command line of a training says, and what it leaves behind. */
#include "training/training.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/digits.h"
#include "layers/affine.h"
#include "layers/softmax_loss.h"
#include "optimizers/sgd.h"
#include "support.h"
#include "system/interrupt.h"

/* -- the command line ------------------------------------------------------- */

static void print_the_options(void *context)
{
    char *words[] = {"train", "--table", NULL};
    Training t = {.steps = 2000, .batch = 100, .rate = (real)0.125};
    training_options(&t, 2, words, "Trains.");
    (void)context;
}

/* Name, kind, what stands behind it, default, smallest and largest. */
Test(training, options_have_limits)
{
    static const char *const rows[] = {
        "steps\twhole\tN\t2000\t1\t1000000000\t",
        "epochs\twhole\tN\t\t0\t1000000\tlearn from N times as many images "
        "as there are; 0 only evaluates\n",
        "pause\twhole\tN\t\t1\t1000000000\t",
        "batch\twhole\tN\t100\t1\t100000\t",
        "rate\tnumber\tNUMBER\t0.125\t0\t1e+30\t",
        "rate-decay\tnumber\tNUMBER\t0\t0\t1\thow much of the rate is gone by "
        "the last step, evenly: 0 to 1\n",
        "weights\ttext\tFILE\t\t0\t0\t",
        "save\ttext\tFILE\t\t0\t0\t",
        "shuffle\tflag\t\t\t0\t0\t",
        "decay\tnumber\tNUMBER\t0\t0\t1000000\t",
        "patience\twhole\tN\t\t1\t1000000\t",
        "resume\ttext\tFILE\t\t0\t0\t",
        "threads\tthreads\tN\tall that there are\t1\t1024\t",
    };
    Outcome o = run_function(print_the_options, NULL);
    cr_assert(o.status == 0, "status %d: %s", o.status, o.err);
    const char *line = o.out;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert(strncmp(line, rows[i], strlen(rows[i])) == 0,
                  "not <%s> but <%.60s>", rows[i], line);
        line = strchr(line, '\n') + 1;
    }
    outcome_clear(&o);
}

Test(training, options_of_its_own_stand_behind_the_others)
{
    int depth = 1, width = 2, height = 3;
    bool deep = false;
    const Option own[] = {
        {"depth", "N", "layers", OPTION_INT, &depth, 1, 9},
        {"width", "N", "columns", OPTION_INT, &width, 1, 9},
        {"height", "N", "rows", OPTION_INT, &height, 1, 9},
        {"deep", NULL, "more of them", OPTION_FLAG, &deep, 0, 0}};
    char *words[] = {"train",    "--depth",   "4",        "--height", "6",
                     "--deep",   "--threads", "3",        "--width",  "5",
                     "--resume", "state",     "--epochs", "8",        NULL};
    Training t = {.own = own, .own_count = 4};
    training_options(&t, 14, words, "Trains.");
    cr_assert(depth == 4 && width == 5 && height == 6 && deep,
              "%d, %d, %d and %d", depth, width, height, deep);
    cr_assert(t.threads == 3 && strcmp(t.resume, "state") == 0 &&
                  t.epochs == 8,
              "%d threads, %s, %d epochs", t.threads, t.resume, t.epochs);
}

/* -- a run ------------------------------------------------------------------ */

static bool is_there(const char *path, const char *ending)
{
    char name[1200];
    snprintf(name, sizeof name, "%s%s", path, ending);
    return access(name, F_OK) == 0;
}

/* Six digits of ten, and a network without a hidden layer. */
static bool run(const Training *t, Error *error)
{
    setenv("PATH", "/nowhere", 1); /* gnuplot would take most of the time */
    Rng rng = rng_new(1);
    Network net = {0};
    Examples data = {.train = digits_new(12, 1),
                     .test = digits_new(6, 2),
                     .name = "built-in digits"};
    network_add(&net, affine_new(784, 10, (real)0.01, &rng));
    network_add_loss(&net, softmax_loss_new());
    Optimizer *sgd = sgd_new((real)0.1);
    const bool ok = training_run(t, &net, sgd, &data, &rng, error);
    optimizer_free(sgd);
    network_clear(&net);
    examples_clear(&data);
    return ok;
}

/* Another training may have them as soon as this one is over, and not only when its
   program ends. */
Test(training, lets_go_of_its_files)
{
    char *folder = make_folder(), state[1100], weights[1100];
    snprintf(state, sizeof state, "%s/state", folder);
    snprintf(weights, sizeof weights, "%s/weights", folder);
    Training t = {.shared = {.program = "train", .quiet = true},
                  .steps = 2,
                  .epochs = -1,
                  .batch = 3,
                  .save = weights,
                  .resume = state};
    snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
    for (int again = 0; again < 2; again++) {
        Error error;
        const bool ok = run(&t, &error);
        cr_assert(ok, "%s", error.message);
        cr_assert(is_there(state, "") && is_there(weights, ""),
                  "nothing was kept");
        cr_assert(!is_there(state, ".lock"), "the state is claimed still");
        cr_assert(!is_there(weights, ".lock"), "the weights are");
    }
    /* nor if it could not begin */
    Error error;
    t.resume = weights;
    cr_assert(!run(&t, &error) && error.status == EXIT_USAGE, "it ran");
    cr_assert(!is_there(weights, ".lock"), "claimed after a refusal");
    remove_folder(folder);
}

/* -- what it learns from ------------------------------------------------------ */

Test(training, holds_out_a_sixth_for_patience)
{
    const struct {
        int images, patience, learnt, examined;
    } cases[] = {{12, 0, 12, 6}, {12, 1, 10, 2}, {12, 3, 10, 2},
                 {17, 1, 15, 2}, {5, 1, 5, 6},   {6, 1, 5, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Examples data = {.train = digits_new(cases[i].images, 1),
                         .test = digits_new(6, 2)};
        const Training t = {.patience = cases[i].patience};
        Dataset learnt, examined, test;
        training_split(&t, &data, &learnt, &examined, &test);
        cr_assert(learnt.count == cases[i].learnt &&
                      examined.count == cases[i].examined && test.count == 6,
                  "of %d: %d, %d and %d", cases[i].images, learnt.count,
                  examined.count, test.count);
        const bool held_out = learnt.count < cases[i].images;
        const Dataset *from = held_out ? &data.train : &data.test;
        const int first = held_out ? learnt.count : 0;
        cr_assert(learnt.labels == data.train.labels &&
                      examined.labels == from->labels + first &&
                      test.labels == data.test.labels,
                  "of %d: other images", cases[i].images);
        examples_clear(&data);
    }
}

/* -- what it says -------------------------------------------------------------- */

static void run_and_say(void *context)
{
    Error error;
    if (!run(context, &error)) {
        die("train", &error);
    }
}

/* The words on stdout if it ends well, else on stderr. */
Test(training, says_what_it_does)
{
    const struct {
        Training t;
        int status;
        const char *words;
    } cases[] = {
        {{.steps = 4, .batch = 3}, 0, "batches: each drawn at random\n"},
        {{.steps = 4, .batch = 3}, 0, " epoch     loss   train    test "},
        {{.steps = 4, .batch = 3, .patience = 1},
         0,
         " epoch     loss   train   valid "},
        {{.steps = 4, .batch = 3, .patience = 1},
         0,
         "those that did best on the held-out images\n"},
        {{.steps = 4, .batch = 12, .shuffle = true},
         0,
         "batches: pieces of the shuffled images\n"},
        {{.steps = 4, .batch = 13, .shuffle = true},
         EXIT_USAGE,
         "a batch of 13 from 12 shuffled images"},
        {{.steps = 4, .batch = 13}, 0, "trained in "},
        {{.steps = 4, .batch = 3, .pause = 1},
         EXIT_USAGE,
         "with --resume FILE"},
        {{.steps = 1, .batch = 1, .epochs = INT_MAX},
         EXIT_USAGE,
         "25769803764 steps are too many"},
        {{.steps = 4, .batch = 3, .line_steps = 2}, 0, "\n   0.5   "},
        {{.steps = 4, .batch = 3, .line_steps = 2}, 0, "\n   1.0   "},
    };
    char *folder = make_folder();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Training t = cases[i].t;
        t.epochs = t.epochs > 0 ? t.epochs : -1;
        t.shared.program = "train";
        t.shared.quiet = true;
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        Outcome o = run_function(run_and_say, &t);
        expect_outcome(&o, cases[i].status, cases[i].words);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* -- how it ends --------------------------------------------------------------- */

static void ask_to_stop(Tensor *y, const Tensor *x, int height, int width,
                        Rng *rng)
{
    (void)height;
    (void)width;
    (void)rng;
    memcpy(y->data, x->data, (size_t)x->size * sizeof *x->data);
    raise(SIGINT);
}

/* Others, who learn nothing and get three images right; context is the step in which
   somebody asks to stop. */
static bool learn_nothing(void *context, int step, real rate, real decay,
                          real *loss)
{
    (void)rate;
    (void)decay;
    *loss = 1;
    if (step == *(const int *)context) {
        raise(SIGINT);
    }
    return true;
}

static long three_are_right(void *context, SetName set)
{
    (void)context;
    (void)set;
    return 3;
}

static void run_watched(void *context)
{
    interrupt_watch();
    run_and_say(context);
}

/* Who stops several programs does not wait for an examination. */
Test(training, examines_unless_several_are_stopped)
{
    int never = -1, soon = 1;
    const Crew others[] = {
        {&never, {12, 6, 6}, 1, 1, learn_nothing, three_are_right},
        {&soon, {12, 6, 6}, 1, 1, learn_nothing, three_are_right}};
    const struct {
        const Crew *crew;
        Distort *distort;
        int status;
        const char *how, *accuracy;
    } cases[] = {
        {NULL, NULL, 0, "trained in ", "\ntest accuracy "},
        {NULL, ask_to_stop, EXIT_INTERRUPTED, "interrupted in ",
         "\ntest accuracy "},
        {&others[0], NULL, 0, "trained in ",
         "\ntest accuracy 0.5000 (3 of 6)\n"},
        {&others[1], NULL, EXIT_INTERRUPTED, "interrupted in ", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), curves[1100];
        Training t = {.shared = {.program = "train", .quiet = true},
                      .steps = 4,
                      .epochs = -1,
                      .batch = 3,
                      .crew = cases[i].crew,
                      .distort = cases[i].distort};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        snprintf(curves, sizeof curves, "%s/learning_curves", folder);
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == cases[i].status, "%zu: status %d: %s", i,
                  o.status, o.err);
        cr_assert(strstr(o.out, cases[i].how) != NULL &&
                      strstr(o.out, "\nweights: ") != NULL,
                  "%zu: %s", i, o.out);
        const bool examined = cases[i].accuracy != NULL;
        cr_assert(
            (strstr(o.out, examined ? cases[i].accuracy : "test accuracy") !=
             NULL) == examined &&
                is_there(curves, ".tsv") == examined,
            "%zu: %s", i, o.out);
        outcome_clear(&o);
        remove_folder(folder);
    }
}
