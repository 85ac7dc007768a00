// # A step that many compute
//
// A batch has 100 images, and there are four machines. **Can each of them look at 25,
// and the four learn as one?** Yes: the gradient of the batch is the mean of the
// gradients of its images, and a mean can be formed in parts. Everyone has the same
// weights, computes the gradients of its [shards](shards.c), gets the
// [sum](shared_sum.c) of all, and makes the same step. This is **data parallelism**
// (数据并行).
#include "ranks/team.h"

#include <stdlib.h>
#include <string.h>

#include "ranks/shared_sum.h"
#include "system/interrupt.h"
#include "training/weight_decay.h"

typedef struct {
    int *order, round; /* see shard_picks(); owned */
} Shuffle;

struct Team {
    TeamSettings s;
    Shards shards;
    Crew crew;
    int first, end;     /* my shards */
    Dataset sets[SETS]; /* what I have of them; owned */
    Shuffle *shuffles;  /* one for each of my shards; owned */
    Batch batch;
    Tensor *distorted;
    real *before; /* the states of the network before the step; owned */
    SharedSum *sum;
    bool told; /* everyone has the weights of rank 0 */
    /* of the shard that is computed now: */
    real *row; /* where its numbers go */
    int filled;
    real weight;
    bool last;
};

// ## What travels
//
// One row of numbers for each shard: the gradients, the last layer's first; then what
// batch normalization keeps; then the loss. All of them are means over the shard, and count
// with its weight.
static void put(Team *t, const real *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        t->row[t->filled++] = t->weight * numbers[i];
    }
}

static void put_layer(void *team, const Layer *layer)
{
    Team *t = team;
    for (int k = 0; k < layer->param_count; k++) {
        const Tensor *grad = layer->params[k].grad;
        put(t, grad->data, grad->size);
    }
    if (t->last && !t->s.late) {
        shared_sum_ready(t->sum, t->filled);
    }
}

static const real *take(Tensor *t, const real *row)
{
    memcpy(t->data, row, (size_t)t->size * sizeof *row);
    return row + t->size;
}

static real take_all(const Network *net, const real *row)
{
    for (int i = net->count - 1; i >= 0; i--) {
        for (int k = 0; k < net->layers[i]->param_count; k++) {
            row = take(net->layers[i]->params[k].grad, row);
        }
    }
    for (int i = 0; i < net->state_count; i++) {
        row = take(net->states[i]->value, row);
    }
    return *row;
}

int team_numbers(const Network *network)
{
    const Network *net = network;
    int length = 1; /* the loss */
    for (int i = 0; i < net->param_count; i++) {
        length += net->params[i]->value->size;
    }
    for (int i = 0; i < net->state_count; i++) {
        length += net->states[i]->value->size;
    }
    return length;
}

// ## What batch normalization keeps
//
// It sees the images of one shard only: their mean and variance. Each
// shard moves the running ones from where they stood before the step, and the mean of what
// comes out, with the weights of the shards, is where they stand after it.
static void keep_states(Team *t)
{
    const Network *net = t->s.network;
    real *to = t->before;
    for (int i = 0; i < net->state_count; i++) {
        const Tensor *state = net->states[i]->value;
        memcpy(to, state->data, (size_t)state->size * sizeof *to);
        to += state->size;
    }
}

static void put_states_back(const Team *t)
{
    const Network *net = t->s.network;
    const real *from = t->before;
    for (int i = 0; i < net->state_count; i++) {
        from = take(net->states[i]->value, from);
    }
}

// ## One shard
//
// Its images are gathered and distorted as in [any training](../training/trainer.c), with
// random numbers of its own.
static const Tensor *shard_input(Team *t, int shard, int step)
{
    const int *picks, base = shard_first_image(&t->shards, t->first);
    const Dataset *all = &t->sets[SET_LEARNT];
    Shuffle *shuffle = &t->shuffles[shard - t->first];
    const int count = shard_picks(&t->shards, shard, step, shuffle->order,
                                  &shuffle->round, &picks);
    const int first = shard_first_image(&t->shards, shard) - base;
    const Dataset mine = dataset_slice(
        all, first, shard_first_image(&t->shards, shard + 1) - base - first);
    batch_gather(&t->batch, &mine, picks, count);
    if (t->s.distort == NULL) {
        return t->batch.x;
    }
    t->distorted = tensor_fit(t->distorted, t->batch.x->shape);
    for (int i = 0; i < count; i++) {
        const Tensor old = tensor_rows(t->batch.x, i, 1);
        Tensor image = tensor_rows(t->distorted, i, 1);
        Rng rng = shard_stream(&t->shards, step, shard, i);
        t->s.distort(&image, &old, all->height, all->width, &rng);
    }
    return t->distorted;
}

