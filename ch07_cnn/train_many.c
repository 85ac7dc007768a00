// # Many machines
//
// The [deep network](train_deep.c) takes a quarter of an hour to hours, and in every
// computer lab twenty machines do nothing. **Do two of them learn twice as fast as
// one?** And do they learn the same?
//
// *Predict first.* Two programs learn from the same images, each from half of every batch.
// How many numbers must each of them send to the other in one step: as many as the network
// has weights, or as many as the images have pixels?
//
// *Answer.* As many as the network has weights: what the two must agree on is one
// gradient, and that has a number for each weight. The images stay where they are.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deep_choice.h"
#include "distort.h"
#include "optimizers/adam.h"
#include "ranks/same.h"
#include "ranks/team.h"
#include "training/training.h"

// ## Four programs at once
//
// `mpirun -n 4 ./ch07/train_many` starts this program four times. It belongs to Open
// MPI, which `./setup --mpi` installs. Each copy has a number, its **rank**, and runs
// the same `main`. Rank 0 leads: it prints, it writes files, and hears Ctrl-C. The
// others compute with it.
//
// What is divided is the batch. It is cut into [shards](../common/ranks/shards.c),
// always 8 of them if nothing else is said; with four ranks, each computes two. The
// [sum of their gradients](../common/ranks/sum_plan.c) has one order, so that the
// weights are the same bytes for 1, 2, 3, 4 or 8 ranks.
typedef struct {
    Training training;
    const char *network, *sum; /* names */
    int shards;
    DeepKind kind;
    SumWay way;
} Settings;

static bool choose_sum(Settings *s, Error *error)
{
    for (int way = 0; way < SUM_WAYS; way++) {
        if (strcmp(s->sum, sum_way_name((SumWay)way)) == 0) {
            s->way = (SumWay)way;
            return true;
        }
    }
    return fail(error, EXIT_USAGE,
                "--sum is star, tree, ring or mpi, not %.40s", s->sum);
}

// ## Before the first step
//
// Each rank reads the data where it is: in the same folder of a file server, or in a copy.
// If they are not there, or [not the same](../common/ranks/same.c), everybody hears it.
static uint64_t checksum_of(const Examples *data)
{
    return 3 * dataset_checksum(&data->train) + dataset_checksum(&data->test);
}

static bool all_the_same(const Settings *s, Ranks *ranks,
                         const Examples *data, Error *error)
{
    char text[WORDS];
    const Training *t = &s->training;
    snprintf(
        text, sizeof text,
        "--network %s --shards %d --sum %s --batch %d --rate %g "
        "--rate-decay %g --decay %g --steps %d --epochs %d --patience %d "
        "--seed %llu",
        s->kind == DEEP_BOOK ? "book" : "better", s->shards, s->sum, t->batch,
        t->rate, t->rate_decay, t->decay, t->steps, t->epochs, t->patience,
        (unsigned long long)t->shared.seed);
    return same_everywhere(ranks, checksum_of(data), text, error);
}

enum { NOT_GIVEN = -1 };

static bool prepare(Settings *s, Ranks *ranks, Examples *data, Error *error)
{
    Training *t = &s->training;
    const bool ok = choose_sum(s, error) &&
                    deep_choose(&s->kind, s->network, t->weights, error) &&
                    examples_load(data, t->shared.data, error) &&
                    examples_enough(data, 1, 1, DEEP_CONV_NET_LEAST, error);
    if (t->rate_decay == NOT_GIVEN) {
        t->rate_decay = s->kind == DEEP_BETTER ? 1 : 0;
    }
    return ranks_agree(ranks, ok, error) &&
           all_the_same(s, ranks, data, error);
}

// ## To lead and to serve
//
// A rank keeps the images of its shards, and lets go of all others.
static Team *make_team(const Settings *s, TeamSettings *team, Examples *data,
                       Error *error)
{
    Dataset sets[SETS];
    Team *made = NULL;
    if (training_split(&s->training, data, &sets[SET_LEARNT],
                       &sets[SET_EXAMINED], &sets[SET_TEST], error)) {
        made = team_new(team, sets, error);
    }
    dataset_clear(&data->train);
    dataset_clear(&data->test);
    return made;
}

static bool lead(Settings *s, Team *team, const TeamSettings *shared,
                 const Examples *data, Error *error)
{
    s->training.crew = team_crew(team);
    const bool ok = training_run(&s->training, shared->network,
                                 shared->optimizer, data, shared->rng, error);
    team_dismiss(team, ok ? EXIT_OK : error->status);
    return ok;
}

