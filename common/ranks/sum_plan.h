/** @file sum_plan.h
 *  @ingroup ch07
 *  How the gradients of many shards become one sum: which additions, in which order, on
 *  which machine, and what has to travel for that. Nothing here sends anything. */
#ifndef SUM_PLAN_H
#define SUM_PLAN_H

#include "ground/base.h"

/** Where the additions are made. The additions themselves are the same. */
typedef enum {
    SUM_STAR, /**< all at rank 0, which sends the sum to everyone */
    SUM_TREE, /**< each where its left side is; the sum goes back down the tree */
    SUM_RING, /**< each where its right side is; everything goes to the next rank only */
    SUM_MPI /**< everyone gets everything, by MPI's own broadcast, and adds it up */
} SumWay;

enum { SUM_WAYS = 4 /**< how many of them */ };

/** What a way is called on the command line: "tree". */
const char *sum_way_name(SumWay way);

/** A work that is divided. */
typedef struct {
    int shards; /**< parts whose gradients are added up */
    int ranks;  /**< programs that share them: rank 0 has the first ones */
    SumWay way; /**< where they are added */
    int pieces; /**< into so many pieces the numbers are cut, each on a way of its own */
} Division;

/** The first shard of rank in division, and so the end of those of the rank before it. */
int first_shard(const Division *division, int rank);

/** The rank that has shard in division. */
int rank_of_shard(const Division *division, int shard);

/** What happens to the sums. */
typedef enum {
    MOVE_SEND,      /**< from one rank to another */
    MOVE_BROADCAST, /**< from one rank to all */
    MOVE_ADD        /**< on one rank, or on all */
} MoveKind;

enum { EVERYONE = -1 /**< in place of a rank */ };

/** One move. The sum of some shards is called by the first of them. */
typedef struct {
    MoveKind kind; /**< what happens */
    int from;      /**< rank; of an addition: where it is made */
    int to;        /**< rank; of an addition: the same */
    int sum;       /**< which sum travels, or gets the other one added */
    int other;     /**< the other one */
    bool result;   /**< it is the sum of all shards, on its way back */
    int piece;     /**< which piece of its numbers */
} Move;

/** Is told a move; context is handed to it. */
typedef void MoveTold(void *context, const Move *move);

/** Into how many pieces the numbers are best cut for way, on so many ranks. */
int sum_plan_pieces(SumWay way, int ranks);

/** Tell all moves of division to told, with context, in an order that all ranks
 *  agree on: who does its own moves in this order waits for nothing that waits for
 *  it. */
void sum_plan(const Division *division, MoveTold *told, void *context);

/** The rank that has the sum of all shards of division first. */
int sum_plan_root(const Division *division);

#endif
