// # One sum, whoever adds
//
// Four machines have computed a gradient each, and the sum is wanted. **Does it matter who
// adds?** To a computer, $(a + b) + c$ and $a + (b + c)$ are two numbers: each addition
// rounds. If two machines add in one order and three in another, the same training gives
// two networks.
//
// So the work is cut into **shards** (分片), always as many, however many machines there
// are. Their sums have one order, that of a tree. What the number of machines
// changes is only *where* an addition is made.
#include "ranks/sum_plan.h"

#include <stdlib.h>

// ## The tree
//
// Eight shards, three rounds. In each round a sum takes in its right neighbour:
//
//     0   1   2   3   4   5   6   7
//     0+1     2+3     4+5     6+7
//     0+1+2+3         4+5+6+7
//     0+1+2+3+4+5+6+7
//
// A sum is called by its first shard. With 7 shards the last one has no neighbour in the
// first round, and waits for the second.
//
//     for (int width = 1; width < shards; width *= 2)
//         for (int left = 0; left + width < shards; left += 2 * width)
//             sum[left] += sum[left + width];
//
// That is all. The rest of this page is about who does it.

// ## Who has which shard
//
// Rank 0 has the first ones, and so on: with 8 shards and 3 ranks they have 2, 3 and 3.
int first_shard(const Division *division, int rank)
{
    return (int)((long long)division->shards * rank / division->ranks);
}

int rank_of_shard(const Division *division, int shard)
{
    return (int)(((shard + 1LL) * division->ranks - 1) / division->shards);
}

// ## Where an addition is made
//
// If one rank has all its shards, there. Otherwise the four ways differ: in a **star** (星形)
// at rank 0, in a **tree** (树形) where the left side is, in a **ring** (环形) where the
// right side is, because everything travels to the right there.
static int place_of(const Division *d, int left, int last)
{
    const int first = rank_of_shard(d, left), end = rank_of_shard(d, last);
    switch (d->way) {
    case SUM_STAR:
        return first == end ? first : 0;
    case SUM_TREE:
        return first;
    case SUM_RING:
        return end;
    case SUM_MPI:
        break;
    }
    return first == end ? first : EVERYONE;
}

typedef struct {
    const Division *division;
    MoveTold *told;
    void *context;
    int *at; /* on which rank each sum is now */
    int piece;
} Teller;

static void tell(const Teller *t, Move move)
{
    move.piece = t->piece;
    t->told(t->context, &move);
}

// ## How a sum gets there
//
// At once; in a ring over everyone between.
static void bring(Teller *t, int sum, int place)
{
    const bool ring = t->division->way == SUM_RING;
    int *at = &t->at[sum];
    if (place == EVERYONE && *at != EVERYONE) {
        tell(t, (Move){MOVE_BROADCAST, *at, EVERYONE, .sum = sum});
        *at = EVERYONE;
    }
    while (*at != place) {
        const int next = ring ? *at + 1 : place;
        tell(t, (Move){MOVE_SEND, *at, next, .sum = sum});
        *at = next;
    }
}

static void tell_sum(Teller *t)
{
    const int shards = t->division->shards;
    for (int width = 1; width < shards; width *= 2) {
        for (int left = 0; left + width < shards; left += 2 * width) {
            const int right = left + width, end = right + width;
            const int place = place_of(t->division, left,
                                       (end < shards ? end : shards) - 1);
            bring(t, left, place);
            bring(t, right, place);
            tell(t,
                 (Move){MOVE_ADD, place, place, .sum = left, .other = right});
        }
    }
}

// ## And back
//
// Everyone needs the sum, to make the same step. In a star, rank 0 sends it to one after
// the other. In a tree, in the first round one rank has it, then two, then four. In a ring
// each hands it on.
int sum_plan_root(const Division *division)
{
    return division->way == SUM_RING ? division->ranks - 1 : 0;
}

static void tell_result(const Teller *t, int from, int to)
{
    tell(t, (Move){MOVE_SEND, from, to, .result = true});
}

static void tell_way_back(const Teller *t)
{
    const int ranks = t->division->ranks;
    int width = 1;
    switch (t->division->way) {
    case SUM_STAR:
        for (int rank = 1; rank < ranks; rank++) {
            tell_result(t, 0, rank);
        }
        break;
    case SUM_TREE:
        while (width < ranks) {
            width *= 2;
        }
        for (; width > 0; width /= 2) {
            for (int rank = 0; rank + width < ranks; rank += 2 * width) {
                tell_result(t, rank, rank + width);
            }
        }
        break;
    case SUM_RING:
        for (int i = 0; i + 1 < ranks; i++) {
            tell_result(t, (ranks - 1 + i) % ranks, i);
        }
        break;
    case SUM_MPI:
        break; /* everyone has it */
    }
}

// ## Piece by piece
//
// In a ring only one rank would work at a time, if the numbers stayed together. So they
// are cut into pieces: while rank 1 adds the first, rank 0 sends the second.
int sum_plan_pieces(SumWay way, int ranks)
{
    enum { MOST = 64 };
    return way != SUM_RING ? 1 : ranks < MOST ? ranks : MOST;
}

static void begin(Teller *t, int piece)
{
    t->piece = piece;
    for (int shard = 0; shard < t->division->shards; shard++) {
        t->at[shard] = rank_of_shard(t->division, shard);
    }
}

void sum_plan(const Division *division, MoveTold *told, void *context)
{
    const Division *d = division;
    CHECK(d->ranks > 0 && d->ranks <= d->shards && d->pieces > 0,
          "%d shards on %d ranks, in %d pieces", d->shards, d->ranks,
          d->pieces);
    Teller teller = {d, told, context,
                     allocate((size_t)d->shards, sizeof *teller.at), 0};
    for (int piece = 0; piece < d->pieces; piece++) {
        begin(&teller, piece);
        tell_sum(&teller);
    }
    for (int piece = 0; piece < d->pieces; piece++) {
        teller.piece = piece;
        tell_way_back(&teller);
    }
    free(teller.at);
}

const char *sum_way_name(SumWay way)
{
    static const char *const names[SUM_WAYS] = {"star", "tree", "ring",
                                                "mpi"};
    return names[way];
}

// ## What each way costs
//
// [Another page](../../ch07_cnn/many_machines.c) counts messages and bytes of these
// plans, and says how long a step takes on 1 to 10,000 machines. The usual ring does
// not keep one order: piece $p$ is added up from rank $p$ on, so that each rank is busy
// with another piece. It sends less than ours, and its sum changes with the number of
// ranks.
