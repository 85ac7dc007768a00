/** @file trainer.h
 *  @ingroup ch05
 *  The training loop with everything around it: evaluation, progress, the
 *  history for a figure, a stop when the loss is no longer a number, and
 *  Ctrl-C. It is a struct of settings that owns nothing: fill it in, run it. */
#ifndef TRAINER_H
#define TRAINER_H

#include "network.h"
#include "optimizer.h"
#include "rng.h"

/** What to train, how, and on what. Everything is borrowed. */
typedef struct {
    Network *network;     /**< with its loss */
    Optimizer *optimizer; /**< how to step */
    const Dataset *train; /**< batches are drawn from it */
    const Dataset *test;  /**< evaluated besides, never learnt from */
    Rng *rng;             /**< draws the batches */
    bool shuffle;      /**< batches are pieces of the shuffled examples, which
                               are shuffled anew when too few for a batch are left;
                               otherwise each batch is drawn at random */
    real weight_decay; /**< lambda: lambda/2 times the sum of all squared
                               weights is added to the loss; 0: nothing */
    int batch_size;    /**< examples in a batch */
    int steps;         /**< how many batches */
    int evaluate_every; /**< steps between evaluations; there is one more
                               after the last step */
    bool quiet;         /**< no progress bar, even on a terminal */
    bool silent;        /**< no bar and no table either */
} Trainer;

/** What happened, one entry for each evaluation. Start from `{0}`. */
typedef struct {
    int count;     /**< evaluations so far */
    int capacity;  /**< how many there is room for */
    double *epoch; /**< when: steps * batch_size / examples; owned */
    double *loss;  /**< mean loss of the steps since the last, with the
                        price of the weights; owned */
    double *train_accuracy; /**< share of all training examples; owned */
    double *test_accuracy;  /**< share of all test examples; owned */
} History;

/** Train as trainer says: each step takes a batch, goes forward and backward
 *  and steps the optimizer. Prints a line on stdout for each evaluation and
 *  adds an entry to history.
 *  Returns false and fills error if the loss is not finite (#EXIT_DIVERGED:
 *  names step, layer and rate) or somebody pressed Ctrl-C (#EXIT_INTERRUPTED:
 *  the step was finished and evaluated, so the network can be saved). */
bool trainer_run(const Trainer *trainer, History *history, Error *error);

/** The share of data that network gets right. */
double trainer_accuracy(Network *network, const Dataset *data);

/** Release what history owns and leave it empty. */
void history_clear(History *history);

#endif
