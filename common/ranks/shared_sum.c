// # The sum on its way
//
// [The plan](sum_plan.c) says who sends what to whom. **Must everybody wait until all
// is computed, before anything is sent?** No. Backward begins with the last layer, so
// its gradient is ready first. It travels while those before are computed.
#include "ranks/shared_sum.h"

#include <stdlib.h>

#include "system/threads.h"

// ## A stretch of numbers
//
// What is ready is cut into stretches, each on a channel of its own. A message has a cost
// however short it is, so a stretch is not too short.
enum { LEAST = 16384 /* numbers */ };

typedef struct {
    int first, end; /* its numbers */
    int next;       /* the move that comes next */
    bool waits;     /* for what was begun last on its channel */
} Stretch;

struct SharedSum {
    Ranks *ranks; /* borrowed */
    Division division;
    int me, count;
    real **
        rows; /* by the first shard of the sum in it, and the result; owned */
    Move *moves; /* those of this rank; owned */
    int move_count, room;
    Stretch stretches[CHANNELS];
    int begun; /* of them */
};

// ## My part of the plan
//
// The plan names moves of all ranks, and each rank carries out those that name it.
static bool is_mine(const SharedSum *s, const Move *m)
{
    return m->from == s->me || m->to == s->me || m->to == EVERYONE;
}

static int row_of(const SharedSum *s, const Move *m)
{
    const bool from_root =
        m->from == s->me && s->me == sum_plan_root(&s->division);
    return m->result && !from_root ? s->division.shards : m->sum;
}

static void make_row(SharedSum *s, int row)
{
    if (s->rows[row] == NULL) {
        s->rows[row] = allocate((size_t)s->count, sizeof **s->rows);
    }
}

static void note_move(void *sum, const Move *move)
{
    SharedSum *s = sum;
    if (!is_mine(s, move)) {
        return;
    }
    if (s->move_count == s->room) {
        s->room = 2 * s->room + 64;
        Move *more = allocate((size_t)s->room, sizeof *more);
        for (int i = 0; i < s->move_count; i++) {
            more[i] = s->moves[i];
        }
        free(s->moves);
        s->moves = more;
    }
    s->moves[s->move_count++] = *move;
    make_row(s, row_of(s, move));
}

SharedSum *shared_sum_new(Ranks *ranks, int shards, SumWay way, int count)
{
    SharedSum *s = allocate(1, sizeof *s);
    const int others = ranks_count(ranks);
    int first, end;
    s->ranks = ranks;
    s->me = ranks_me(ranks);
    s->count = count;
    s->division =
        (Division){shards, others, way, sum_plan_pieces(way, others)};
    s->rows = allocate((size_t)shards + 1, sizeof *s->rows);
    shared_sum_mine(s, &first, &end);
    for (int shard = first; shard < end; shard++) {
        make_row(s, shard);
    }
    sum_plan(&s->division, note_move, s);
    return s;
}

void shared_sum_free(SharedSum *sum)
{
    if (sum != NULL) {
        for (int i = 0; i <= sum->division.shards; i++) {
            free(sum->rows[i]);
        }
        free(sum->rows);
        free(sum->moves);
        free(sum);
    }
}

void shared_sum_mine(const SharedSum *sum, int *first, int *end)
{
    *first = first_shard(&sum->division, sum->me);
    *end = first_shard(&sum->division, sum->me + 1);
}

real *shared_sum_row(SharedSum *sum, int shard) { return sum->rows[shard]; }

// ## One move
//
// To send and to add is done at once. What is to arrive may not be there yet.
static bool do_move(SharedSum *s, int channel, const Move *m, bool wait)
{
    Stretch *stretch = &s->stretches[channel];
    const int length = stretch->end - stretch->first;
    const int pieces = s->division.pieces;
    const int first = stretch->first + part_begin(length, m->piece, pieces);
    const int count =
        stretch->first + part_begin(length, m->piece + 1, pieces) - first;
    real *numbers = s->rows[row_of(s, m)] + first;
    if (m->kind == MOVE_ADD) {
        const real *other = s->rows[m->other] + first;
        for (int i = 0; i < count; i++) {
            numbers[i] += other[i];
        }
        return true;
    }
    if (m->kind == MOVE_SEND && m->from == s->me) {
        ranks_send(s->ranks, channel, m->to, numbers, count);
        return true;
    }
    if (!stretch->waits) {
        (m->kind == MOVE_SEND ? ranks_receive : ranks_broadcast)(
            s->ranks, channel, m->from, numbers, count);
    }
    stretch->waits = !ranks_arrived(s->ranks, channel, wait);
    return !stretch->waits;
}

static bool go_on(SharedSum *s, int channel, bool wait)
{
    Stretch *stretch = &s->stretches[channel];
    while (stretch->next < s->move_count &&
           do_move(s, channel, &s->moves[stretch->next], wait)) {
        stretch->next++;
    }
    return stretch->next == s->move_count;
}

// ## All of it
//
// Each stretch goes as far as it can. At the end, we wait for one after the other: all
// ranks wait in the same order, so the first stretch that is not done is moved on by
// everybody.
void shared_sum_ready(SharedSum *sum, int numbers)
{
    SharedSum *s = sum;
    const int first = s->begun > 0 ? s->stretches[s->begun - 1].end : 0;
    const int share = s->count / (CHANNELS - 1) + 1;
    const int least = share > LEAST ? share : LEAST;
    if (numbers - first >= least ||
        (numbers == s->count && first < numbers)) {
        s->stretches[s->begun++] = (Stretch){.first = first, .end = numbers};
    }
    for (int i = 0; i < s->begun; i++) {
        go_on(s, i, false);
    }
}

const real *shared_sum_finish(SharedSum *sum)
{
    SharedSum *s = sum;
    const Division *d = &s->division;
    bool done = true;
    for (int i = 0; i < s->begun && done; i++) {
        done = go_on(s, i, true);
    }
    ranks_all_sent(s->ranks);
    s->begun = 0;
    const bool first = s->me == sum_plan_root(d) || d->way == SUM_MPI;
    return done ? s->rows[first ? 0 : d->shards] : NULL;
}
