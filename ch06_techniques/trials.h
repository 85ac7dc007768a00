/** @file trials.h
 *  @ingroup ch06
 *  Many trainings that differ in little: run side by side, one for each thread,
 *  and compared afterwards. */
#ifndef TRIALS_H
#define TRIALS_H

#include "data/examples.h"
#include "deep_network.h"
#include "figures/plot.h"
#include "ranks/queue.h"
#include "system/options.h"
#include "training/trainer.h"

/** One training, and how it went. */
typedef struct {
    DeepNetwork
        shape;        /**< inputs and classes are filled in by trials_run() */
    int batch;        /**< examples in a batch; 0: as many as in the course */
    real rate;        /**< learning rate of the descent */
    real decay;       /**< lambda of weight decay; 0: none */
    uint64_t seed;    /**< of its weights and batches */
    bool keep;        /**< the trained network is wanted afterwards */
    Network *network; /**< filled, if keep: owned; else NULL */
    Rng rng;          /**< filled: drew its weights, its batches and its
                          dropout */
    History history;  /**< filled: an entry for each evaluation; owned */
    bool diverged; /**< filled: the loss became infinite or not a number, and
                            the history ends there */
    bool done;     /**< filled: it came to its end, or diverged */
} Trial;

/** What all trials learn from. */
typedef struct {
    Dataset train; /**< to learn from; a view, borrowed */
    Dataset test;  /**< to be examined on; a view, borrowed */
    int batch;     /**< examples in a batch; at most all of train */
    int epochs;    /**< rounds through the training data */
    bool quiet;    /**< no progress line, even on a terminal */
    int every;     /**< so many epochs between two evaluations */
    Queue *queue; /**< where the ranks take their trials from; borrowed; NULL:
                        all of them are for this program */
} Course;

/** Train all count trials by plain descent on course, silently, each by one
 *  thread; the results do not depend on how many there are. A loss that diverges
 *  is a result. Returns false and fills error if somebody asked to stop, see
 *  interrupt_watch(); what was done until then is marked. Release with trials_clear() in both cases. */
bool trials_run(Trial *trials, int count, const Course *course, Error *error);

/** After all ranks have run some of the count trials from one queue: rank 0 gets what
 *  the others have done. Nothing if one of them is lost. */
void trials_collect(Trial *trials, int count, Ranks *ranks);

/** The last entry of column, one of the columns of the history of trial; 0 if
 *  it diverged before the first evaluation. */
double trial_end(const Trial *trial, const double *column);

/** A figure called name, with a panel for each of the count trials under its
 *  title of titles: accuracy in training and on the set that was examined, which is
 *  called so, over the epochs. The caller
 *  owns it: plot_save(), plot_free(). */
Plot *trials_plot(const char *name, const Trial *trials,
                  const char *const *titles, int count, const char *examined);

/** Release what the count trials own. */
void trials_clear(Trial *trials, int count);

/** An experiment: some trials, and what is told of them. */
typedef struct {
    const char *about; /**< one sentence on the program */
    int trials;        /**< how many */
    int images;        /**< to learn from: the first of the training images */
    int examined;      /**< to be examined on: the first of the test images */
    int batch;         /**< examples in a batch */
    int epochs; /**< rounds through the images, if --epochs is not given */
    int every;  /**< so many epochs between two evaluations */
    /** Fills in what each of the trials is; all of them are zero before. */
    void (*describe)(Trial *trials, uint64_t seed);
    /** Prints how the trials went. */
    void (*print)(const Trial *trials, const Course *course);
    /** Draws how the trials went: plot_save(), plot_free(). */
    Plot *(*draw)(const Trial *trials, const Course *course);
} Experiment;

/** The main of a program that is one experiment: reads the command line argv of argc
 *  words, in which --epochs and --threads stand beside the shared options, loads the
 *  examples and says which, runs the trials, prints and draws. Returns the exit status,
 *  or ends the program with another. */
int experiment_main(int argc, char **argv, const Experiment *experiment);

#endif
