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
#include "files/safetensors.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/softmax_loss.h"
#include "layers/squared_loss.h"
#include "optimizers/sgd.h"
#include "support.h"
#include "system/atomic_file.h"
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
        "epochs\twhole\tN\t\t0\t1000000\tN rounds of as many whole batches "
        "as the images fill; 0 only evaluates\n",
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

static void have_too_many_options(void *context)
{
    const Option own[5] = {{.name = NULL}};
    char *words[] = {"train", NULL};
    Training t = {.own = own, .own_count = 5};
    (void)context;
    training_options(&t, 1, words, "Trains.");
}

Test(training, has_room_for_four_options_of_its_own)
{
    expect_stop(have_too_many_options, NULL, "5 options of its own");
}

/* -- a run ------------------------------------------------------------------ */

static bool is_there(const char *path, const char *ending)
{
    char name[1200];
    snprintf(name, sizeof name, "%s%s", path, ending);
    return access(name, F_OK) == 0;
}

/* Four steps of three examples each, told without a bar. */
static Training four_steps(const char *folder)
{
    Training t = {.shared = {.program = "train", .quiet = true},
                  .steps = 4,
                  .epochs = -1,
                  .batch = 3};
    snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
    return t;
}

/* So many digits to learn from, and six to be examined on; no hidden layer. */
static bool run_on(const char *name, int images, const Training *t,
                   Error *error)
{
    setenv("PATH", "/nowhere", 1); /* gnuplot would take most of the time */
    Rng rng = rng_new(1);
    Network net = {0};
    Examples data = {.train = digits_new(images, 1),
                     .test = digits_new(6, 1)};
    snprintf(data.name, sizeof data.name, "%s", name);
    network_add(&net, affine_new(784, 10, (real)0.01, &rng));
    network_add_loss(&net, softmax_loss_new());
    Optimizer *sgd = sgd_new((real)0.1);
    const bool ok = training_run(t, &net, sgd, &data, &rng, error);
    optimizer_free(sgd);
    network_clear(&net);
    examples_clear(&data);
    return ok;
}

