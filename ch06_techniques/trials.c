// # Many trainings side by side
//
// An experiment of this chapter is thirty-two small trainings, and each is too small
// to keep two processors busy. **Who shall share the work then: the matrix products,
// or the trainings?** The trainings. They need nothing from each other.
#include "trials.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "optimizers/sgd.h"
#include "system/interrupt.h"
#include "system/threads.h"

// ## One trial
//
// It has its own network, its own descent and its own random numbers, so nothing
// depends on what runs beside it. A network has room for 64 layers and what they
// learn, 3 kB. Thirty-two of them would fill the stack of a small machine, so a trial
// holds only a pointer.
static void drop_network(Trial *trial)
{
    if (trial->network != NULL) {
        network_clear(trial->network);
        free(trial->network);
        trial->network = NULL;
    }
}

static bool run_trial(Trial *trial, const Course *course, Error *error)
{
    Network *net = trial->network = allocate(1, sizeof *net);
    trial->rng = rng_new(trial->seed);
    trial->shape.inputs = course->train.height * course->train.width;
    trial->shape.classes = course->train.classes;
    deep_network_build(net, &trial->shape, &trial->rng);
    Optimizer *sgd = sgd_new(trial->rate);
    const int N = course->train.count;
    const int wanted = trial->batch > 0 ? trial->batch : course->batch;
    const int batch = wanted < N ? wanted : N;
    const Trainer trainer = {
        .network = net,
        .optimizer = sgd,
        .train = &course->train,
        .test = &course->test,
        .rng = &trial->rng,
        .shuffle = true,
        .weight_decay = trial->decay,
        .batch_size = batch,
        .steps = N / batch * course->epochs,
        .evaluate_every = N / batch * course->every,
        .silent = true,
    };
    const bool ok = trainer_run(&trainer, &trial->history, error);
    trial->diverged = !ok && error->status == EXIT_DIVERGED;
    trial->done = ok || trial->diverged;
    optimizer_free(sgd);
    if (!trial->keep) {
        drop_network(trial);
    }
    return trial->done;
}

// ## All of them
//
// A thread that has finished a trial takes the next. Inside, the library's own
// threads rest: who is one of many already does not divide further. A training
// whose loss explodes is stopped by the trainer, and that is a result and no error.
typedef struct {
    Trial *trials;
    const Course *course;
    int count, finished;
    bool stopped, watched;
    Error error;
} Progress;

// What all threads write is written by one at a time.
typedef struct {
    Progress *progress;
    const Error *trouble; /* NULL: a trial ended well */
} News;

static void report(void *news)
{
    const News *n = news;
    Progress *p = n->progress;
    p->finished++;
    if (n->trouble != NULL && !p->stopped) {
        p->stopped = true;
        p->error = *n->trouble;
    }
    if (p->watched) {
        fprintf(stderr, "\r  %d of %d trainings\033[K", p->finished,
                p->count);
    }
}

typedef struct {
    const Progress *progress;
    bool stopped;
} Question;

static void ask_whether_stopped(void *question)
{
    Question *q = question;
    q->stopped = q->progress->stopped;
}

// Where [several programs](../common/ranks/README.md) share the trials, the next one is what the
// queue says, and some threads come too late to get one.
static int which(const Course *course, int mine)
{
    return course->queue != NULL ? queue_next(course->queue) : mine;
}

static void run_some(void *progress, int first, int end)
{
    Progress *p = progress;
    for (int i = first; i < end; i++) {
        Error trouble;
        Question question = {.progress = p};
        one_at_a_time(ask_whether_stopped, &question);
        const int next = question.stopped ? -1 : which(p->course, i);
        if (next >= 0) {
            const bool ok = run_trial(&p->trials[next], p->course, &trouble);
            one_at_a_time(report, &(News){p, ok ? NULL : &trouble});
        }
    }
}

bool trials_run(Trial *trials, int count, const Course *course, Error *error)
{
    Progress p = {.trials = trials,
                  .course = course,
                  .count = count,
                  .watched = !course->quiet && isatty(STDERR_FILENO)};
    in_parts((Job){.count = count, .nanoseconds = 1e9 * count}, run_some, &p);
    if (p.watched) {
        fputs("\r\033[K", stderr);
    }
    if (p.stopped) {
        *error = p.error;
    }
    /* Somebody may ask to stop just when nothing is being trained. */
    const bool asked = !p.stopped && p.finished < count && interrupt_asked();
    return !p.stopped &&
           (!asked || fail(error, interrupt_status(), "interrupted: %s",
                           exit_meaning(interrupt_status())));
}

