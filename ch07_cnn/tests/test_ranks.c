/* How a training is divided, and its sum formed, without any other program. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "optimizers/sgd.h"
#include "ranks/same.h"
#include "ranks/shared_sum.h"
#include "ranks/team.h"
#include "support.h"

enum { SHARDS = 9, RANKS = 9, MANY_SHARDS = 200 };

/* All ranks at once: what each of them has of each piece, in the row of each shard, and as the
   result. */
typedef struct {
    Division division;
    real rows[RANKS][SHARDS + 1][RANKS];
    bool has[RANKS][SHARDS + 1][RANKS];
    int messages;
} World;

static void expect_row(const World *w, int rank, int row, int piece)
{
    cr_assert(
        w->has[rank][row][piece], "%s, %d ranks: rank %d has no %d, piece %d",
        sum_way_name(w->division.way), w->division.ranks, rank, row, piece);
}

static void carry(World *w, const Move *m, int to, int row, int into)
{
    expect_row(w, m->from, row, m->piece);
    w->rows[to][into][m->piece] = w->rows[m->from][row][m->piece];
    w->has[to][into][m->piece] = true;
    w->messages++;
}

static void happen(void *world, const Move *m)
{
    World *w = world;
    const Division *d = &w->division;
    const int root = sum_plan_root(d);
    if (m->kind == MOVE_SEND) {
        cr_assert(m->from != m->to);
        cr_assert(d->way != SUM_RING || m->to == (m->from + 1) % d->ranks,
                  "a ring leads from %d to %d", m->from, m->to);
        cr_assert(d->way != SUM_STAR || m->to == 0 || m->from == 0);
        const int row = m->result && m->from != root ? d->shards : m->sum;
        carry(w, m, m->to, row, m->result ? d->shards : m->sum);
    }
    for (int rank = 0; rank < d->ranks; rank++) {
        if (m->kind == MOVE_BROADCAST && rank != m->from) {
            carry(w, m, rank, m->sum, m->sum);
        } else if (m->kind == MOVE_ADD &&
                   (m->to == rank || m->to == EVERYONE)) {
            expect_row(w, rank, m->sum, m->piece);
            expect_row(w, rank, m->other, m->piece);
            w->rows[rank][m->sum][m->piece] +=
                w->rows[rank][m->other][m->piece];
        }
    }
}

/* Numbers whose sum depends on the order. */
static real number_of(int shard)
{
    return (real)(shard % 2 == 0 ? 1 : -1) / (real)(3 * shard + 1);
}

static real sum_in_order(int shards)
{
    real sum[MANY_SHARDS];
    for (int i = 0; i < shards; i++) {
        sum[i] = number_of(i);
    }
    for (int width = 1; width < shards; width *= 2) {
        for (int left = 0; left + width < shards; left += 2 * width) {
            sum[left] += sum[left + width];
        }
    }
    return sum[0];
}

/* Each piece is twice the one before it. */
static World add_up(int shards, int ranks, SumWay way, int pieces)
{
    World w = {.division = {shards, ranks, way, pieces}};
    for (int shard = 0; shard < shards; shard++) {
        const int rank = rank_of_shard(&w.division, shard);
        cr_assert(first_shard(&w.division, rank) <= shard &&
                  shard < first_shard(&w.division, rank + 1));
        for (int piece = 0; piece < pieces; piece++) {
            w.rows[rank][shard][piece] = ldexp(number_of(shard), piece);
            w.has[rank][shard][piece] = true;
        }
    }
    sum_plan(&w.division, happen, &w);
    return w;
}

static void expect_sums(const World *w)
{
    const Division *d = &w->division;
    const int root = sum_plan_root(d);
    for (int rank = 0; rank < d->ranks; rank++) {
        const int row = rank == root || d->way == SUM_MPI ? 0 : d->shards;
        for (int piece = 0; piece < d->pieces; piece++) {
            expect_row(w, rank, row, piece);
            cr_assert(w->rows[rank][row][piece] ==
                      ldexp(sum_in_order(d->shards), piece));
        }
    }
}