static void learn_from_shard(Team *t, int shard, int step)
{
    Network *net = t->s.network;
    const Tensor *x = shard_input(t, shard, step);
    put_states_back(t);
    *t->s.rng = shard_stream(&t->shards, step, shard, -1);
    t->row = shared_sum_row(t->sum, shard);
    t->filled = 0;
    t->weight = (real)x->shape.n[0] / (real)t->s.batch;
    t->last = shard + 1 == t->end;
    const real loss = network_loss(net, x, t->batch.t, TRAINING);
    network_backward_telling(net, put_layer, t);
    for (int i = 0; i < net->state_count; i++) {
        put(t, net->states[i]->value->data, net->states[i]->value->size);
    }
    put(t, &loss, 1);
    if (t->last) {
        shared_sum_ready(t->sum, t->filled);
    }
}

static bool find_gradients(Team *t, int step, real *loss)
{
    keep_states(t);
    for (int shard = t->first; shard < t->end; shard++) {
        learn_from_shard(t, shard, step);
    }
    const real *row = shared_sum_finish(t->sum);
    if (row == NULL) {
        put_states_back(t);
        return false;
    }
    *loss = take_all(t->s.network, row);
    return true;
}

// ## Orders
//
// Rank 0 knows what comes next: it has the state on the disk, the table, and the ear for
// Ctrl-C. It says so to the others before each step. The order is short, and they
// wait for it.
typedef enum { ORDER_WEIGHTS, ORDER_STEP, ORDER_COUNT, ORDER_END } OrderKind;

typedef struct {
    OrderKind kind;
    int step, set, first;
    ExitStatus status;
    real rate, decay;
} Order;

// At the beginning, and before anything is counted, everyone gets the weights of rank 0 and
// the memory of its optimizer: they may come from a file, or be the best of an earlier
// evaluation.
static bool tell_tensor(Team *t, Tensor *x)
{
    return ranks_tell(t->s.ranks, x->data, (size_t)x->size * sizeof *x->data);
}

static bool tell_weights(Team *t)
{
    const Network *net = t->s.network;
    Optimizer *o = t->s.optimizer;
    bool ok = true;
    optimizer_prepare(o, net->params, net->param_count);
    for (int i = 0; i < net->param_count; i++) {
        ok = ok && tell_tensor(t, net->params[i]->value);
        for (int m = 0; m < o->kind->memories; m++) {
            ok = ok && tell_tensor(t, o->memory[i][m]);
        }
    }
    for (int i = 0; i < net->state_count; i++) {
        ok = ok && tell_tensor(t, net->states[i]->value);
    }
    return ok && ranks_tell(t->s.ranks, &o->step, sizeof o->step);
}

static bool give(Team *t, Order order)
{
    return ranks_tell(t->s.ranks, &order, sizeof order);
}

static bool give_weights(Team *t)
{
    t->told = give(t, (Order){.kind = ORDER_WEIGHTS}) && tell_weights(t);
    return t->told;
}

static bool lead_step(void *team, int step, real rate, real weight_decay,
                      real *loss)
{
    Team *t = team;
    return (t->told || give_weights(t)) &&
           give(t, (Order){.kind = ORDER_STEP,
                           .step = step,
                           .rate = rate,
                           .decay = weight_decay}) &&
           find_gradients(t, step, loss);
}

// ## Counting
//
// A few hundred images at a time: between two counts, rank 0 hears whether it shall stop.
enum { COUNTED = 480 };

static long count_some(Team *t, int set, int first)
{
    const Dataset *all = &t->sets[set];
    const int left = all->count - first;
    long right = 0;
    if (left > 0) {
        const Dataset some =
            dataset_slice(all, first, left < COUNTED ? left : COUNTED);
        right = network_count_correct(t->s.network, &some);
    }
    return ranks_total(t->s.ranks, right);
}

// So many of a set has the rank that has most of it.
static int most_of(const Team *t, SetName set)
{
    const int ranks = ranks_count(t->s.ranks);
    const Division division = {.shards = t->s.shards, .ranks = ranks};
    int most = t->crew.examples[set] / ranks + 1;
    for (int rank = 0; rank < ranks && set == SET_LEARNT; rank++) {
        const int first = first_shard(&division, rank),
                  end = first_shard(&division, rank + 1);
        const int images = shard_first_image(&t->shards, end) -
                           shard_first_image(&t->shards, first);
        most = images > most ? images : most;
    }
    return most;
}

static long lead_count(void *team, SetName set)
{
    Team *t = team;
    long right = 0;
    bool ok = give_weights(t);
    for (int first = 0; first < most_of(t, set) && ok; first += COUNTED) {
        ok = !interrupt_asked() && give(t, (Order){.kind = ORDER_COUNT,
                                                   .set = (int)set,
                                                   .first = first});
        right += ok ? count_some(t, (int)set, first) : 0;
    }
    return ok && !ranks_lost(t->s.ranks) ? right : -1;
}