// ## From the other ranks
//
// They hand in what they have done, one after the other: which trial, how it ended, and its
// history.
typedef struct {
    int trial, evaluations;
    bool diverged;
} Report;

static void hand_in_history(Ranks *ranks, int from, History *h)
{
    for (int k = 0; k < HISTORY_COLUMNS && h->count > 0; k++) {
        double *column = history_column(h, k);
        ranks_hand_in(ranks, from, column, (size_t)h->count * sizeof *column);
    }
}

static void hand_in(Trial *trials, int count, Ranks *ranks, int me)
{
    for (int i = 0; i < count; i++) {
        Trial *t = &trials[i];
        Report report = {i, t->history.count, t->diverged};
        if (t->done) {
            ranks_hand_in(ranks, me, &report, sizeof report);
            hand_in_history(ranks, me, &t->history);
        }
    }
    ranks_hand_in(ranks, me, &(Report){.trial = -1}, sizeof(Report));
}

static void collect_from(Trial *trials, int count, Ranks *ranks, int from)
{
    Report report;
    while (ranks_hand_in(ranks, from, &report, sizeof report) &&
           report.trial >= 0 && report.trial < count) {
        Trial *t = &trials[report.trial];
        while (t->history.count < report.evaluations) {
            history_grow(&t->history);
            t->history.count++;
        }
        hand_in_history(ranks, from, &t->history);
        t->done = !ranks_lost(ranks);
        t->diverged = report.diverged;
    }
}

void trials_collect(Trial *trials, int count, Ranks *ranks)
{
    const int me = ranks_me(ranks);
    for (int rank = 1; rank < ranks_count(ranks); rank++) {
        if (me == 0) {
            collect_from(trials, count, ranks, rank);
        } else if (me == rank) {
            hand_in(trials, count, ranks, me);
        }
    }
}

double trial_end(const Trial *trial, const double *column)
{
    return trial->history.count > 0 ? column[trial->history.count - 1] : 0;
}

Plot *trials_plot(const char *name, const Trial *trials,
                  const char *const *titles, int count, const char *examined)
{
    Plot *plot = NULL;
    for (int i = 0; i < count; i++) {
        const History *h = &trials[i].history;
        const PlotFrame frame = {.title = titles[i],
                                 .x = "epoch",
                                 .y = i == 0 ? "accuracy" : NULL,
                                 .y_min = 0,
                                 .y_max = 1,
                                 .legend = true,
                                 .columns = count < 4 ? count : 4};
        if (plot == NULL) {
            plot = plot_new(name, frame);
        } else {
            plot_panel(plot, frame);
        }
        plot_series(plot, "train", PLOT_LINE, h->count, h->epoch,
                    h->train_accuracy);
        plot_series(plot, examined, PLOT_DASHED, h->count, h->epoch,
                    h->test_accuracy);
    }
    return plot;
}

void trials_clear(Trial *trials, int count)
{
    for (int i = 0; i < count; i++) {
        drop_network(&trials[i]);
        history_clear(&trials[i].history);
    }
}

// ## The program around them
//
// Every experiment begins with the command line and the examples, and ends with a table
// and a figure. What differs is which trials there are, and what is told of them.
static bool run_experiment(const Experiment *e, const Course *course,
                           const Options *options, Error *error)
{
    Trial *trials = allocate((size_t)e->trials, sizeof *trials);
    e->describe(trials, options->seed);
    bool ok = trials_run(trials, e->trials, course, error);
    if (ok) {
        e->print(trials, course);
        Plot *plot = e->draw(trials, course);
        ok = plot_save(plot, options, error);
        plot_free(plot);
    }
    trials_clear(trials, e->trials);
    free(trials);
    return ok;
}

int experiment_main(int argc, char **argv, const Experiment *e)
{
    char help[48];
    snprintf(help, sizeof help, "rounds through the images (%d)", e->epochs);
    int epochs = e->epochs, threads;
    const Option extra[] = {
        {"epochs", "N", help, OPTION_INT, &epochs, 1, 1e5},
        options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv, e->about, extra, 2);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Course course = {.train = dataset_first(&data.train, e->images),
                           .test = dataset_first(&data.test, e->examined),
                           .batch = e->batch,
                           .epochs = epochs,
                           .every = e->every,
                           .quiet = options.quiet};
    const bool ok = run_experiment(e, &course, &options, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return EXIT_OK;
}