Test(sum_plan, all_ways_give_everyone_the_same_bits)
{
    int most = 0;
    for (int shards = 1; shards <= SHARDS; shards++) {
        for (int ranks = 1; ranks <= shards; ranks++) {
            for (int way = 0; way < SUM_WAYS; way++) {
                const int pieces = sum_plan_pieces((SumWay)way, ranks);
                const World w = add_up(shards, ranks, (SumWay)way, pieces);
                expect_sums(&w);
                most = pieces > most ? pieces : most;
            }
        }
    }
    cr_assert_eq(most, RANKS, "the ring of %d ranks has %d pieces", RANKS,
                 most);
}

static void expect_messages(int ranks, int way, int want)
{
    const World w = add_up(8, ranks, (SumWay)way, 1);
    cr_assert_eq(w.messages, want, "%s of %d ranks: %d messages",
                 sum_way_name((SumWay)way), ranks, w.messages);
}

Test(sum_plan, sends_no_more_than_it_must)
{
    const int want[SUM_WAYS] = {14, 14, 19, 56};
    const int of_two[SUM_WAYS] = {6, 6, 7, 12};
    for (int way = 0; way < SUM_WAYS; way++) {
        expect_messages(8, way, want[way]);
        expect_messages(1, way, 0);
        expect_messages(4, way, of_two[way]);
    }
}

/* A ring has one piece for each rank, but no more than 64. */
Test(sum_plan, only_a_ring_is_cut_into_pieces)
{
    static const char *const names[] = {"star", "tree", "ring", "mpi"};
    for (int way = 0; way < SUM_WAYS; way++) {
        const bool ring = way == SUM_RING;
        cr_assert_str_eq(sum_way_name((SumWay)way), names[way], "%s",
                         sum_way_name((SumWay)way));
        cr_assert(sum_plan_pieces((SumWay)way, 1) == 1);
        cr_assert(sum_plan_pieces((SumWay)way, 64) == (ring ? 64 : 1));
        cr_assert(sum_plan_pieces((SumWay)way, 1000) == (ring ? 64 : 1));
    }
}

static void plan(void *division) { sum_plan(division, happen, NULL); }

Test(sum_plan, what_cannot_be_divided_is_a_bug)
{
    Division nobody = {.shards = 1, .ranks = 0, .pieces = 1};
    Division idle = {.shards = 2, .ranks = 3, .pieces = 1};
    Division nothing = {.shards = 2, .ranks = 2, .pieces = 0};
    expect_stop(plan, &nobody, "1 shards on 0 ranks, in 1 pieces");
    expect_stop(plan, &idle, "2 shards on 3 ranks");
    expect_stop(plan, &nothing, "in 0 pieces");
}

/* mpirun, and what others have in its place: the first of them counts. */
Test(ranks, have_the_number_that_their_environment_says)
{
    static const char *const names[] = {"PMI_RANK", "PMIX_RANK",
                                        "OMPI_COMM_WORLD_RANK"};
    for (int i = 0; i < 3; i++) {
        unsetenv(names[i]);
    }
    cr_assert_eq(ranks_number(), 0, "alone: %d", ranks_number());
    for (int i = 0; i < 3; i++) {
        setenv(names[i], (const char *[]){"1", "2", "3"}[i], 1);
        const int number =
            ranks_possible() ? i + 1 : 0; /* without Open MPI */
        cr_assert_eq(ranks_number(), number, "%s: %d", names[i],
                     ranks_number());
    }
}

