/* What the command line of a training says, and what it leaves behind. */
#include "training/training.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/digits.h"
#include "layers/affine.h"
#include "layers/softmax_loss.h"
#include "optimizers/sgd.h"
#include "support.h"

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
        "epochs\twhole\tN\t\t0\t1000000\t",
        "pause\twhole\tN\t\t1\t1000000000\t",
        "batch\twhole\tN\t100\t1\t100000\t",
        "rate\tnumber\tNUMBER\t0.125\t0\t1e+30\t",
        "rate-decay\tnumber\tNUMBER\t0\t0\t1\t",
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
