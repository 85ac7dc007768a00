// # The trainer
//
// The loop that learns has four steps;
// [bare_loop](../../ch05_backprop/bare_loop.c) shows it alone. A real training
// wants more. **Is it still learning? How long will it take? What if it
// fails?** The answers are here, around the same four steps, once for all
// chapters.
#include "training/trainer.h"

#include <errno.h>
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "ground/timing.h"
#include "system/given.h"
#include "system/interrupt.h"
#include "system/streams.h"
#include "training/weight_decay.h"

static int example_count(const Trainer *s)
{
    return s->crew != NULL ? s->crew->examples[SET_LEARNT] : s->train->count;
}

double trainer_accuracy(Network *network, const Dataset *data)
{
    return data->classes > 0
               ? (double)network_count_correct(network, data) / data->count
               : network_r_squared(network, data);
}

// ## A training under way
//
// What changes from step to step is kept in one place, so that it can be saved
// and read again.
typedef struct {
    const Trainer *settings;
    History *history;
    Batch batch;
    Tensor *distorted; /* the batch after a change of its images; owned */
    int *picks;        /* drawn for the batch, or all, shuffled; owned */
    Counters at;       /* where it is */
    Snapshot best;     /* the weights with the best accuracy so far; owned */
    uint64_t checksum; /* of the examples; 0 without a state */
    int first;         /* the step at which this run began */
    double start;      /* when it began, for timing_now() */
    bool bar;          /* somebody watches the progress bar */
    int percent;       /* what it shows */
} Run;

int trainer_last_step(const Trainer *trainer)
{
    const int steps = trainer->steps, pause = trainer->pause;
    return pause > 0 && pause < steps ? pause : steps;
}

// The progress bar goes to stderr and only if that is a terminal: a log file
// gets plain lines. In a narrow window a line would go on in the next one, and each
// new bar would stand below the last. So the terminal is asked not to do that
// (`\033[?7l`, and `h` again), and the words come before the bar, which may be cut.
static void show_progress(Run *run)
{
    enum { WIDTH = 30 };
    const int steps = trainer_last_step(run->settings),
              percent = (int)(100LL * run->at.step / steps),
              full = WIDTH * percent / 100;
    if (!run->bar || percent == run->percent) {
        return;
    }
    run->percent = percent;
    const double spent = timing_now() - run->start;
    const double left =
        spent / (run->at.step - run->first) * (steps - run->at.step);
    fprintf(stderr, "\r\033[?7l%3d %%%6.0f s left  %.*s%.*s\033[?7h\033[K",
            percent, left, full, "##############################",
            WIDTH - full, "..............................");
}

static void hide_progress(const Run *run)
{
    if (run->bar) {
        fputs("\r\033[K", stderr);
    }
}

// The first of equals is kept.
static void compare_with_best(Run *run, double accuracy)
{
    Counters *at = &run->at;
    at->stale = accuracy > at->best ? 0 : at->stale + 1;
    if (at->stale == 0) {
        at->best = accuracy;
        if (run->settings->keep_best) {
            snapshot_take(&run->best, run->settings->network);
        }
    }
}

static double accuracy_on(const Trainer *s, SetName set)
{
    const Crew *crew = s->crew;
    return crew != NULL
               ? (double)crew->count_right(crew->context, set) /
                     crew->examples[set]
               : trainer_accuracy(s->network,
                                  set == SET_LEARNT ? s->train : s->test);
}

// With a crew it may be cut short by a request to stop. Then nothing has happened.
static bool evaluate(Run *run)
{
    const Trainer *s = run->settings;
    History *h = run->history;
    const double train = accuracy_on(s, SET_LEARNT);
    const bool cut_short = s->crew != NULL && train < 0;
    const double test = cut_short ? train : accuracy_on(s, SET_EXAMINED);
    if (s->crew != NULL && test < 0) {
        return false;
    }
    history_grow(h);
    const int i = h->count++;
    h->epoch[i] = (double)run->at.step * s->batch_size / example_count(s);
    h->loss[i] = run->at.loss_sum / run->at.since;
    h->train_accuracy[i] = train;
    h->test_accuracy[i] = test;
    run->at.loss_sum = run->at.since = 0;
    compare_with_best(run, h->test_accuracy[i]);

    if (!s->silent) {
        hide_progress(run);
        printf("%6.1f  %7.4f  %6.4f  %6.4f  %s\n", h->epoch[i], h->loss[i],
               h->train_accuracy[i], h->test_accuracy[i],
               timing_text(timing_now() - run->start, 7, 2).text);
        fflush(stdout);
    }
    return true;
}