static bool run(const Training *t, Error *error)
{
    return run_on("built-in digits", 12, t, error);
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
                 {17, 1, 15, 2}, {6, 1, 5, 1},   {5, 0, 5, 6}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Examples data = {.train = digits_new(cases[i].images, 1),
                         .test = digits_new(6, 2)};
        const Training t = {.patience = cases[i].patience};
        Dataset learnt, examined, test;
        Error error;
        const bool ok =
            training_split(&t, &data, &learnt, &examined, &test, &error);
        cr_assert(ok, "%s", error.message);
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

/* If none can be held out, the test images would make the choice. */
Test(training, needs_six_images_for_patience)
{
    Error error = {.message = ""};
    char *folder = make_folder();
    Training t = {.shared = {.program = "train", .quiet = true},
                  .steps = 2,
                  .epochs = -1,
                  .batch = 3,
                  .patience = 1};
    snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
    const bool ok = run_on("built-in digits", 5, &t, &error);
    cr_assert(!ok && error.status == EXIT_USAGE &&
                  strstr(error.message, "of 5 that is none: it needs 6"),
              "status %d: %s", ok ? 0 : (int)error.status, error.message);
    remove_folder(folder);
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
    static const struct {
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
        {{.steps = INT_MAX, .batch = 3, .pause = 1},
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
        const double begin = timing_now();
        Outcome o = run_function(run_and_say, &t);
        const double passed = timing_now() - begin;
        expect_outcome(&o, cases[i].status, cases[i].words);
        cr_assert((strstr(o.out, "held-out") != NULL) ==
                      (t.patience > 0 && cases[i].status == 0),
                  "case %zu: %s", i, o.out);
        const char *time = strstr(o.out, "trained in ");
        double seconds = 0;
        cr_assert(time == NULL ||
                      (sscanf(time, "trained in %lf", &seconds) == 1 &&
                       seconds <= passed + 0.01 &&
                       strcspn(strchr(time, '.'), " ") == 3),
                  "case %zu: after %g s %s", i, passed, time);
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

/* Others, who learn nothing. */
typedef struct {
    int stop_at; /* the step in which somebody asks to stop; -1: none */
    real loss;
    int right;
} Others;

static bool learn_nothing(void *context, int step, real rate, real decay,
                          real *loss)
{
    (void)rate;
    (void)decay;
    const Others *o = context;
    *loss = o->loss;
    if (step == o->stop_at) {
        raise(SIGINT);
    }
    return true;
}

static long so_many_are_right(void *context, SetName set)
{
    (void)set;
    return ((const Others *)context)->right;
}

static Crew crew_of(Others *o)
{
    return (Crew){o, {12, 6, 6}, 1, 1, learn_nothing, so_many_are_right};
}

static void run_watched(void *context)
{
    interrupt_watch();
    run_and_say(context);
}

/* Who stops several programs does not wait for an examination. */
Test(training, examines_unless_several_are_stopped)
{
    const Crew others[] = {crew_of(&(Others){-1, 1, 3}),
                           crew_of(&(Others){1, 1, 3})};
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
        Training t = four_steps(folder);
        t.crew = cases[i].crew;
        t.distort = cases[i].distort;
        snprintf(curves, sizeof curves, "%s/learning_curves", folder);
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == cases[i].status, "%zu: status %d: %s", i,
                  o.status, o.err);
        cr_assert(strstr(o.out, cases[i].how) != NULL &&
                      strstr(o.out, "\nweights: ") != NULL,
                  "%zu: %s", i, o.out);
        cr_assert(strstr(o.out, "\nstate: ") == NULL, "a state: %s", o.out);
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

/* At least 60000 images between two lines, in whole epochs. */
Test(training, has_a_line_for_every_epoch_or_several)
{
    const struct {
        int images, batch, steps, line_steps;
        const char *epochs; /* at which there is a line */
    } cases[] = {{30000, 30000, 5, 0, "2.0 4.0 5.0 "},
                 {29999, 29999, 5, 0, "3.0 5.0 "},
                 {59999, 59999, 5, 0, "2.0 4.0 5.0 "},
                 {60000, 30000, 5, 0, "1.0 2.0 2.5 "},
                 {60001, 60001, 2, 0, "1.0 2.0 "},
                 {30000, 30000, 2, 0, "2.0 "},
                 {30000, 30000, 2, 1, "1.0 2.0 "},
                 {30000, 30000, 3, 1, "2.0 3.0 "},
                 {30000, 70000, 2, 0, "4.7 "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), epochs[80] = "";
        Crew crew = crew_of(&(Others){-1, 1, 3});
        crew.examples[SET_LEARNT] = cases[i].images;
        Training t = {.shared = {.program = "train", .quiet = true},
                      .steps = cases[i].steps,
                      .epochs = -1,
                      .batch = cases[i].batch,
                      .line_steps = cases[i].line_steps,
                      .crew = &crew};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == 0, "status %d: %s", o.status, o.err);
        for (char *line = strtok(o.out, "\n"); line != NULL;
             line = strtok(NULL, "\n")) {
            double epoch, loss;
            if (sscanf(line, "%lf %lf", &epoch, &loss) == 2) {
                const size_t end = strlen(epochs);
                snprintf(epochs + end, sizeof epochs - end, "%.1f ", epoch);
            }
        }
        cr_assert_str_eq(epochs, cases[i].epochs, "case %zu: %s", i, epochs);
        outcome_clear(&o);
        remove_folder(folder);
    }
}

Test(training, warns_who_guesses)
{
    struct {
        Others others;
        const char *words;
        int images; /* to be examined on */
    } cases[] = {
        {{-1, (real)2.3, 0}, "too few: try ten times the learning rate. ", 6},
        {{-1, (real)2.3, 0}, "the same answer: try a tenth.\n", 6},
        {{-1, (real)2.5, 0}, "too few: try ten times the learning rate. ", 6},
        {{-1, (real)2.5, 0}, "the same answer: try a tenth.\n", 6},
        {{-1, (real)2.6, 0}, "The learning rate is probably too", 6},
        {{-1, (real)2.6, 0}, "train: it guesses: the loss is 2.6", 6},
        {{-1, (real)2.6, 0}, "among 10 classes costs ln 10", 6},
        {{-1, (real)2.6, 0}, " = 2.3026. ", 6},
        {{-1, (real)2.6, 3}, "it guesses", 20},
        {{-1, (real)2.6, 1}, NULL, 6}}; /* more than 0.15 */
    char *folder = make_folder();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Crew crew = crew_of(&cases[i].others);
        crew.examples[SET_TEST] = cases[i].images;
        Training t = four_steps(folder);
        t.crew = &crew;
        Outcome o = run_function(run_watched, &t);
        const char *words = cases[i].words ? cases[i].words : "it guesses";
        cr_assert(o.status == 0 && (strstr(o.err, words) != NULL) ==
                                       (cases[i].words != NULL),
                  "%zu: status %d: %s", i, o.status, o.err);
        cr_assert(cases[i].others.right > 0 ||
                      strstr(o.out, "test accuracy 0.0000 (0 of 6)\n"),
                  "%s", o.out);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* A quantity cannot be guessed, and has no classes to choose from. */
static void learn_a_quantity(void *context)
{
    real numbers[] = {0, 1, 2, 3, 4, 5};
    const Tensor x = tensor_view(numbers, SHAPE(6, 1));
    const Dataset data = dataset_quantities(&x, &x);
    Examples examples = {.train = data, .test = data};
    Network net = {0};
    Rng rng = rng_new(1);
    Error error;
    setenv("PATH", "/nowhere", 1);
    snprintf(examples.name, sizeof examples.name, "numbers");
    network_add(&net, affine_new(1, 1, (real)0.01, &rng));
    network_add_loss(&net, squared_loss_new());
    Optimizer *sgd = sgd_new((real)0.001);
    if (!training_run(context, &net, sgd, &examples, &rng, &error)) {
        die("test", &error);
    }
    optimizer_free(sgd);
    network_clear(&net);
}

Test(training, warns_nobody_who_learns_a_quantity)
{
    char *folder = make_folder();
    Crew crew = crew_of(&(Others){-1, (real)2.6, 0});
    Training t = four_steps(folder);
    t.crew = &crew;
    Outcome o = run_function(learn_a_quantity, &t);
    cr_assert(o.status == 0 && strstr(o.err, "guess") == NULL,
              "status %d: %s", o.status, o.err);
    outcome_clear(&o);
    remove_folder(folder);
}

/* To read nothing right is an answer, and no interruption. */
Test(training, examines_without_a_step_who_reads_nothing_right)
{
    Others others = {-1, 1, 0};
    Crew crew = crew_of(&others);
    Training t = {.shared = {.program = "train", .quiet = true},
                  .epochs = 0,
                  .batch = 3,
                  .crew = &crew};
    Outcome o = run_function(run_watched, &t);
    expect_outcome(&o, 0, "test accuracy 0.0000 (0 of 6)\n");
    cr_assert_str_eq(o.err, "", "it said %s", o.err);
    outcome_clear(&o);
}

/* Somebody asks to stop while the test images are counted. */
static long none_of_the_test(void *context, SetName set)
{
    if (set != SET_TEST) {
        return so_many_are_right(context, set);
    }
    raise(SIGINT);
    return -1;
}

static void expect_note(const char *path, const char *key, const char *value)
{
    Error error;
    Safetensors *file = safetensors_open(path, &error);
    cr_assert(file != NULL, "%s", error.message);
    const char *note = safetensors_note(file, key);
    cr_assert(note != NULL && strcmp(note, value) == 0, "%s is %s, not %s",
              key, note, value);
    safetensors_close(file);
}

/* In the weights and in the state. */
Test(training, notes_how_they_came_about)
{
    const struct {
        const char *name, *word, *noted; /* of the data */
    } cases[] = {{"MNIST", NULL, "mnist"},
                 {"built-in digits", NULL, "digits"},
                 {"MNIST", "digits", "digits"},
                 {"Fashion-MNIST", "fashion", "fashion"}};
    const Crew crew = crew_of(&(Others){-1, 1, 3});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), state[1100], weights[1100];
        snprintf(state, sizeof state, "%s/state", folder);
        snprintf(weights, sizeof weights, "%s/weights", folder);
        Training t = {.shared = {.program = "train",
                                 .seed = 7,
                                 .data = cases[i].word,
                                 .quiet = true},
                      .epochs = 3,
                      .batch = 5,
                      .crew = &crew,
                      .save = weights,
                      .resume = state};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        Error error;
        const bool ok = run_on(cases[i].name, 12, &t, &error);
        cr_assert(ok, "%s", error.message);
        expect_note(state, "data", cases[i].noted);
        expect_note(weights, "data", cases[i].name);
        expect_note(weights, "program", "train");
        expect_note(weights, "seed", "7");
        expect_note(weights, "epochs", "2.50"); /* 6 steps of 5 of 12 */
        expect_note(weights, "test_accuracy", "0.5000");
        remove_folder(folder);
    }
}

/* From the third step on it is shown what is wrong. */
static void spoil(Tensor *y, const Tensor *x, int height, int width, Rng *rng)
{
    static int calls;
    (void)height;
    (void)width;
    (void)rng;
    calls++;
    for (int i = 0; i < x->size; i++) {
        y->data[i] = calls > 12 ? -100 * x->data[i] : x->data[i];
    }
}

/* Without patience the last weights are kept, even if others were better. */
Test(training, keeps_the_last_weights_without_patience)
{
    Training t = {.shared = {.program = "train", .quiet = true},
                  .steps = 16,
                  .epochs = -1,
                  .batch = 12,
                  .line_steps = 1,
                  .distort = spoil};
    char *folder = make_folder();
    snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
    Outcome o = run_function(run_watched, &t);
    cr_assert(o.status == 0 && strstr(o.out, "  1.0000  1.0000  ") != NULL,
              "status %d, it never was good: %s%s", o.status, o.out, o.err);
    const char *line = strstr(o.out, "\ntest accuracy ");
    double accuracy = 1;
    cr_assert(line != NULL &&
                  sscanf(line, "\ntest accuracy %lf", &accuracy) == 1 &&
                  accuracy < 0.5,
              "%s", o.out);
    outcome_clear(&o);
    remove_folder(folder);
}

/* With no epochs it only examines, with one it trains. */
Test(training, trains_only_if_there_is_something_to_do)
{
    for (int epochs = 0; epochs < 2; epochs++) {
        char *folder = make_folder(), weights[1100];
        Training t = {.shared = {.program = "train", .quiet = true},
                      .epochs = epochs,
                      .batch = 3};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        snprintf(weights, sizeof weights, "%s/weights.safetensors", folder);
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == 0 && strstr(o.out, "test accuracy ") != NULL,
                  "status %d: %s%s", o.status, o.out, o.err);
        cr_assert((strstr(o.out, "trained in ") != NULL) == (epochs == 1) &&
                      is_there(weights, "") == (epochs == 1),
                  "%d epochs: %s", epochs, o.out);
        outcome_clear(&o);
        remove_folder(folder);
    }
}

Test(training, pauses_and_names_the_state)
{
    char *folder = make_folder(), state[1100], line[1200];
    snprintf(state, sizeof state, "%s/state", folder);
    snprintf(line, sizeof line, "\nstate: %s\n", state);
    static const char *const words[] = {"paused in ", "trained in "};
    for (int half = 0; half < 2; half++) {
        Training t = four_steps(folder);
        t.pause = 2 + 2 * half;
        t.resume = state;
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == 0 && strstr(o.out, words[half]) != NULL &&
                      strstr(o.out, line) != NULL,
                  "status %d: %s%s", o.status, o.out, o.err);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* Of a run with one line in its table there are two points, and of a longer one two curves,
   the second one dashed. */
Test(training, draws_curves_or_two_points)
{
    static const struct {
        int line_steps, patience;
        const char *first, *second, *heading;
    } cases[] = {{0, 0, "with points lt 1 pt 7,", "with points lt 2 pt 5\n",
                  "epoch\ttrain\ttest\n"},
                 {2, 0, "with lines lt 1 dt 1,", "with lines lt 2 dt 2\n",
                  "epoch\ttrain\ttest\n"},
                 {2, 9, "with lines lt 1 dt 1,", "with lines lt 2 dt 2\n",
                  "epoch\ttrain\tvalid\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), file[1100];
        Training t = four_steps(folder);
        t.line_steps = cases[i].line_steps;
        t.patience = cases[i].patience;
        t.prefix = "my_";
        Outcome o = run_function(run_watched, &t);
        cr_assert_eq(o.status, 0, "status %d: %s", o.status, o.err);
        outcome_clear(&o);
        snprintf(file, sizeof file, "%s/my_learning_curves.gp", folder);
        char *script = read_file(file, NULL);
        snprintf(file, sizeof file, "%s/my_learning_curves.tsv", folder);
        char *table = read_file(file, NULL);
        cr_assert(strstr(script, cases[i].first) != NULL &&
                      strstr(script, cases[i].second) != NULL,
                  "%s", script);
        cr_assert(
            strncmp(table, cases[i].heading, strlen(cases[i].heading)) == 0,
            "%s", table);
        free(script);
        free(table);
        remove_folder(folder);
    }
}

/* The program will write a third file, and has claimed it. */
Test(training, does_not_write_what_the_program_will_write)
{
    char *folder = make_folder(), mine[1100], other[1100];
    snprintf(mine, sizeof mine, "%s/mine", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    const struct {
        const char *save, *resume;
        bool ok;
    } cases[] = {{mine, NULL, false},
                 {mine, other, false},
                 {other, mine, false},
                 {other, NULL, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {.message = ""};
        Training t = {.shared = {.program = "train", .quiet = true},
                      .steps = 1,
                      .epochs = -1,
                      .batch = 3,
                      .save = cases[i].save,
                      .resume = cases[i].resume};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        cr_assert(atomic_file_claim(mine, &t.taken, &error), "%s",
                  error.message);
        const bool ok = run(&t, &error);
        claim_release(t.taken);
        cr_assert(
            ok == cases[i].ok &&
                (ok || (error.status == EXIT_USAGE &&
                        strstr(error.message,
                               "/mine is named for two files") != NULL)),
            "case %zu: %s", i, error.message);
    }
    remove_folder(folder);
}

/* What was evaluated last before somebody asked to stop is noted. */
Test(training, notes_in_a_hurry_what_it_knows)
{
    const struct {
        int stop_at;
        const char *epochs, *accuracy;
    } cases[] = {
        {0, "0.00", "0.0000"}, {1, "0.25", "0.5000"}, {2, "0.50", "0.5000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), weights[1100];
        const Crew crew = crew_of(&(Others){cases[i].stop_at, 1, 3});
        Training t = four_steps(folder);
        t.line_steps = 1;
        t.crew = &crew;
        snprintf(weights, sizeof weights, "%s/weights.safetensors", folder);
        Outcome o = run_function(run_watched, &t);
        cr_assert(o.status == EXIT_INTERRUPTED, "status %d: %s", o.status,
                  o.err);
        expect_note(weights, "epochs", cases[i].epochs);
        expect_note(weights, "test_accuracy", cases[i].accuracy);
        outcome_clear(&o);
        remove_folder(folder);
    }
}

/* An examination that was cut short has no result. What was evaluated before is noted, and
   without a training there is nothing to keep. */
Test(training, is_interrupted_also_while_it_is_examined)
{
    for (int epochs = 0; epochs < 2; epochs++) {
        char *folder = make_folder(), weights[1100];
        Crew crew = crew_of(&(Others){-1, 1, 3});
        crew.count_right = none_of_the_test;
        Training t = {.shared = {.program = "train", .quiet = true},
                      .epochs = epochs,
                      .batch = 3,
                      .crew = &crew};
        snprintf(t.shared.out, sizeof t.shared.out, "%s", folder);
        snprintf(weights, sizeof weights, "%s/weights.safetensors", folder);
        Outcome o = run_function(run_watched, &t);
        expect_outcome(&o, EXIT_INTERRUPTED,
                       "interrupted before all test images were read");
        cr_assert(strstr(o.out, "test accuracy") == NULL, "%s", o.out);
        cr_assert(is_there(weights, "") == (epochs > 0), "%d epochs", epochs);
        if (epochs > 0) {
            expect_note(weights, "epochs", "1.00");
            expect_note(weights, "test_accuracy", "0.5000");
        }
        outcome_clear(&o);
        remove_folder(folder);
    }
}
