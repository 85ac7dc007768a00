/** @file shared_sum.h
 *  @ingroup ch07
 *  The sum of a row of numbers over all shards, wherever these are: a plan carried out. */
#ifndef SHARED_SUM_H
#define SHARED_SUM_H

#include "ranks/ranks.h"
#include "ranks/sum_plan.h"

/** A sum of rows that is formed again and again. */
typedef struct SharedSum SharedSum;

/** Rows of count numbers, one for each of so many shards, are added up by ranks, which is
 *  borrowed, in this way. The caller owns the result: shared_sum_free(). */
SharedSum *shared_sum_new(Ranks *ranks, int shards, SumWay way, int count);

/** Release sum; NULL is fine. */
void shared_sum_free(SharedSum *sum);

/** The shards of this rank in sum: from first up to, not with, end. */
void shared_sum_mine(const SharedSum *sum, int *first, int *end);

/** The row of shard, one of mine: to be filled anew for each sum. */
real *shared_sum_row(SharedSum *sum, int shard);

/** The first so many numbers of all my rows of sum are there: they may travel. Does not
 *  wait; to be called now and then, with the same or a larger number. */
void shared_sum_ready(SharedSum *sum, int numbers);

/** Wait for the sum of all rows, which are ready; borrowed until a row is filled again.
 *  NULL if the others are lost, see ranks_lost(). */
const real *shared_sum_finish(SharedSum *sum);

#endif