// ## Those who serve
//
// Every other rank waits for an order of rank 0, carries it out, and waits again.
static void serve_step(Team *t, const Order *order)
{
    real loss;
    const Network *net = t->s.network;
    if (find_gradients(t, order->step, &loss)) {
        weight_decay(net->params, net->param_count, order->decay);
        t->s.optimizer->rate = order->rate;
        optimizer_step(t->s.optimizer, net->params, net->param_count);
    }
}

ExitStatus team_serve(Team *team)
{
    Order order;
    while (ranks_tell(team->s.ranks, &order, sizeof order) &&
           order.kind != ORDER_END) {
        if (order.kind == ORDER_WEIGHTS) {
            tell_weights(team);
        } else if (order.kind == ORDER_STEP) {
            serve_step(team, &order);
        } else {
            count_some(team, order.set, order.first);
        }
    }
    return ranks_lost(team->s.ranks) ? interrupt_status() : order.status;
}

void team_dismiss(Team *team, ExitStatus status)
{
    give(team, (Order){.kind = ORDER_END, .status = status});
}

// ## Making a team
//
// What cannot work is refused before anything is dealt out.
static bool fits(const TeamSettings *s, int images, Error *error)
{
    const int ranks = ranks_count(s->ranks);
    if (ranks > s->shards) {
        return fail(
            error, EXIT_USAGE,
            "%d ranks for %d shards, so some would have nothing to do: "
            "start fewer with mpirun -n, or say --shards %d",
            ranks, s->shards, ranks);
    }
    if (s->batch < s->shards) {
        return fail(error, EXIT_USAGE,
                    "a batch of %d images cannot be divided into %d shards: "
                    "say --batch %d, or --shards %d",
                    s->batch, s->shards, s->shards, s->batch);
    }
    return s->batch <= images ||
           fail(error, EXIT_USAGE, "a batch of %d from %d shuffled images",
                s->batch, images);
}

static Dataset my_part(const Team *t, const Dataset *all)
{
    const int me = ranks_me(t->s.ranks), ranks = ranks_count(t->s.ranks);
    const int first = (int)((long long)all->count * me / ranks);
    const int end = (int)((long long)all->count * (me + 1) / ranks);
    if (first == end) {
        return (Dataset){0};
    }
    const Dataset mine = dataset_slice(all, first, end - first);
    return dataset_pick(&mine, NULL, end - first);
}

static void deal(Team *t, const Dataset sets[SETS])
{
    const int count = t->end - t->first;
    t->sets[SET_LEARNT] =
        shards_deal(&t->shards, &sets[SET_LEARNT], t->first, t->end);
    t->sets[SET_EXAMINED] = my_part(t, &sets[SET_EXAMINED]);
    t->sets[SET_TEST] = my_part(t, &sets[SET_TEST]);
    t->shuffles = allocate((size_t)count, sizeof *t->shuffles);
    for (int i = 0; i < count; i++) {
        const int shard = t->first + i;
        const int images = shard_first_image(&t->shards, shard + 1) -
                           shard_first_image(&t->shards, shard);
        t->shuffles[i] = (Shuffle){allocate((size_t)images, sizeof(int)), -1};
    }
    for (int set = 0; set < SETS; set++) {
        t->crew.examples[set] = sets[set].count;
        t->crew.checksum =
            3 * t->crew.checksum + dataset_checksum(&sets[set]);
    }
}

Team *team_new(const TeamSettings *settings, const Dataset sets[SETS],
               Error *error)
{
    const TeamSettings *s = settings;
    if (!fits(s, sets[SET_LEARNT].count, error)) {
        return NULL;
    }
    Team *t = allocate(1, sizeof *t);
    t->s = *s;
    t->shards =
        (Shards){s->seed, s->batch, s->shards, sets[SET_LEARNT].count};
    const int length = team_numbers(s->network);
    t->sum = shared_sum_new(s->ranks, s->shards, s->way, length);
    t->before = allocate((size_t)length, sizeof *t->before);
    shared_sum_mine(t->sum, &t->first, &t->end);
    t->crew.context = t;
    t->crew.shards = s->shards;
    t->crew.learn = lead_step;
    t->crew.count_right = lead_count;
    deal(t, sets);
    return t;
}

void team_free(Team *team)
{
    if (team == NULL) {
        return;
    }
    for (int i = 0; i < team->end - team->first; i++) {
        free(team->shuffles[i].order);
    }
    for (int set = 0; set < SETS; set++) {
        dataset_clear(&team->sets[set]);
    }
    free(team->shuffles);
    batch_clear(&team->batch);
    tensor_free(team->distorted);
    free(team->before);
    shared_sum_free(team->sum);
    free(team);
}

const Crew *team_crew(const Team *team) { return &team->crew; }

// ## What differs from one program alone
//
// With one rank, [train_deep](../../ch07_cnn/train_deep.c) and a team do not
// end with the same bytes. Sums have another order, and batch normalization
// measures 12 images where it would measure 100. What that does to the
// accuracy stands on [the program's page](../../ch07_cnn/train_many.c).