/* Without Open MPI each would do all of the work. */
Test(ranks, that_cannot_work_together_do_not_begin)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE",
                                        "SLURM_STEP_NUM_TASKS"};
    for (int i = 0; i < 6; i++) {
        Ranks *ranks;
        Error error = {.message = ""};
        const bool several = i % 2 > 0;
        setenv(names[i / 2], several ? "2" : "1", 1);
        const bool begun = ranks_begin(&ranks, -1, &error);
        cr_assert_eq(begun, !several || ranks_possible(), "%s of %d: %s",
                     names[i / 2], 1 + several, error.message);
        cr_assert(begun || error.status == EXIT_UNAVAILABLE, "status %d",
                  error.status);
        ranks_end(ranks);
        unsetenv(names[i / 2]);
    }
}

typedef struct {
    bool ok, quiet;
    ExitStatus status;
    const char *out, *err;
} Leaving;

static void leave(void *context)
{
    const Leaving *l = context;
    const Options options = {.program = "train_many", .quiet = l->quiet};
    const Error error = {.status = EXIT_IO, .message = "it broke"};
    exit(ranks_leave(NULL, &options, l->ok, &error));
}

/* It says where the way leads, over the detours, or what is wrong. */
Test(ranks, have_a_last_word)
{
    Leaving cases[] = {
        {true, false, EXIT_OK,
         "\nread: ch07_cnn/train_many.c; next: an exercise, with "
         "`make exercise`\n",
         ""},
        {true, true, EXIT_OK, "", ""},
        {false, false, EXIT_IO, "", "train_many: it broke\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Outcome o = run_function(leave, &cases[i]);
        cr_assert_eq(o.status, (int)cases[i].status, "status %d", o.status);
        cr_assert_str_eq(o.out, cases[i].out, "%zu: it printed <%s>", i,
                         o.out);
        cr_assert_str_eq(o.err, cases[i].err, "%zu: %s", i, o.err);
        outcome_clear(&o);
    }
}

/* One rank needs nobody. */
static void add_alone(int shards, int count, int portion)
{
    Error error;
    Ranks *ranks;
    cr_assert(ranks_begin(&ranks, -1, &error), "%s", error.message);
    SharedSum *sum = shared_sum_new(ranks, shards, SUM_TREE, count);
    for (int shard = 0; shard < shards; shard++) {
        real *row = shared_sum_row(sum, shard);
        for (int i = 0; i < count; i++) {
            row[i] = number_of(shard) * (real)(i % 7);
        }
    }
    for (int ready = 10; ready < count; ready += portion) {
        shared_sum_ready(sum, ready);
    }
    shared_sum_ready(sum, count);
    const real *all = shared_sum_finish(sum);
    for (int i = 0; i < count; i += 997) {
        const real want = sum_in_order(shards) * (real)(i % 7);
        expect_near(&all[i], &want, 1, 1e-5, 1e-6);
    }
    shared_sum_free(sum);
    ranks_end(ranks);
}

/* The numbers become ready in more portions than there are channels; and one of two hundred
   shards makes more moves than there is room for at first. */
Test(shared_sum, adds_the_shards_of_one_rank)
{
    add_alone(5, 200000, 17000);
    add_alone(MANY_SHARDS, 2000, 1000);
}

/* 100 images of 1003, in 8 shards: each image comes once in a round, in the same shard
   whoever asks, and in another order in the next round. */
Test(shards, each_image_comes_once_in_a_round)
{
    const Shards s = {.seed = 5, .batch = 100, .shards = 8, .images = 1003};
    int seen[1003] = {0}, order[200];
    for (int shard = 0; shard < s.shards; shard++) {
        const int first = shard_first_image(&s, shard);
        int round = -1, count = 0;
        for (int step = 0; step < 10; step++) {
            const int *picks;
            count = shard_picks(&s, shard, step, order, &round, &picks);
            for (int i = 0; i < count; i++) {
                seen[first + picks[i]]++;
            }
        }
        cr_assert(count == (shard % 2 == 0 ? 12 : 13), "%d", count);
    }
    int missed = 0;
    for (int i = 0; i < s.images; i++) {
        cr_assert(seen[i] <= 1, "image %d came %d times", i, seen[i]);
        missed += seen[i] == 0;
    }
    cr_assert(missed == 3 && shard_first_image(&s, 8) == 1003);
}

Test(shards, a_step_is_the_same_whatever_came_before)
{
    const Shards s = {.seed = 5, .batch = 20, .shards = 4, .images = 60};
    int order[2][15], round[2] = {-1, -1};
    const int *a, *b;
    for (int step = 0; step < 8; step++) {
        shard_picks(&s, 2, step, order[0], &round[0], &a);
    }
    shard_picks(&s, 2, 7, order[1], &round[1], &b);
    cr_assert(memcmp(a, b, 5 * sizeof *a) == 0);
    cr_assert(round[0] == 2 && round[1] == 2);
    Rng here = shard_stream(&s, 7, 2, 1), there = shard_stream(&s, 7, 2, 1),
        other = shard_stream(&s, 7, 1, 2);
    const uint64_t bits = rng_bits(&here);
    cr_assert(bits == rng_bits(&there) && bits != rng_bits(&other));
}

/* What is drawn has a key: the seed, what it is for, the step or round, the shard and the
   image. Who goes on from a state that is older than the program finds the same numbers. */
Test(shards, what_is_drawn_follows_from_its_key)
{
    enum { DEALING = 1, ORDER, STEP, IMAGES = 60 };
    const Shards s = {.seed = 5, .batch = 20, .shards = 4, .images = IMAGES};
    Rng stream = shard_stream(&s, 7, 2, 3),
        want = rng_keyed((const uint64_t[]){5, STEP, 7, 2, 4}, 5);
    cr_assert(rng_bits(&stream) == rng_bits(&want));
    int order[IMAGES / 4], found[IMAGES / 4], all[IMAGES], round = -1;
    const int *picks;
    want = rng_keyed((const uint64_t[]){5, ORDER, 2, 3, 1}, 5);
    rng_permutation(&want, order, IMAGES / 4);
    shard_picks(&s, 3, 7, found, &round, &picks);
    cr_assert(memcmp(picks, order + 5, 5 * sizeof *order) == 0);
    want = rng_keyed((const uint64_t[]){5, DEALING, 0, 0, 1}, 5);
    rng_permutation(&want, all, IMAGES);
    Dataset data = dataset_new(IMAGES, 1, 1, 1);
    for (int i = 0; i < IMAGES; i++) {
        data.pixels[i] = (uint8_t)i;
    }
    Dataset mine = shards_deal(&s, &data, 1, 3);
    cr_assert(mine.count == 30, "%d images", mine.count);
    for (int i = 0; i < 30; i++) {
        cr_assert(mine.pixels[i] == all[15 + i], "image %d is %d", i,
                  mine.pixels[i]);
    }
    dataset_clear(&mine);
    dataset_clear(&data);
}

/* Small pictures of noise, and a network for them. A team counts 480 at a time, so the last
   one is left alone. */
enum { SIDE = 4, CLASSES = 3, EXAMPLES = 961, WHOLE = 12, PARTS = 5 };

static Dataset noise(Rng *rng)
{
    Dataset data = dataset_new(EXAMPLES, SIDE, SIDE, CLASSES);
    for (int i = 0; i < EXAMPLES * SIDE * SIDE; i++) {
        data.pixels[i] = (uint8_t)rng_below(rng, 256);
    }
    for (int i = 0; i < EXAMPLES; i++) {
        data.labels[i] = (uint8_t)rng_below(rng, CLASSES);
    }
    return data;
}

static void build(Network *net, bool normalized, Rng *rng)
{
    network_add(net, affine_new(SIDE * SIDE, 6, (real)0.3, rng));
    if (normalized) {
        network_add(net, batch_norm_new(6));
    }
    network_add(net, relu_new());
    network_add(net, affine_new(6, CLASSES, (real)0.3, rng));
    network_add_loss(net, softmax_loss_new());
}

/* Each image becomes its negative; and all draw from streams of their own. */
static int distorted;

static void distort(Tensor *image, const Tensor *old, int height, int width,
                    Rng *rng)
{
    const Shards shards = {8, WHOLE, PARTS, EXAMPLES};
    Rng first = shard_stream(&shards, 2, 0, 0);
    cr_assert(height == SIDE && width == SIDE, "%d x %d", height, width);
    cr_assert(distorted++ > 0 || rng_bits(rng) == rng_bits(&first));
    for (int i = 0; i < old->size; i++) {
        image->data[i] = -old->data[i];
    }
}

typedef struct {
    Ranks *ranks;
    Network net;
    Optimizer *sgd;
    Rng rng;
    Dataset data;
    Team *team;
} School;

static void open_school(School *s, bool normalized, bool distorting)
{
    Error error;
    s->rng = rng_new(3);
    s->data = noise(&s->rng);
    build(&s->net, normalized, &s->rng);
    s->sgd = sgd_new((real)0.1);
    cr_assert(ranks_begin(&s->ranks, -1, &error), "%s", error.message);
    const TeamSettings settings = {.ranks = s->ranks,
                                   .network = &s->net,
                                   .optimizer = s->sgd,
                                   .rng = &s->rng,
                                   .seed = 8,
                                   .batch = WHOLE,
                                   .shards = PARTS,
                                   .distort = distorting ? distort : NULL,
                                   .way = SUM_TREE};
    const Dataset sets[SETS] = {s->data, s->data, s->data};
    s->team = team_new(&settings, sets, &error);
    cr_assert(s->team != NULL, "%s", error.message);
}

static void close_school(School *s)
{
    team_free(s->team);
    ranks_end(s->ranks);
    optimizer_free(s->sgd);
    network_clear(&s->net);
    dataset_clear(&s->data);
}

/* The images of a shard in step 2, as a batch. */
static int gather(Batch *batch, const School *s, int shard)
{
    const Shards shards = {8, WHOLE, PARTS, EXAMPLES};
    int order[EXAMPLES], round = -1;
    const int *picks;
    const int count = shard_picks(&shards, shard, 2, order, &round, &picks);
    Dataset mine = shards_deal(&shards, &s->data, shard, shard + 1);
    batch_gather(batch, &mine, picks, count);
    dataset_clear(&mine);
    return count;
}

static real learn(const School *s)
{
    real loss;
    const Crew *crew = team_crew(s->team);
    cr_assert(crew->learn(crew->context, 2, 0, 0, &loss));
    return loss;
}

/* Five shards of 12 images, of two or three each: together they are the batch. */
static void expect_gradient_of_the_batch(bool distorting)
{
    School s = {.ranks = NULL};
    open_school(&s, false, distorting);
    Tensor *x = tensor_new(SHAPE(WHOLE, SIDE * SIDE)),
           *t = tensor_new(SHAPE(WHOLE, CLASSES));
    int at = 0;
    for (int shard = 0; shard < PARTS; shard++) {
        Batch batch = {0};
        const int count = gather(&batch, &s, shard);
        Tensor some_x = tensor_rows(x, at, count),
               some_t = tensor_rows(t, at, count);
        tensor_copy(&some_x, batch.x);
        tensor_copy(&some_t, batch.t);
        batch_clear(&batch);
        at += count;
    }
    cr_assert(at == WHOLE);
    for (int i = 0; i < x->size && distorting; i++) {
        x->data[i] = -x->data[i];
    }
    const real loss = learn(&s);
    Tensor *got[MAX_NETWORK_PARAMS];
    for (int i = 0; i < s.net.param_count; i++) {
        got[i] = tensor_new(s.net.params[i]->grad->shape);
        tensor_copy(got[i], s.net.params[i]->grad);
    }
    const real want = network_loss(&s.net, x, t, TRAINING);
    network_backward(&s.net);
    expect_near(&loss, &want, 1, TOLERANCE(1e-5, 1e-12), 0);
    for (int i = 0; i < s.net.param_count; i++) {
        expect_near(got[i]->data, s.net.params[i]->grad->data, got[i]->size,
                    TOLERANCE(1e-4, 1e-10), TOLERANCE(1e-6, 1e-14));
        tensor_free(got[i]);
    }
    tensor_free(x);
    tensor_free(t);
    close_school(&s);
}

Test(team, the_sum_of_its_shards_is_the_gradient_of_the_batch)
{
    expect_gradient_of_the_batch(false);
}

Test(team, distorts_each_image_once)
{
    expect_gradient_of_the_batch(true);
    cr_assert(distorted == WHOLE, "%d images", distorted);
}

/* As few images as shards, and as many as there are, can be divided. */
Test(team, refuses_a_batch_that_cannot_be_divided)
{
    static const struct {
        int batch;
        const char *words;
    } cases[] = {
        {PARTS - 1, "a batch of 4 images cannot be divided into 5 shards: "
                    "say --batch 5, or --shards 4"},
        {PARTS, NULL},
        {EXAMPLES, NULL},
        {EXAMPLES + 1, "a batch of 962 from 961 shuffled images"},
    };
    School s = {.ranks = NULL};
    open_school(&s, false, false);
    const Dataset sets[SETS] = {s.data, s.data, s.data};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {EXIT_OK, ""};
        Team *team = team_new(&(TeamSettings){.ranks = s.ranks,
                                              .network = &s.net,
                                              .optimizer = s.sgd,
                                              .rng = &s.rng,
                                              .batch = cases[i].batch,
                                              .shards = PARTS},
                              sets, &error);
        cr_assert((team != NULL) == (cases[i].words == NULL), "%d: %s",
                  cases[i].batch, error.message);
        cr_assert_str_eq(error.message, team == NULL ? cases[i].words : "",
                         "%s", error.message);
        team_free(team);
    }
    close_school(&s);
}

