/** @file checkpoint.h
 *  @ingroup ch06
 *  The whole state of a training in a file, so that it can go on another day as
 *  if nothing had happened: weights, the optimizer's memory, the random
 *  numbers, the order of the examples, and the marks so far. */
#ifndef CHECKPOINT_H
#define CHECKPOINT_H

#include "files/history.h"
#include "files/weights.h"
#include "ground/rng.h"
#include "optimizers/optimizer.h"

/** The counters of a training. */
typedef struct {
    int step;        /**< steps done */
    int since;       /**< of them since the last evaluation */
    int place;       /**< how many of the shuffled examples were used */
    int stale;       /**< evaluations since the best one */
    double loss_sum; /**< of the steps since the last evaluation */
    double best;     /**< the best accuracy; very low: none yet */
} Counters;

/** What a training was made from, which must not change between its parts. */
typedef struct {
    const char *data;  /**< what `--data` takes for its examples; borrowed */
    uint64_t checksum; /**< of the examples */
    uint64_t seed;     /**< of its random numbers */
} Origin;

/** The pieces of a training that change while it runs; all are borrowed. */
typedef struct {
    Origin origin;        /**< what it was made from */
    const char *settings; /**< one line on what must not change between two
                               parts of one training */
    Network *network;     /**< its parameters and states */
    Optimizer *optimizer; /**< its memory and its step count */
    Rng *rng;             /**< the generator */
    int *order;           /**< the shuffled examples, each once; NULL: they
                               are drawn */
    int examples;         /**< how many there are */
    Counters *counters;   /**< where it is */
    History *history;     /**< what happened so far; in the file as real */
    Snapshot *best;       /**< the best weights; empty: none */
} Checkpoint;

/** Write all of checkpoint to the file at path, as a whole or not at all.
 *  Returns false and fills error if it cannot be written. */
bool checkpoint_save(const Checkpoint *checkpoint, const char *path,
                     Error *error);

/** Set all pieces of checkpoint from the file at path. They get the very bits that
 *  were saved, if both builds have the same precision. Returns false, fills error and leaves
 *  everything as it was if the file is not sound or belongs to a training with
 *  other settings, examples or another seed (#EXIT_BAD_FILE), which the message
 *  names. A file that says nothing of examples and seed is from an older version; it
 *  is taken, and a note on stderr says so. */
bool checkpoint_load(const Checkpoint *checkpoint, const char *path,
                     Error *error);

#endif
