/** @file team.h
 *  @ingroup ch07
 *  A training that several programs share: each computes the gradients of some shards of
 *  every batch. Rank 0 leads, with a Trainer; the others do what it says.
 *
 *  The weights are the same bytes for any number of ranks and of threads, on processors
 *  that all have a fused multiply-add, or all have none: what is computed and added, and
 *  in which order, depends on the number of shards alone. */
#ifndef TEAM_H
#define TEAM_H

#include "ranks/ranks.h"
#include "ranks/shards.h"
#include "ranks/sum_plan.h"
#include "training/trainer.h"

/** Ranks that share a training. */
typedef struct Team Team;

/** What they share. Everything is borrowed. */
typedef struct {
    Ranks *ranks;         /**< who they are */
    Network *network;     /**< the same on each rank */
    Optimizer *optimizer; /**< likewise */
    Rng *rng;         /**< from which layers of network draw in training */
    Distort *distort; /**< changes each image; NULL: nothing */
    uint64_t seed;    /**< of all that is drawn */
    int batch;        /**< images in a batch */
    int shards;       /**< parts in which it is computed */
    SumWay way;       /**< how their gradients are added up */
    bool late; /**< nothing travels before all is computed: to measure what it
                               is worth that gradients travel early */
} TeamSettings;

/** Make a team by settings, and deal out the pictures of sets, all of which each
 *  rank has here, and may release afterwards: the team keeps what this rank needs.
 *  Returns NULL and fills error (#EXIT_USAGE) if there are fewer images in a batch
 *  than shards, fewer shards than ranks, or fewer images than a batch has. The
 *  caller owns the result: team_free(). */
Team *team_new(const TeamSettings *settings, const Dataset sets[SETS],
               Error *error);

/** Release team, not its settings; NULL is fine. */
void team_free(Team *team);

/** How many numbers travel for each shard of a training of network. */
int team_numbers(const Network *network);

/** For rank 0's Trainer; borrowed from team. */
const Crew *team_crew(const Team *team);

/** For all ranks of team but 0: do what rank 0 says, until it calls team_dismiss(),
 *  or is lost. Returns the status that it gave. */
ExitStatus team_serve(Team *team);

/** For rank 0 of team: there is nothing more to do; the others end with status. */
void team_dismiss(Team *team, ExitStatus status);

#endif
