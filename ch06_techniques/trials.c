// # Many trainings side by side
//
// An experiment of this chapter is up to a hundred small trainings, and each is too small
// to keep two processors busy. **Who shall share the work then: the matrix products,
// or the trainings?** The trainings. They need nothing from each other.
#include "trials.h"

#include <stdio.h>
#include <stdlib.h>

#include "optimizers/sgd.h"
#include "system/interrupt.h"
#include "system/streams.h"
#include "system/threads.h"
#include "system/way.h"

// ## One trial
//
// It has its own network, its own descent and its own random numbers, so nothing
// depends on what runs beside it. A network has room for 64 layers and what they
// learn, 3 kB. A hundred of them would fill the stack of a small machine, so a trial
// holds only a pointer.
static void drop_network(Trial *trial)
{
    if (trial->network != NULL) {
        network_clear(trial->network);
        free(trial->network);
        trial->network = NULL;
    }
}

typedef struct {
    Trial *trials;
    const Course *course;
} Trials;

static bool run_trial(void *trials, int i, Error *error)
{
    const Course *course = ((Trials *)trials)->course;
    Trial *trial = &((Trials *)trials)->trials[i];
    Network *net = trial->network = allocate(1, sizeof *net);
    trial->rng = rng_new(trial->seed);
    trial->noise = rng_keyed((const uint64_t[]){trial->seed, 1}, 2);
    trial->shape.inputs = course->train.height * course->train.width;
    trial->shape.classes = course->train.classes;
    deep_network_build(net, &trial->shape, &trial->rng, &trial->noise);
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
    OneTraining *train;
    void *context;
    Queue *queue;
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
        fprintf(stderr, "\r\033[?7l  %d of %d trainings\033[?7h\033[K",
                p->finished, p->count);
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
static int which(Queue *queue, int mine)
{
    return queue != NULL ? queue_next(queue) : mine;
}

static void run_some(void *progress, int first, int end)
{
    Progress *p = progress;
    for (int i = first; i < end; i++) {
        Error trouble;
        Question question = {.progress = p};
        one_at_a_time(ask_whether_stopped, &question);
        const int next = question.stopped ? -1 : which(p->queue, i);
        if (next >= 0) {
            const bool ok = p->train(p->context, next, &trouble);
            one_at_a_time(report, &(News){p, ok ? NULL : &trouble});
        }
    }
}

bool side_by_side(int count, OneTraining *train, void *context, Queue *queue,
                  bool quiet, Error *error)
{
    Progress p = {.train = train,
                  .context = context,
                  .queue = queue,
                  .count = count,
                  .watched = !quiet && streams_watched()};
    fflush(stdout); /* what is known so far, also for a pipe or a file */
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

bool trials_run(Trial *trials, int count, const Course *course, Error *error)
{
    return side_by_side(count, run_trial, &(Trials){trials, course},
                        course->queue, course->quiet, error);
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
        double *column = history_column(h, (HistoryColumn)k);
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

// ## What the seeds of one kind gave
//
// [Luck](seeds.c) is told from gain by several seeds. A kind of network stands in the
// table with the [spread](seeds.c) of its seeds, and with its gain over another kind.
double trial_end(const Trial *trial, HistoryColumn column)
{
    const History *h = &trial->history;
    return h->count > 0 ? history_column(h, column)[h->count - 1] : 0;
}

Spread kind_end(const Trial *kind, int seeds, HistoryColumn column)
{
    double ends[MOST_SEEDS] = {0};
    for (int s = 0; s < seeds; s++) {
        ends[s] = trial_end(&kind[s], column);
    }
    return spread_of(ends, seeds);
}

int kind_stopped(const Trial *kind, int seeds)
{
    int stopped = 0;
    for (int s = 0; s < seeds; s++) {
        stopped += kind[s].diverged;
    }
    return stopped;
}

static Spread gain_over(const Trial *kind, const Trial *rival, int seeds)
{
    double gains[MOST_SEEDS] = {0};
    for (int s = 0; s < seeds; s++) {
        gains[s] = trial_end(&kind[s], HISTORY_TEST) -
                   trial_end(&rival[s], HISTORY_TEST);
    }
    return spread_of(gains, seeds);
}

void kind_print_head(const Course *course)
{
    printf("%d images, %d epochs, examined on %d others, %d seeds\n\n",
           course->train.count, course->epochs, course->test.count,
           course->seeds);
    printf("%-16s %5s  %-22s %6s  %s\n", "", "train", "test", "gap",
           "gain in test");
}

void kind_print(const char *name, const Trial *kind, const Trial *rival,
                int seeds)
{
    const double train = kind_end(kind, seeds, HISTORY_TRAIN).mean;
    const Spread test = kind_end(kind, seeds, HISTORY_TEST);
    printf("%-16s %5.3f  %s %6.3f", name, train, spread_text(test).text,
           train - test.mean);
    if (rival != NULL) {
        printf("  %s",
               spread_text_signed(gain_over(kind, rival, seeds)).text);
    }
    putchar('\n');
}

// ## A panel for each kind
//
// The curve is the mean of the seeds, and the band around it goes from the least to the
// most. A seed that diverged has fewer evaluations; where it is missing, the others go on.
static const History *longest(const Trial *kind, int seeds)
{
    const History *most = &kind[0].history;
    for (int s = 1; s < seeds; s++) {
        const History *h = &kind[s].history;
        most = h->count > most->count ? h : most;
    }
    return most;
}

static Spread spread_at(const Trial *kind, int seeds, HistoryColumn column,
                        int i)
{
    double numbers[MOST_SEEDS] = {0};
    int count = 0;
    for (int s = 0; s < seeds; s++) {
        const History *h = &kind[s].history;
        if (i < h->count) {
            numbers[count++] = history_column(h, column)[i];
        }
    }
    return spread_of(numbers, count);
}

void kind_draw(Plot *plot, const char *label, PlotStyle style,
               const Trial *kind, int seeds, HistoryColumn column)
{
    const History *h = longest(kind, seeds);
    Spread *curve = allocate((size_t)h->count + 1, sizeof *curve);
    for (int i = 0; i < h->count; i++) {
        curve[i] = spread_at(kind, seeds, column, i);
    }
    const PlotColor color = style == PLOT_LINE ? PLOT_BLUE : PLOT_ORANGE;
    spread_draw(plot, label, style, color, h->count, h->epoch, curve);
    free(curve);
}

Plot *kinds_plot(const char *name, const Trial *trials,
                 const char *const *titles, int kinds, int seeds,
                 const char *examined)
{
    const int columns = kinds < 4 ? kinds : kinds == 4 ? 2 : 4;
    Plot *plot = NULL;
    for (int k = 0; k < kinds; k++) {
        const Trial *kind = &trials[k * seeds];
        const PlotFrame frame = {.title = titles[k],
                                 .x = "epoch",
                                 .y = "accuracy",
                                 .y_min = 0,
                                 .y_max = 1,
                                 .legend = true,
                                 .columns = columns};
        if (plot == NULL) {
            plot = plot_new(name, frame);
        } else {
            plot_panel(plot, frame);
        }
        kind_draw(plot, "train", PLOT_LINE, kind, seeds, HISTORY_TRAIN);
        kind_draw(plot, examined, PLOT_DASHED, kind, seeds, HISTORY_TEST);
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
// and a figure. What differs is which kinds of networks there are, and what is told of
// them. Each kind is trained with the same seeds.
static bool run_experiment(const Experiment *e, const Course *course,
                           const Options *options, Error *error)
{
    const int count = e->kinds * course->seeds;
    Trial *trials = allocate((size_t)count, sizeof *trials);
    for (int i = 0; i < count; i++) {
        trials[i] = e->describe(i / course->seeds);
        trials[i].seed = options->seed + (uint64_t)(i % course->seeds);
    }
    bool ok = trials_run(trials, count, course, error);
    if (ok) {
        e->print(trials, course);
        Plot *plot = e->draw(trials, course);
        ok = plot_save(plot, options, error);
        plot_free(plot);
    }
    trials_clear(trials, count);
    free(trials);
    return ok;
}

int experiment_main(int argc, char **argv, const Experiment *e)
{
    int epochs = e->epochs, seeds = e->seeds, threads;
    const Option extra[] = {{"epochs", "N", "rounds through the images",
                             OPTION_INT, &epochs, 1, 1e5},
                            {"seeds", "N", "trainings of each kind",
                             OPTION_INT, &seeds, 1, MOST_SEEDS},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv, e->about, extra, 3);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Course course = {.train = dataset_first(&data.train, e->images),
                           .test = dataset_first(&data.test, e->examined),
                           .batch = e->batch,
                           .epochs = epochs,
                           .every = e->every,
                           .seeds = seeds,
                           .quiet = options.quiet};
    const bool ok = run_experiment(e, &course, &options, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}