// ## When the loss is not a number
//
// One infinite weight is enough, and a few steps later every number is NaN.
// To go on would waste hours, and to save would spoil the last good weights.
// The first layer that holds such a number is where to look.
static const char *first_bad_place(const Network *net, char *text,
                                   size_t size)
{
    for (int i = 0; i < net->count; i++) {
        const Layer *layer = net->layers[i];
        const char *name = NULL;
        for (int k = 0; k < layer->param_count; k++) {
            if (name == NULL && !tensor_is_finite(layer->params[k].value)) {
                name = layer->params[k].name;
            }
        }
        if (name != NULL || !tensor_is_finite(layer->out)) {
            snprintf(text, size, "%s of layer %d (%s)",
                     name != NULL ? name : "the output", i + 1,
                     layer->kind->name);
            return text;
        }
    }
    return "the loss itself";
}

static bool diverged(const Run *run, real loss, Error *error)
{
    char place[64];
    return fail(
        error, EXIT_DIVERGED,
        "step %d: the loss is %g, and the first number that is not "
        "finite is in %s. The learning rate %g is probably too large: "
        "try a tenth of it. If a function of your own runs in it, look there "
        "first. The network as it is now was not saved.",
        run->at.step, isnan(loss) ? (double)NAN : (double)loss, /* not -nan */
        first_bad_place(run->settings->network, place, sizeof place),
        (double)run->settings->optimizer->rate);
}

// ## One step
//
// A batch is drawn at random, or it is the next piece of the shuffled examples.
static const int *pick_batch(Run *run)
{
    const Trainer *s = run->settings;
    const int N = s->train->count;
    if (!s->shuffle) {
        rng_choice(s->rng, run->picks, s->batch_size, N);
        return run->picks;
    }
    if (run->at.place + s->batch_size > N) {
        rng_permutation(s->rng, run->picks, N);
        run->at.place = 0;
    }
    run->at.place += s->batch_size;
    return run->picks + run->at.place - s->batch_size;
}

// With a constant rate the last steps are as long as the first, and each batch
// pulls the weights its own way: they never come to rest. So the rate may fall, evenly,
// from $\eta$ at the first step to $(1 - d)\,\eta$ after the last, where $d$ is
// the **rate decay** (学习率衰减).
static real rate_now(const Run *run)
{
    const Trainer *s = run->settings;
    const real done = (real)run->at.step / (real)s->steps;
    return s->optimizer->rate * (1 - (real)s->rate_decay * done);
}

static void step_downhill(Run *run)
{
    const Trainer *s = run->settings;
    const real rate = s->optimizer->rate;
    s->optimizer->rate = rate_now(run);
    optimizer_step(s->optimizer, s->network->params, s->network->param_count);
    s->optimizer->rate = rate;
}

// What the network sees is the batch, or a changed form of it.
static const Tensor *distort_batch(Run *run)
{
    const Trainer *s = run->settings;
    const Tensor *x = run->batch.x;
    if (s->distort == NULL) {
        return x;
    }
    run->distorted = tensor_fit(run->distorted, x->shape);
    s->distort(run->distorted, x, s->train->height, s->train->width, s->rng);
    return run->distorted;
}

// Forward to the loss, back to the gradients, and downhill. Large weights may have
// a price, [weight decay](weight_decay.c).
static real find_gradients(Run *run)
{
    const Trainer *s = run->settings;
    Network *net = s->network;
    batch_gather(&run->batch, s->train, pick_batch(run), s->batch_size);
    const Tensor *x = distort_batch(run);

    const real loss = network_loss(net, x, run->batch.t, TRAINING);
    network_backward(net);
    return loss;
}

