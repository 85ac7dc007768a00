// # The trainer
//
// The loop that learns is five lines long; [bare_loop](../ch05_backprop/bare_loop.c)
// shows it alone. A real training wants more. **Is it still learning? How
// long will it take? What if it fails?** The answers stand around the same
// five lines, once for all chapters.
#include "trainer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "timing.h"
#include "weight_decay.h"

double trainer_accuracy(Network *network, const Dataset *data)
{
    return (double)network_count_correct(network, data) / data->count;
}

// ## History

static double *longer(const double *column, int count, int capacity)
{
    double *copy = allocate((size_t)capacity, sizeof *copy);
    if (count > 0) {
        memcpy(copy, column, (size_t)count * sizeof *copy);
    }
    return copy;
}

// Nobody knows how long a reader trains, so the columns grow: when they are
// full, to twice their length.
static void history_grow(History *h)
{
    double **const columns[] = {&h->epoch, &h->loss, &h->train_accuracy,
                                &h->test_accuracy};
    if (h->count < h->capacity) {
        return;
    }
    h->capacity = h->capacity > 0 ? 2 * h->capacity : 32;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        double *old = *columns[i];
        *columns[i] = longer(old, h->count, h->capacity);
        free(old);
    }
}

void history_clear(History *history)
{
    free(history->epoch);
    free(history->loss);
    free(history->train_accuracy);
    free(history->test_accuracy);
    memset(history, 0, sizeof *history);
}

// ## A training under way

typedef struct {
    const Trainer *settings;
    History *history;
    Batch batch;
    int *picks;      /* drawn for the batch, or all, shuffled; owned */
    int place;       /* how many of the shuffled ones were used */
    int step;        /* steps done */
    int since;       /* of them since the last evaluation */
    double loss_sum; /* of these */
    double start;    /* when it began, for timing_now() */
    bool bar;        /* somebody watches the progress bar */
    int percent;     /* what it shows */
} Run;

// The progress bar goes to stderr and only if that is a terminal: a log file
// gets plain lines.
static void show_progress(Run *run)
{
    enum { WIDTH = 30 };
    const int steps = run->settings->steps,
              percent = (int)(100LL * run->step / steps),
              full = WIDTH * percent / 100;
    if (!run->bar || percent == run->percent) {
        return;
    }
    run->percent = percent;
    const double spent = timing_now() - run->start;
    const double left = spent / run->step * (steps - run->step);
    fprintf(stderr, "\r  %.*s%.*s %3d %%  %.0f s left \033[K", full,
            "##############################", WIDTH - full,
            "..............................", percent, left);
    fflush(stderr);
}

static void hide_progress(const Run *run)
{
    if (run->bar) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}

static void evaluate(Run *run)
{
    const Trainer *s = run->settings;
    History *h = run->history;
    history_grow(h);
    const int i = h->count++;
    h->epoch[i] = (double)run->step * s->batch_size / s->train->count;
    h->loss[i] = run->loss_sum / run->since;
    h->train_accuracy[i] = trainer_accuracy(s->network, s->train);
    h->test_accuracy[i] = trainer_accuracy(s->network, s->test);
    run->loss_sum = run->since = 0;

    if (s->silent) {
        return;
    }
    hide_progress(run);
    printf("%6.1f  %7.4f  %6.4f  %6.4f  %s\n", h->epoch[i], h->loss[i],
           h->train_accuracy[i], h->test_accuracy[i],
           timing_text(timing_now() - run->start, 7, 2).text);
    fflush(stdout);
}

// ## When the loss is not a number
//
// One infinite weight is enough, and a few steps later every number is NaN.
// To go on would waste hours, and to save would spoil the last good weights.
// The first layer that holds such a number is where to look.
static const char *first_bad_place(const Network *net, char *text,
                                   size_t size)
{
    for (int i = 0, p = 0; i < net->count; i++) {
        const Layer *layer = net->layers[i];
        const char *name = NULL;
        for (int k = 0; k < layer->param_count; k++, p++) {
            if (name == NULL && !tensor_is_finite(layer->params[k].value)) {
                name = net->names[p];
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
    hide_progress(run);
    return fail(
        error, EXIT_DIVERGED,
        "step %d: the loss is %g, and the first number that is not "
        "finite is in %s. The learning rate %g is probably too large: "
        "try a tenth of it. Nothing was saved.",
        run->step, (double)loss,
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
    if (run->place + s->batch_size > N) {
        rng_permutation(s->rng, run->picks, N);
        run->place = 0;
    }
    run->place += s->batch_size;
    return run->picks + run->place - s->batch_size;
}

// Forward to the loss, back to the gradients, and downhill. Large weights may have
// a price, [weight decay](weight_decay.c).
static real learn_from_a_batch(Run *run)
{
    const Trainer *s = run->settings;
    Network *net = s->network;
    batch_gather(&run->batch, s->train, pick_batch(run), s->batch_size);

    real loss = network_loss(net, run->batch.x, run->batch.t, TRAINING);
    network_backward(net);
    loss += weight_decay(net->params, net->param_count, s->weight_decay);
    optimizer_step(s->optimizer, net->params, net->param_count);
    return loss;
}

// ## All steps

static bool run_steps(Run *run, Error *error)
{
    const Trainer *s = run->settings;
    while (run->step < s->steps) {
        const real loss = learn_from_a_batch(run);
        run->step++;
        if (!isfinite(loss)) {
            return diverged(run, loss, error);
        }
        run->since++;
        run->loss_sum += (double)loss;
        show_progress(run);

        const bool stop = interrupt_asked();
        if (run->step % s->evaluate_every == 0 || run->step == s->steps ||
            stop) {
            evaluate(run);
        }
        if (stop) {
            return fail(error, EXIT_INTERRUPTED, "interrupted after step %d",
                        run->step);
        }
    }
    return true;
}

bool trainer_run(const Trainer *trainer, History *history, Error *error)
{
    CHECK(trainer->steps > 0 && trainer->batch_size > 0 &&
              trainer->evaluate_every > 0,
          "%d steps with batches of %d, evaluated every %d steps",
          trainer->steps, trainer->batch_size, trainer->evaluate_every);
    const int N = trainer->train->count;
    CHECK(!trainer->shuffle || trainer->batch_size <= N,
          "batches of %d from %d shuffled examples", trainer->batch_size, N);
    const int picks = trainer->shuffle ? N : trainer->batch_size;
    Run run = {
        .settings = trainer,
        .history = history,
        .picks = allocate((size_t)picks, sizeof *run.picks),
        .place = N, /* shuffle first */
        .start = timing_now(),
        .bar = !trainer->quiet && !trainer->silent && isatty(STDERR_FILENO),
    };
    interrupt_watch();
    if (!trainer->silent) {
        printf(" epoch     loss   train    test  seconds\n");
    }
    const bool ok = run_steps(&run, error);
    batch_clear(&run.batch);
    free(run.picks);
    return ok;
}
