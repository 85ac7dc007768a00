/** @file learner.h
 *  @ingroup ch04
 *  A two-layer network that is about to learn: the batch in front of it, and
 *  the record of how it did. What it lacks is a way to find gradients. */
#ifndef LEARNER_H
#define LEARNER_H

#include "system/options.h"
#include "two_layer.h"

enum {
    LEARNER_POINTS = 10 /**< evaluations in a training, after the first */
};

/** A network, its examples, and its marks so far. */
typedef struct {
    TwoLayer net;                    /**< owned */
    Param *params[TWO_LAYER_PARAMS]; /**< those of net; borrowed */
    const Dataset *train; /**< batches are drawn from it; borrowed */
    const Dataset *test;  /**< the exam; borrowed */
    Rng rng;              /**< draws weights and batches */
    int batch_size;       /**< images in a batch */
    Batch batch;          /**< the batch of this step; owned */
    int *picks;           /**< which images those are; owned */
    int count;            /**< evaluations so far */
    double step[LEARNER_POINTS + 1];        /**< after how many steps */
    double right_train[LEARNER_POINTS + 1]; /**< accuracy on train */
    double right_test[LEARNER_POINTS + 1];  /**< accuracy on test */
    double start; /**< when the first evaluation was */
} Learner;

/** A learner with so many hidden neurons, that draws batches of batch_size
 *  images from train and is examined on test. All random numbers come from
 *  seed. The caller owns it: learner_free(). */
Learner *learner_new(const Dataset *train, const Dataset *test, int hidden,
                     int batch_size, uint64_t seed);

/** Release learner and what it owns. */
void learner_free(Learner *learner);

/** Draw the next batch of learner by chance, with repetition. */
void learner_draw_batch(Learner *learner);

/** The mean loss of learner, a Learner, on its batch, in the form that
 *  numerical_gradient() wants. */
real learner_loss(void *learner);

/** After step of steps, if a tenth of them is full: print a line with loss,
 *  the accuracy of learner on both sets, and the seconds, and record it. Step 0
 *  prints the head of the table. */
void learner_examine(Learner *learner, int step, int steps, real loss);

/** Draw the recorded accuracies of learner as a figure called name, where
 *  options say. Returns false and fills error if it cannot be written. */
bool learner_draw(const Learner *learner, const char *name,
                  const Options *options, Error *error);

#endif