// Where [several programs](../ranks/README.md) share a training, the gradients come
// from all of them. If the others do not answer any more, there is no step.
static bool learn_from_a_batch(Run *run, real *loss)
{
    const Trainer *s = run->settings;
    const Crew *crew = s->crew;
    if (crew == NULL) {
        *loss = find_gradients(run);
    } else if (!crew->learn(crew->context, run->at.step, rate_now(run),
                            (real)s->weight_decay, loss)) {
        return false;
    }
    *loss += weight_decay(s->network->params, s->network->param_count,
                          s->weight_decay);
    if (isfinite(*loss)) { /* else nobody could see where it began */
        step_downhill(run);
    }
    return true;
}

// ## A state to go on from
//
// With the whole state in a [file](../files/checkpoint.c), a training can be stopped and go
// on another day. What must be the same on both days is written there, too.
static bool with_state(Run *run,
                       bool (*act)(const Checkpoint *, const char *, Error *),
                       Error *error)
{
    char settings[250];
    const Trainer *s = run->settings;
    snprintf(settings, sizeof settings,
             "%s %g, weight decay %g, batches of %d of %d %s examples%s%s",
             s->optimizer->kind->name, (double)s->optimizer->rate,
             s->weight_decay, s->batch_size, example_count(s),
             s->shuffle ? "shuffled" : "drawn",
             s->keep_best ? ", the best weights kept" : "",
             s->distort != NULL ? ", distorted" : "");
    if (s->rate_decay > 0) {
        const size_t end = strlen(settings);
        snprintf(settings + end, sizeof settings - end,
                 ", a rate that falls by %g in %d steps", s->rate_decay,
                 s->steps);
    }
    if (s->crew != NULL) {
        const size_t end = strlen(settings);
        snprintf(settings + end, sizeof settings - end, ", in %d shards",
                 s->crew->shards);
    }
    const Checkpoint state = {
        .origin = {s->data, run->checksum, s->seed},
        .settings = settings,
        .network = s->network,
        .optimizer = s->optimizer,
        .rng = s->rng,
        .order = s->shuffle && s->crew == NULL ? run->picks : NULL,
        .examples = example_count(s),
        .counters = &run->at,
        .history = run->history,
        .best = &run->best};
    return act(&state, s->resume, error);
}

static bool keep_state(Run *run, Error *error)
{
    return run->settings->resume == NULL ||
           with_state(run, checkpoint_save, error);
}

// Only a file that does not exist means a new training. If it cannot
// [be looked at](../system/given.c), then the state may well exist, and to begin anew
// would write over it. And if a file stands in the place of its folder, nothing could be
// kept there.
static bool find_state(Run *run, Error *error)
{
    const Trainer *s = run->settings;
    const char *file = s->resume;
    if (file == NULL) {
        return true;
    }
    run->checksum = s->crew != NULL ? s->crew->checksum
                                    : 3 * dataset_checksum(s->train) +
                                          dataset_checksum(s->test);
    if (given_kind(file) == GIVEN_NOTHING && errno == ENOENT) {
        if (!s->silent) {
            printf("%s is not there yet: a new training begins\n", file);
        }
        return true;
    }
    if (!with_state(run, checkpoint_load, error)) {
        return false;
    }
    run->first = run->at.step;
    if (!s->silent) {
        printf(run->first < trainer_last_step(s)
                   ? "going on after step %d, from %s\n"
                   : "nothing is left to learn after step %d, see %s: "
                     "ask for more steps\n",
               run->first, file);
    }
    return true;
}

// ## All steps
//
// The last evaluation may be one that a longer training would not make. So the state
// is kept before it: whoever goes on does not notice that there was a pause.
//
// Whoever stops a crew leaves it a second, and an evaluation may take longer: it is left to
// the one who goes on.
static bool stop_for_a_pause(Run *run, bool interrupted, Error *error)
{
    const Crew *crew = run->settings->crew;
    if (!keep_state(run, error)) {
        return false;
    }
    if (run->at.since > 0 && !(interrupted && crew != NULL)) {
        interrupted = !evaluate(run) || interrupted;
    }
    return !interrupted ||
           fail(error, interrupt_status(), "interrupted after step %d: %s",
                run->at.step, exit_meaning(interrupt_status()));
}

