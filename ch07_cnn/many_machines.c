// # How many machines help?
//
// Two machines [train together](train_many.c) almost twice as fast as one. **And a
// thousand?** Each computes a thousandth of the batch, but the sum of their gradients
// has a longer way. Somewhere the way takes longer than what is saved.
//
// *Predict first.* The gradients of our deep network are half a megabyte, and an image
// takes about a millisecond. A batch has 512 images, and the machines are connected by
// the usual network cable, which carries 100 megabytes in a second. With how many
// machines is a step shortest: 8, 64 or 512?
//
// *Answer.* About 64. With 512 each has one image to compute, which takes a
// millisecond, and then its gradient is under way for more than fifty.
#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

#include "deep_conv_net.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "optimizers/sgd.h"
#include "ranks/same.h"
#include "ranks/shared_sum.h"
#include "ranks/team.h"
#include "system/interrupt.h"

// ## Three numbers
//
// A message of $n$ numbers takes $\alpha + n \beta$: the **latency** (延迟) $\alpha$, however
// short it is, and $\beta$ for each number, which is small where the **bandwidth** (带宽) is
// large. An image takes $\gamma$.
//
// If 0.05 ms pass before the first byte arrives, and 100 megabytes a second follow, half a
// megabyte takes $0.05 + 5$ ms, and 4 bytes take $0.05$ ms.
typedef struct {
    const char *name;
    double latency, number; /* seconds */
    int together; /* ranks on one machine, with its memory between */
} Cable;

enum { TOGETHER = 8 };
static const Cable memory = {"memory", 1e-6, 4 / 5e9, 1};
static const Cable cables[] = {
    {"1 Gbit/s Ethernet", 50e-6, 4 / 117e6, TOGETHER},
    {"10 Gbit/s Ethernet", 20e-6, 4 / 1.17e9, TOGETHER},
    {"200 Gbit/s InfiniBand", 1.5e-6, 4 / 24e9, TOGETHER}};
enum { CABLES = sizeof cables / sizeof *cables };

// ## A clock for each rank
//
// [The plan](../common/ranks/sum_plan.c) tells in order who sends what to whom. We read
// it with a clock in our hands for each rank. Who sends is free again at once, but its
// cable is not. Who receives waits until the message is there, and two messages to one
// rank come one after the other.
typedef struct {
    const Cable *cable;
    int ranks, numbers; /* in a piece */
    double adding;      /* a number, seconds */
    double *now, *out, *in, *carried;
    long messages;
} Clocks;

static void send(Clocks *c, int from, int to)
{
    const int together = c->cable->together;
    const Cable *way =
        from / together == to / together && together > 1 ? &memory : c->cable;
    const double takes = c->numbers * way->number;
    const double start = fmax(c->now[from], c->out[from]);
    c->out[from] = start + takes;
    c->in[to] = fmax(start + way->latency, c->in[to]) + takes;
    c->now[to] = fmax(c->now[to], c->in[to]);
    c->carried[from] += c->numbers;
    c->carried[to] += c->numbers;
    c->messages++;
}

// A broadcast goes from one to two, to four, to eight.
static void broadcast(Clocks *c, int from)
{
    for (int width = 1; width < c->ranks; width *= 2) {
        for (int i = 0; i < width && i + width < c->ranks; i++) {
            send(c, (from + i) % c->ranks, (from + i + width) % c->ranks);
        }
    }
}

static void tick(void *clocks, const Move *m)
{
    Clocks *c = clocks;
    if (m->kind == MOVE_SEND) {
        send(c, m->from, m->to);
    } else if (m->kind == MOVE_BROADCAST) {
        broadcast(c, m->from);
    } else {
        const bool all = m->to == EVERYONE;
        for (int i = all ? 0 : m->to; i < (all ? c->ranks : m->to + 1); i++) {
            c->now[i] += c->numbers * c->adding;
        }
    }
}

typedef struct {
    double seconds; /* until everyone has the sum */
    long messages;  /* of all ranks */
    double carried; /* numbers, by the rank that has most of them */
} Cost;

static double largest(const double *x, int count)
{
    double most = 0;
    for (int i = 0; i < count; i++) {
        most = fmax(most, x[i]);
    }
    return most;
}

