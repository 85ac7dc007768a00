// # One queue for all
//
// A hundred trainings need nothing from each other, and there are four ranks. **Does each
// get twenty-five?** Some trainings take longer than others, and some machines. Who is
// ready early would have nothing to do. So each takes the next one when it is ready.
#include "ranks/queue.h"

#include <stdlib.h>
#include <time.h>

#include "system/interrupt.h"
#include "system/threads.h"

struct Queue {
    Ranks *ranks; /* borrowed */
    int pieces, taken;
    Helper *answers; /* on rank 0: who answers the others; owned */
};

// ## At rank 0
//
// It counts. Threads of its own ask it directly.
static int take(Queue *q)
{
    return q->taken < q->pieces && !interrupt_asked() ? q->taken++ : -1;
}

typedef struct {
    Queue *queue;
    int piece;
} Wish;

static void take_one(void *wish)
{
    Wish *w = wish;
    w->piece = take(w->queue);
}

// The other ranks ask by a message, and all threads of rank 0 may be deep in a
// training. So a [helper](../system/threads.c) looks a thousand times in a second
// whether there is a question. Its work is done when all others have heard that nothing
// is left; or a while after somebody asked us to stop, because a rank that has died
// will not ask.
enum { LOOKS_TO_THE_END = 300 };

static void answer_all(void *queue)
{
    Queue *q = queue;
    int others = ranks_count(q->ranks) - 1, looks = 0, who;
    while (others > 0 && looks < LOOKS_TO_THE_END) {
        Wish wish = {.queue = q};
        if (ranks_asked(q->ranks, &who)) {
            one_at_a_time(take_one, &wish);
            ranks_answer(q->ranks, who, wish.piece);
            others -= wish.piece < 0;
        } else {
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
            looks += interrupt_asked();
        }
    }
}

Queue *queue_open(Ranks *ranks, int pieces)
{
    Queue *q = allocate(1, sizeof *q);
    q->ranks = ranks;
    q->pieces = pieces;
    if (ranks_me(ranks) == 0 && ranks_count(ranks) > 1) {
        q->answers = helper_begin(answer_all, q);
    }
    return q;
}

// ## At the others
//
// One thread asks at a time. Who has heard once that nothing is left does not ask again.
static void ask_one(void *wish)
{
    Wish *w = wish;
    Queue *q = w->queue;
    w->piece = q->pieces > 0 ? ranks_ask(q->ranks) : -1;
    q->pieces = w->piece < 0 ? 0 : q->pieces;
}

int queue_next(Queue *queue)
{
    Wish wish = {.queue = queue};
    one_at_a_time(ranks_me(queue->ranks) == 0 ? take_one : ask_one, &wish);
    return wish.piece;
}

// Who was stopped has not heard it yet. A piece that it gets now is done by nobody, as all
// that would have come after it.
void queue_close(Queue *queue)
{
    if (queue != NULL) {
        while (queue_next(queue) >= 0) {
        }
        if (queue->answers != NULL) {
            helper_join(queue->answers);
        }
        free(queue);
    }
}