static bool out_of_patience(const Run *run)
{
    const Trainer *s = run->settings;
    if (s->patience == 0 || run->at.stale < s->patience) {
        return false;
    }
    if (!s->silent) {
        printf("no better for %d evaluations: stopped after step %d\n",
               run->at.stale, run->at.step);
    }
    return true;
}

static bool evaluation_is_due(const Run *run)
{
    return run->at.since > 0 &&
           run->at.step % run->settings->evaluate_every == 0;
}

// A crew keeps its state before an evaluation, too, which may be cut short.
static bool look_back(Run *run, bool *stop, Error *error)
{
    const Trainer *s = run->settings;
    const bool due = evaluation_is_due(run);
    const bool keep = s->keep_every > 0 && run->at.step % s->keep_every == 0;
    if ((keep || (due && s->crew != NULL)) && !keep_state(run, error)) {
        return false;
    }
    *stop = due && !evaluate(run);
    return !due || *stop || keep_state(run, error);
}

static bool one_step(Run *run, bool *stop, Error *error)
{
    const Trainer *s = run->settings;
    real loss;
    if (!learn_from_a_batch(run, &loss)) {
        *stop = true;
        return true;
    }
    run->at.step++;
    if (!isfinite(loss)) {
        return diverged(run, loss, error);
    }
    run->at.since++;
    run->at.loss_sum += (double)loss;
    show_progress(run);
    const bool hurry = s->crew != NULL && interrupt_asked();
    return hurry || look_back(run, stop, error);
}

// Who goes on from a state may owe the evaluation at which the other one stopped.
static bool run_steps(Run *run, Error *error)
{
    const Trainer *s = run->settings;
    bool stop = false;
    if (evaluation_is_due(run) && !look_back(run, &stop, error)) {
        return false;
    }
    while (run->at.step < trainer_last_step(s) && !stop &&
           !out_of_patience(run)) {
        if (!one_step(run, &stop, error)) {
            return false;
        }
        stop = stop || interrupt_asked();
    }
    return stop_for_a_pause(run, stop, error);
}

static void print_head(const Trainer *s)
{
    if (!s->silent) {
        printf(" epoch     loss   train  %6s  seconds\n",
               s->examined != NULL ? s->examined : "test");
        fflush(stdout); /* a pipe or a file waits for the first evaluation */
    }
}

bool trainer_run(const Trainer *trainer, History *history, Error *error)
{
    const Trainer *s = trainer;
    const int N = example_count(s);
    CHECK(s->steps > 0 && s->batch_size > 0 && s->evaluate_every > 0 &&
              (!s->shuffle || s->batch_size <= N),
          "%d steps with batches of %d of %d examples, evaluated every %d "
          "steps",
          s->steps, s->batch_size, N, s->evaluate_every);
    CHECK(s->rate_decay >= 0 && s->rate_decay <= 1, "a rate that falls by %g",
          s->rate_decay);
    CHECK(s->distort == NULL || s->train->pixels != NULL,
          "only pictures can be distorted");
    CHECK(s->resume == NULL || s->data != NULL, "a state of unnamed data");
    const int picks = s->shuffle ? N : s->batch_size;
    Run run = {
        .settings = s,
        .history = history,
        .picks = allocate((size_t)picks, sizeof *run.picks),
        .at = {.place = N, .best = -DBL_MAX}, /* shuffle first */
        .start = timing_now(),
        .bar = !s->quiet && !s->silent && streams_watched(),
    };
    interrupt_watch();
    bool ok = find_state(&run, error);
    if (ok) {
        print_head(s);
        ok = run_steps(&run, error);
        hide_progress(&run);
    }
    if (run.best.count > 0) {
        snapshot_put_back(&run.best, s->network);
    }
    snapshot_clear(&run.best);
    batch_clear(&run.batch);
    tensor_free(run.distorted);
    free(run.picks);
    return ok;
}