// ## What a step consists of
//
// What this program measures, and what it computes with.
enum { SHARDS = 8, PART = 13, BATCH = PART * SHARDS };

typedef struct {
    Ranks *ranks;
    Network net;
    Dataset data;
    int times;     /* that each thing is measured; the shortest counts */
    int numbers;   /* that travel for each shard */
    Cable cable;   /* between the ranks */
    double image;  /* seconds that one takes, on one rank */
    double adding; /* seconds that an addition takes */
    double sums[SUM_WAYS], step, late; /* measured seconds */
} Place;

static Cost predict(const Place *p, SumWay way, const Cable *cable, int ranks,
                    int shards)
{
    const Division d = {shards, ranks, way, sum_plan_pieces(way, ranks)};
    const size_t size = (size_t)ranks;
    double *rows = allocate(4 * size, sizeof *rows);
    Clocks c = {.cable = cable,
                .ranks = ranks,
                .numbers = p->numbers / d.pieces,
                .adding = p->adding,
                .now = rows,
                .out = rows + size,
                .in = rows + 2 * size,
                .carried = rows + 3 * size};
    sum_plan(&d, tick, &c);
    const Cost cost = {largest(c.now, ranks), c.messages,
                       largest(c.carried, ranks)};
    free(rows);
    return cost;
}

// ## Messages and bytes
//
// Every way makes the same additions. They differ in who is busy. In the star,
// everything goes through rank 0. In the tree, nobody carries more than one row of
// numbers in each round. In the ring everyone carries about as much, in many short
// messages.
static void print_ways(const Place *p)
{
    puts("ranks    sum   messages   MB through the busiest rank");
    for (int ranks = 2; ranks <= SHARDS; ranks *= 2) {
        for (int way = 0; way < SUM_WAYS; way++) {
            const Cost cost = predict(p, (SumWay)way, &memory, ranks, SHARDS);
            printf("%5d   %s %10ld   %10.2f\n", ranks,
                   sum_way_name((SumWay)way), cost.messages,
                   cost.carried * sizeof(real) / 1e6);
        }
    }
}

// ## Measured
//
// With `mpirun -n 4 ./ch07/many_machines` the three numbers are measured, and so is what
// they predict. A message goes from rank 0 to rank 1 and back.
static void there_and_back(Ranks *ranks, real *numbers, int count)
{
    const int me = ranks_me(ranks);
    for (int turn = 0; turn < 2 && me < 2; turn++) {
        if (me == turn) {
            ranks_send(ranks, 0, 1 - me, numbers, count);
            ranks_all_sent(ranks);
        } else {
            ranks_receive(ranks, 0, 1 - me, numbers, count);
            ranks_arrived(ranks, 0, true);
        }
    }
}

static double one_way(const Place *p, real *numbers, int count)
{
    double best = HUGE_VAL;
    for (int i = 0; i < 3 * p->times; i++) {
        const double start = timing_now();
        there_and_back(p->ranks, numbers, count);
        best = fmin(best, (timing_now() - start) / 2);
    }
    return best;
}

static Cable measure_cable(const Place *p)
{
    const int count = p->numbers;
    real *numbers = allocate((size_t)count, sizeof *numbers);
    const double latency = one_way(p, numbers, 1);
    const double number =
        fmax(0, one_way(p, numbers, count) - latency) / count;
    free(numbers);
    return (Cable){"here", latency, number, 1};
}

// The deep network learns from noise here: how long that takes does not depend on what is
// seen. All ranks compute at the same time, as in a training.
static Dataset noise(int count)
{
    Rng rng = rng_new(1);
    Dataset data = dataset_new(count, 28, 28, 10);
    for (int i = 0; i < count * 28 * 28; i++) {
        data.pixels[i] = (uint8_t)rng_below(&rng, 256);
    }
    for (int i = 0; i < count; i++) {
        data.labels[i] = (uint8_t)rng_below(&rng, 10);
    }
    return data;
}

static void learn_once(void *place)
{
    Place *p = place;
    Batch batch = {0};
    batch_slice(&batch, &p->data, 0, PART);
    network_loss(&p->net, batch.x, batch.t, TRAINING);
    network_backward(&p->net);
    batch_clear(&batch);
}

