/** @file training.h
 *  @ingroup ch05
 *  A training from the command line: what every program called `train` does
 *  around its network. The options, weights to start from, the run, and what
 *  is left behind: a file of weights and a figure of the learning curves. */
#ifndef TRAINING_H
#define TRAINING_H

#include "data/examples.h"
#include "system/claim.h"
#include "system/options.h"
#include "training/trainer.h"

/** The options of a program that trains. Set the defaults of the numbers
 *  first, and what the program itself decides, then training_options(). */
typedef struct {
    const Option
        *own;      /**< further options of the program, or NULL; borrowed */
    int own_count; /**< how many; at most 4 */
    const char *prefix; /**< how the names of its files begin, so that two
                             programs of a chapter keep apart; NULL: nothing */
    int line_steps;   /**< steps between two lines of the table in a run that
                             would have only one; 0: one is enough */
    Distort *distort; /**< changes each batch, see Trainer; NULL: nothing */
    const Crew
        *crew;    /**< who computes the steps and has the examples; NULL: this
                           program alone */
    Claim *taken; /**< the claim of a file that the program writes when it
                             has learnt, and that must not be one of the files
                             below; borrowed; NULL: there is none */
    Options shared; /**< --seed, --data, --out and the others */
    int steps;      /**< --steps: how many batches */
    int epochs;     /**< --epochs: the same in rounds through the data;
                              0: evaluate only; -1: steps counts */
    int batch;      /**< --batch: examples in a batch */
    int threads;    /**< --threads */
    double rate;    /**< --rate: the learning rate */
    double
        rate_decay; /**< --rate-decay: how much of the rate is gone by the last
                              step, 0 … 1 */
    double decay;   /**< --decay: lambda of weight decay */
    int keep_every; /**< steps after which the state is written at the latest; 0:
                         only at evaluations */
    int pause;      /**< --pause: stop after so many steps; 0: not */
    bool shuffle;        /**< --shuffle: batches are pieces of the shuffled
                              images */
    int patience;        /**< --patience: hold out a sixth of the images, stop
                              after so many evaluations without a better one
                              on them, and keep the best weights; 0: not */
    const char *resume;  /**< --resume: the file of the state; NULL */
    const char *weights; /**< --weights: the file to start from; NULL */
    const char *save;    /**< --save: the file to write; NULL: in --out */
} Training;

/** Read the command line argv of argc words into training; about is one
 *  sentence on the program. May end the program, as options_parse() does. */
void training_options(Training *training, int argc, char **argv,
                      const char *about);

/** How the examples in data are divided for training: into learnt, from
 *  which it learns, examined, which the table shows besides, and test, for the end. All are views;
 *  without patience, examined is test. Returns false and fills error (#EXIT_USAGE) if
 *  there are too few for patience. */
bool training_split(const Training *training, const Examples *data,
                    Dataset *learnt, Dataset *examined, Dataset *test,
                    Error *error);

/** Train net with optimizer on data as training says, batches drawn by rng,
 *  and save its weights and learning curves, printing where. There is a line
 *  for every epoch, or in a small data set for every 60000 images. With 0 epochs:
 *  print the test accuracy of the weights and save nothing. With patience the
 *  table and the curves show the held-out images, and the test images only come
 *  in at the end. Returns false and
 *  fills error if a file fails, the loss diverges or somebody asked to stop, see
 *  interrupt_watch() (then everything was saved nevertheless). With a crew, of
 *  data only the name is used. */
bool training_run(const Training *training, Network *net,
                  Optimizer *optimizer, const Examples *data, Rng *rng,
                  Error *error);

#endif