static bool learn(Settings *s, Ranks *ranks, Examples *data, Error *error)
{
    Network net = {0};
    Training *t = &s->training;
    Rng rng = rng_new(t->shared.seed);
    const Dataset *train = &data->train;
    deep_conv_net_build(&net, s->kind, train->height, train->width,
                        train->classes, &rng);
    t->shuffle = true;
    Optimizer *adam = adam_new(t->rate, 0.9, 0.999);
    TeamSettings shared = {.ranks = ranks,
                           .network = &net,
                           .optimizer = adam,
                           .rng = &rng,
                           .distort =
                               s->kind == DEEP_BETTER ? distort_images : NULL,
                           .seed = t->shared.seed,
                           .batch = t->batch,
                           .shards = s->shards,
                           .way = s->way};
    printf("network: %s, %d shards on %d rank%s\n",
           s->kind == DEEP_BOOK ? "book" : "better", s->shards,
           ranks_count(ranks), ranks_count(ranks) == 1 ? "" : "s");
    Team *team = make_team(s, &shared, data, error);
    bool ok = team != NULL;
    if (ok && ranks_me(ranks) == 0) {
        ok = lead(s, team, &shared, data, error);
    } else if (ok) {
        error->status = team_serve(team);
        ok = error->status == EXIT_OK;
    }
    team_free(team);
    optimizer_free(adam);
    network_clear(&net);
    return ok;
}

static bool begin(Ranks **ranks, int hushed, Error *error)
{
    return ranks_begin(ranks, hushed, error) &&
           (ranks_possible() ||
            fail(error, EXIT_UNAVAILABLE,
                 "this program was built without Open MPI: ./setup --mpi "
                 "installs it; then build again with make ch07"));
}

int main(int argc, char **argv)
{
    const int hushed = ranks_prepare();
    Settings s = {.shards = 8, .sum = "tree"};
    const Option own[] = {
        {"network", "NAME",
         "book or better; without it, what the weights are, or better",
         OPTION_TEXT, &s.network, 0, 0},
        {"shards", "N",
         "parts of a batch, whatever the number of ranks; the results depend "
         "on it",
         OPTION_INT, &s.shards, 1, 1e4},
        {"sum", "WAY",
         "how gradients are added up: star, tree, ring or mpi; the results "
         "do not depend on it",
         OPTION_TEXT, &s.sum, 0, 0},
        {"keep-every", "N", "with --resume, keep the state after N steps",
         OPTION_INT, &s.training.keep_every, 1, 1e9}};
    s.training = (Training){.own = own,
                            .own_count = 4,
                            .prefix = "many_",
                            .line_steps = 100,
                            .steps = 400,
                            .batch = 100,
                            .keep_every = 50,
                            .rate = 0.002,
                            .rate_decay = NOT_GIVEN};
    training_options(&s.training, argc, argv,
                     "Learns to read digits with several programs at once: "
                     "mpirun -n 4 ./ch07/train_many");
    Error error;
    Ranks *ranks;
    Examples data = {.name = ""};
    bool ok =
        begin(&ranks, hushed, &error) && prepare(&s, ranks, &data, &error);
    if (ok) {
        puts(data.note);
        ok = learn(&s, ranks, &data, &error);
    }
    examples_clear(&data);
    return ranks_leave(ranks, &s.training.shared, ok, &error);
}

// ## What came out
//
// This page shows a record of one rank. Start it with two or eight, on one machine or
// on several, and every number in the table is the same, and every byte of the weights:
//
//     mpirun -n 2 ./ch07/train_many --threads 1
//
// ![Accuracy in the course of the recorded training. However many ranks there are, these are the curves.](many_learning_curves.svg)
//
// On processors of another kind, the last digits may differ. And `train_deep` ends with
// other weights than one rank does. Its sums have another order, and batch
// normalization measures 100 images there and 12 or 13 here. With the first 6,000
// images of MNIST and the seeds 1 to 4, `train_deep` read 89.9 of 100 test images on
// the mean after 120 steps, and `train_many` 88.9; after 250 steps they read 96.4 and
// 96.5. Two seeds of one program differ by more than these two programs do.
//
// Ctrl-C at `mpirun` ends the training after its step. With `--resume FILE`
// the state is kept at least every 50 steps, and the same command goes on,
// with any number of ranks. [For a class](../docs/many-machines.md) says how
// to start ranks on several machines, and what happens if one of them is
// switched off. [How many machines help](many_machines.c), another program
// says.
//
// **Try it.** `--sum ring` and `--sum star` make the same additions in other places. Is
// one of them faster on your machine? Compare the files of weights with `cmp`.
//
// **Check yourself.** Why may there be more shards than ranks, but not more ranks than
// shards?
//
// *Answer.* A rank computes its shards one after the other, so it may have several. A
// shard is computed as a whole, because its sums have one order. A rank without a shard
// would only wait for the others.