typedef struct {
    real *sum;
    const real *other;
    int count;
} Rows;

static void add_rows(void *rows)
{
    const Rows *r = rows;
    for (int i = 0; i < r->count; i++) {
        r->sum[i] += r->other[i];
    }
}

static double time_of_adding(const Place *p)
{
    const int count = p->numbers;
    real *both = allocate(2 * (size_t)count, sizeof *both);
    Rows rows = {both, both + count, count};
    const double seconds = timing_best(add_rows, &rows, p->times);
    free(both);
    return seconds / count;
}

// If somebody asks to stop, or a rank has gone, what was measured since then means nothing.
// So all ranks ask each other whether they go on.
static bool all_go_on(const Place *p, Error *error)
{
    return ranks_agree(
        p->ranks,
        !interrupt_asked() ||
            fail(error, interrupt_status(), "interrupted while it measured"),
        error);
}

// The sums alone, each of them several times; all ranks begin together.
static bool time_of_sum(Place *p, SumWay way, Error *error)
{
    double best = HUGE_VAL;
    bool ok = true;
    SharedSum *sum = shared_sum_new(p->ranks, SHARDS, way, p->numbers);
    for (int i = 0; i < p->times && ok; i++) {
        ok = all_go_on(p, error);
        const double start = timing_now();
        shared_sum_ready(sum, p->numbers);
        shared_sum_finish(sum);
        best = fmin(best, timing_now() - start);
    }
    shared_sum_free(sum);
    p->sums[way] = best;
    return ok;
}

// Whole steps, by a team as in a training.
static double time_of_steps(const Crew *crew, int times)
{
    double best = HUGE_VAL;
    for (int step = 0; step < times && !interrupt_asked(); step++) {
        real loss;
        const double start = timing_now();
        crew->learn(crew->context, step, 0, 0, &loss);
        best = fmin(best, timing_now() - start);
    }
    return best;
}

static bool time_of_team(Place *p, bool late, double *seconds, Error *error)
{
    Rng rng = rng_new(1);
    Optimizer *sgd = sgd_new(0);
    const Dataset sets[SETS] = {p->data, p->data, p->data};
    const TeamSettings settings = {.ranks = p->ranks,
                                   .network = &p->net,
                                   .optimizer = sgd,
                                   .rng = &rng,
                                   .batch = BATCH,
                                   .shards = SHARDS,
                                   .way = SUM_TREE,
                                   .late = late};
    Team *team = team_new(&settings, sets, error);
    const bool ok = team != NULL;
    if (ok && ranks_me(p->ranks) == 0) {
        *seconds = time_of_steps(team_crew(team), p->times);
        team_dismiss(team, EXIT_OK);
    } else if (ok) {
        team_serve(team);
    }
    team_free(team);
    optimizer_free(sgd);
    return ok && all_go_on(p, error);
}

static bool measure_together(Place *p, Error *error)
{
    char times[32];
    snprintf(times, sizeof times, "--times %d", p->times);
    if (!same_everywhere(p->ranks, dataset_checksum(&p->data), times,
                         error)) {
        return false;
    }
    p->cable = measure_cable(p);
    bool ok = true;
    for (int way = 0; way < SUM_WAYS && ok; way++) {
        ok = time_of_sum(p, (SumWay)way, error);
    }
    return ok && time_of_team(p, false, &p->step, error) &&
           time_of_team(p, true, &p->late, error);
}

static bool fits(const Ranks *ranks, Error *error)
{
    return ranks_count(ranks) <= SHARDS ||
           fail(error, EXIT_USAGE,
                "%d ranks for %d shards, so some would have nothing to do: "
                "start fewer with mpirun -n",
                ranks_count(ranks), SHARDS);
}

static bool measure(Place *p, Error *error)
{
    Rng rng = rng_new(1);
    p->data = noise(2 * BATCH);
    deep_conv_net_build(&p->net, DEEP_BETTER, p->data.height, p->data.width,
                        p->data.classes, &rng);
    p->numbers = team_numbers(&p->net);
    p->adding = time_of_adding(p);
    p->image = timing_best(learn_once, p, p->times) / PART;
    const bool ok = ranks_count(p->ranks) == 1 || measure_together(p, error);
    network_clear(&p->net);
    dataset_clear(&p->data);
    return ok;
}

