/** @file trainer.h
 *  @ingroup ch05
 *  The training loop with everything around it: evaluation, progress, the
 *  history for a figure, a stop when the loss is no longer a number, and
 *  requests to stop. It is a struct of settings that owns nothing: fill it in, run it. */
#ifndef TRAINER_H
#define TRAINER_H

#include "files/checkpoint.h"

/** A change of the images x (N, height * width) of a batch before the network
 *  sees them, with random numbers from rng: y, which has the shape of x, is what it
 *  sees. */
typedef void Distort(Tensor *y, const Tensor *x, int height, int width,
                     Rng *rng);

/** The three sets of examples of a training. */
typedef enum {
    SET_LEARNT,   /**< what it learns from */
    SET_EXAMINED, /**< what it is evaluated on besides */
    SET_TEST,     /**< for the end; often the same */
    SETS          /**< how many sets */
} SetName;

/** Who computes the steps of a training that one program alone does not: several programs
 *  together, see ranks/team.h. The examples are with them, and not in the Trainer.
 *  Both functions get context. */
typedef struct {
    void *context;      /**< theirs */
    int examples[SETS]; /**< how many there are in each set */
    uint64_t checksum;  /**< of all of them */
    int shards;         /**< into so many each batch is divided */
    /** Fill the gradients of the network for step number step, with the mean loss of its
     *  batch in loss, and let the others make a step with this learning rate and this
     *  weight decay, as the trainer will do. Returns false if the others do not answer
     *  any more; the network is then as before. */
    bool (*learn)(void *context, int step, real rate, real weight_decay,
                  real *loss);
    /** How many examples of a set the network gets right; -1 if somebody asked to stop
     *  meanwhile. */
    long (*count_right)(void *context, SetName set);
} Crew;

/** What to train, how, and on what. Everything is borrowed. */
typedef struct {
    Network *network;     /**< with its loss */
    Optimizer *optimizer; /**< how to step */
    const Dataset *train; /**< batches are drawn from it; of any kind */
    const Dataset *test;  /**< evaluated besides, never learnt from */
    const char
        *examined; /**< what test is called in the table; NULL: "test" */
    Rng *rng;      /**< draws the batches */
    uint64_t seed; /**< what rng started from; a state notes it */
    const char
        *data;    /**< what `--data` takes for the examples, noted likewise;
                            NULL only without `resume` */
    bool shuffle; /**< batches are pieces of the shuffled examples, which
                               are shuffled anew when too few for a batch are left;
                               otherwise each batch is drawn at random */
    double weight_decay; /**< lambda: lambda/2 times the sum of all squared
                               weights is added to the loss; 0: nothing */
    double rate_decay;  /**< how much of the learning rate is gone by the last
                          step, 0 … 1; it falls evenly. 0: the rate stays */
    int batch_size;     /**< examples in a batch */
    int steps;          /**< how many batches */
    int pause;          /**< stop after so many of them; the rate falls as in
                               the whole training. 0: no pause */
    int evaluate_every; /**< steps between evaluations; there is one more
                               after the last step */
    Distort *distort;   /**< changes each batch; NULL: nothing */
    bool keep_best;     /**< in the end the network has the weights with which
                               it did best on test; test should then be data
                               that are held out for such choices */
    int patience;       /**< stop after so many evaluations without a better
                               one; 0: never */
    const char *resume; /**< a file for the state of the training: if it is
                               there the training goes on from it, and it is
                               written anew at each evaluation and in the end;
                               NULL: none. A state of other examples, another
                               seed or other settings is refused; only what
                               the optimizer has beside its rate is yours to
                               keep the same */
    int keep_every; /**< steps after which the state is written at the latest; 0:
                               only at evaluations */
    const Crew *
        crew; /**< who computes the steps; then train, test, shuffle and distort
                               are not used, and a request to stop ends the training
                               without an evaluation, because mpirun leaves no time for it.
                               NULL: this program alone */
    bool quiet;  /**< no progress bar, even on a terminal */
    bool silent; /**< no bar and no table either */
} Trainer;

/** Train as trainer says: each step takes a batch, goes forward and backward
 *  and steps the optimizer. Prints a line on stdout for each evaluation and
 *  adds an entry to history.
 *  To train k steps and to go on for n - k with `resume` gives the same bits as
 *  to train n steps. With `rate_decay`, both must be trainings of n steps, the first
 *  with a pause.
 *  Returns false and fills error if the state cannot be read or written, the
 *  loss is not finite (#EXIT_DIVERGED: names step, layer and rate) or somebody asked to stop
 *  (interrupt_status(): the step was finished and evaluated, so the network can be saved). */
bool trainer_run(const Trainer *trainer, History *history, Error *error);

/** The step after which trainer_run() ends: the pause of trainer, or its last. */
int trainer_last_step(const Trainer *trainer);

/** The share of data that network gets right. Of answers that are quantities,
 *  the share of their variance that it explains, see network_r_squared(): both
 *  are 1 at best, and the trainer uses both alike. */
double trainer_accuracy(Network *network, const Dataset *data);

#endif
