/** @file trials.h
 *  @ingroup ch06
 *  Many trainings that differ in little: run side by side, one for each thread,
 *  and compared afterwards. */
#ifndef TRIALS_H
#define TRIALS_H

#include "deep_network.h"
#include "trainer.h"

/** One training, and how it went. */
typedef struct {
    DeepNetwork
        shape;       /**< inputs and classes are filled in by trials_run() */
    real rate;       /**< learning rate of the descent */
    uint64_t seed;   /**< of its weights and batches */
    History history; /**< filled: an entry for each evaluation; owned */
    bool diverged; /**< filled: the loss became infinite or not a number, and
                            the history ends there */
} Trial;

/** What all trials learn from. */
typedef struct {
    const Dataset *train; /**< to learn from; borrowed */
    const Dataset *test;  /**< to be examined on; borrowed */
    int batch;            /**< examples in a batch */
    int epochs;           /**< rounds through the training data */
    int every;            /**< so many epochs between two evaluations */
} Course;

/** Train all count trials by plain descent on course, silently, each by one
 *  thread; the results do not depend on how many there are. A loss that diverges
 *  is a result. Returns false and fills error if somebody pressed Ctrl-C. Release
 *  with trials_clear() in both cases. */
bool trials_run(Trial *trials, int count, const Course *course, Error *error);

/** The last entry of column, one of the columns of the history of trial; 0 if
 *  it diverged before the first evaluation. */
double trial_end(const Trial *trial, const double *column);

/** Release what the count trials own. */
void trials_clear(Trial *trials, int count);

#endif