static TimingText ms(double seconds)
{
    return timing_text(1000 * seconds, 8, 3);
}

static void print_measured(const Place *p)
{
    const int ranks = ranks_count(p->ranks);
    const int most = PART * ((SHARDS + ranks - 1) / ranks);
    double sums[SUM_WAYS];
    printf("\nbetween %d ranks here: a latency of %s us, then %s MB/s\n",
           ranks, timing_text(1e6 * p->cable.latency, 0, 1).text,
           timing_text(sizeof(real) / p->cable.number / 1e6, 0, 0).text);
    puts(" sum   predicted   measured, ms");
    for (int way = 0; way < SUM_WAYS; way++) {
        sums[way] = predict(p, (SumWay)way, &p->cable, ranks, SHARDS).seconds;
        printf("%s    %s", sum_way_name((SumWay)way), ms(sums[way]).text);
        printf("   %s\n", ms(p->sums[way]).text);
    }
    printf("step    %s", ms(most * p->image + sums[SUM_TREE]).text);
    printf("   %s, of %d images, with the tree\n", ms(p->step).text, BATCH);
    printf("               %s, if nothing travels before all is computed\n",
           ms(p->late).text);
}

// ## Up to ten thousand
//
// A batch of $B$ images on $R$ ranks, with as many shards: the largest part has
// $\lceil B / R \rceil$ images, and then comes the sum.
//
// $$ T(R) = \left\lceil \frac B R \right\rceil \gamma + S(R) $$
//
// In a star $S$ grows with $R$, in a tree with its logarithm. In a **hierarchical** sum
// (分层求和), the ranks of one machine add up in its memory first, and only their sum goes
// over the cable. That is our tree with eight ranks on each machine; nothing else has
// to be written for it.
enum { PLACES = 15, MOST = 10000 };

typedef struct {
    int count;
    double ranks[PLACES], value[PLACES];
} Curve;

static int ranks_at(int i) { return i + 1 < PLACES ? 1 << i : MOST; }

static Curve sum_curve(const Place *p, SumWay way, Cable cable, int together)
{
    Curve curve = {.count = PLACES};
    cable.together = together;
    for (int i = 0; i < PLACES; i++) {
        const int ranks = ranks_at(i);
        curve.ranks[i] = ranks;
        curve.value[i] = predict(p, way, &cable, ranks, ranks).seconds;
    }
    return curve;
}

static Curve speed_curve(const Place *p, const Cable *cable, int batch)
{
    Curve curve = sum_curve(p, SUM_TREE, *cable, cable->together);
    int i = 0;
    for (; i < PLACES && ranks_at(i) <= batch; i++) {
        const int part = (batch + ranks_at(i) - 1) / ranks_at(i);
        curve.value[i] = batch / (part * p->image + curve.value[i]);
    }
    curve.count = i;
    return curve;
}

static void print_ends(const Place *p)
{
    puts(
        "batch   network                 shortest with      faster than one");
    for (int batch = 512; batch <= 8192; batch *= 16) {
        for (int i = 0; i < CABLES; i++) {
            int best = 0;
            const Curve c = speed_curve(p, &cables[i], batch);
            for (int k = 1; k < c.count; k++) {
                best = c.value[k] > c.value[best] ? k : best;
            }
            printf("%5d   %-22s %6s ranks", batch, cables[i].name,
                   timing_text(ranks_at(best), 6, 0).text);
            printf("   %s times\n",
                   timing_text(c.value[best] / c.value[0], 8, 0).text);
        }
    }
}

static Plot *draw_ways(const Place *p)
{
    static const struct {
        const char *name;
        SumWay way;
        int together;
    } ways[] = {{"star", SUM_STAR, 1},
                {"ring", SUM_RING, 1},
                {"tree", SUM_TREE, 1},
                {"hierarchical", SUM_TREE, TOGETHER}};
    Plot *plot = plot_new("sum_ways", (PlotFrame){.x = "ranks",
                                                  .y = "seconds for a sum",
                                                  .x_log = true,
                                                  .y_log = true});
    for (int i = 0; i < 4; i++) {
        const Curve c =
            sum_curve(p, ways[i].way, cables[1], ways[i].together);
        plot_series(plot, ways[i].name, PLOT_LINE_POINTS, c.count - 1,
                    c.ranks + 1, c.value + 1);
    }
    return plot;
}