/* Where running means and variances stand after a step: the mean of where each shard
   would have moved them. */
Test(team, running_statistics_are_the_mean_over_shards)
{
    School s = {.ranks = NULL};
    open_school(&s, true, false);
    real want[2][6] = {{0}};
    for (int shard = 0; shard < PARTS; shard++) {
        Batch batch = {0};
        const int count = gather(&batch, &s, shard);
        tensor_fill(s.net.states[0]->value, 0);
        tensor_fill(s.net.states[1]->value, 1);
        network_loss(&s.net, batch.x, batch.t, TRAINING);
        for (int i = 0; i < 12; i++) {
            want[i / 6][i % 6] +=
                s.net.states[i / 6]->value->data[i % 6] * (real)count / WHOLE;
        }
        batch_clear(&batch);
    }
    tensor_fill(s.net.states[0]->value, 0);
    tensor_fill(s.net.states[1]->value, 1);
    learn(&s);
    for (int k = 0; k < 2; k++) {
        expect_near(s.net.states[k]->value->data, want[k], 6,
                    TOLERANCE(1e-5, 1e-12), 1e-7);
    }
    close_school(&s);
}

/* All images of each set, whoever has them. */
Test(team, counts_every_image)
{
    School s = {.ranks = NULL};
    open_school(&s, false, false);
    const Crew *crew = team_crew(s.team);
    cr_assert(crew->checksum ==
              13 * dataset_checksum(&s.data)); /* 9 + 3 + 1 */
    for (int set = 0; set < SETS; set++) {
        cr_assert(crew->examples[set] == EXAMPLES);
        cr_assert(crew->count_right(crew->context, (SetName)set) ==
                  network_count_correct(&s.net, &s.data));
    }
    close_school(&s);
}
