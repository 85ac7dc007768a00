/** @file queue.h
 *  @ingroup ch07
 *  Pieces of work that ranks and their threads take, one after the other. */
#ifndef QUEUE_H
#define QUEUE_H

#include "ranks/ranks.h"

/** The pieces that nobody has taken yet. */
typedef struct Queue Queue;

/** So many pieces for all ranks, each of which calls this. Until queue_close(),
 *  nothing but queue_next() may be done with ranks, which is borrowed. */
Queue *queue_open(Ranks *ranks, int pieces);

/** The number of the next piece of queue, from 0, which nobody else gets; -1 if
 *  there is none any more, or somebody asked us to stop. Any thread may call it. */
int queue_next(Queue *queue);

/** Wait until all ranks have nothing more to take, and release queue; NULL is fine. */
void queue_close(Queue *queue);

#endif