static void draw_speeds(Plot *plot, const Place *p, int batch)
{
    for (int i = 0; i < CABLES; i++) {
        const Curve c = speed_curve(p, &cables[i], batch);
        plot_series(plot, cables[i].name, PLOT_LINE_POINTS, c.count, c.ranks,
                    c.value);
    }
}

static Plot *draw_machines(const Place *p)
{
    PlotFrame frame = {.title = "batches of 512",
                       .x = "ranks",
                       .y = "images in a second",
                       .x_log = true,
                       .y_log = true,
                       .legend = true,
                       .columns = 2};
    Plot *plot = plot_new("many_machines", frame);
    draw_speeds(plot, p, 512);
    frame.title = "batches of 8192";
    plot_panel(plot, frame);
    draw_speeds(plot, p, 8192);
    return plot;
}

static bool draw(const Place *p, const Options *options, Error *error)
{
    Plot *ways = draw_ways(p), *machines = draw_machines(p);
    const bool ok = plot_save(ways, options, error) &&
                    plot_save(machines, options, error);
    plot_free(ways);
    plot_free(machines);
    return ok;
}

static bool show(const Place *p, const Options *options, Error *error)
{
    print_ways(p);
    if (ranks_count(p->ranks) > 1) {
        print_measured(p);
    }
    printf("\nan image takes %s ms here, and %d numbers travel\n",
           timing_text(1000 * p->image, 0, 2).text, p->numbers);
    print_ends(p);
    return draw(p, options, error);
}

int main(int argc, char **argv)
{
    const int hushed = ranks_prepare();
    int threads;
    Options options;
    Error error;
    Place place = {.times = 10};
    const Option extra[] = {{"times", "N", "measure each thing N times",
                             OPTION_INT, &place.times, 1, 1000},
                            options_threads(&threads)};
    options_parse(&options, argc, argv,
                  "Predicts how long a step takes on 1 to 10,000 machines.",
                  extra, 2);
    bool ok = ranks_begin(&place.ranks, hushed, &error) &&
              fits(place.ranks, &error) && measure(&place, &error);
    if (ok && ranks_me(place.ranks) == 0) {
        ok = show(&place, &options, &error);
    }
    return ranks_leave(place.ranks, &options, ok, &error);
}

// ## What came out
//
// With 1 Gbit/s and batches of 512, more than some dozen ranks make a step longer:
// there a message of half a megabyte takes as long as several images. A faster cable
// moves the end to the right. So does a larger batch: with 8192 images there is more to
// compute between two sums.
//
// ![The time of one sum on cables of 10 Gbit/s. In the star everything goes through one rank; in the ring the messages are many.](sum_ways.svg)
//
// ![Images in a second. Each curve is straight as long as computing takes longer than the sum. Where it bends, more ranks only wait for each other.](many_machines.svg)
//
// So why not take a batch of a million? A step follows the mean gradient of its batch.
// Twice as many images make the mean more exact, but they do not make the step longer,
// and there are half as many steps in an epoch. P. Goyal and others (2017) make the
// learning rate $k$ times as large for a batch $k$ times as large, and let it grow
// during the first epochs, because at the beginning a long step leads astray. So they
// trained on 256 processors with batches of 8192 images, and lost nothing. Beyond that
// the errors became more, whatever the rate: a mean that is exact already does not
// become more exact. There the scaling ends for good.
//
// **Try it.** `mpirun -n 2 ./ch07/many_machines` measures between two processes on your
// machine. How far is the prediction off, and for which way of adding up most?
//
// **Check yourself.** Rank 0 of a star with 8 ranks gets 7 rows of numbers and sends 7.
// How many are there with 1024 ranks, and how many in a tree?
//
// *Answer.* In the star it is 1023 and 1023. In the tree it is one for each round:
// $2^{10} = 1024$, so 10 and 10.
