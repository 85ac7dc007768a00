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
#include "seeds.h"
#include "system/options.h"
#include "training/trainer.h"

/** One training, and how it went. */
typedef struct {
    DeepNetwork
        shape;        /**< inputs and classes are filled in by trials_run() */
    int batch;        /**< examples in a batch; 0: as many as in the course */
    double rate;      /**< learning rate of the descent */
    double decay;     /**< lambda of weight decay; 0: none */
    uint64_t seed;    /**< of its weights and batches */
    bool keep;        /**< the trained network is wanted afterwards */
    Network *network; /**< filled, if keep: owned; else NULL */
    Rng rng;          /**< filled: drew its weights and its batches */
    Rng noise;        /**< filled: drew what dropout dropped */
    History history;  /**< filled: an entry for each evaluation; owned */
    bool diverged; /**< filled: the loss became infinite or not a number, and
                            the history ends there */
    bool done;     /**< filled: it came to its end, or diverged */
} Trial;

enum { MOST_SEEDS = 100 /**< trainings of one kind */ };

/** What all trials learn from. */
typedef struct {
    Dataset train; /**< to learn from; a view, borrowed */
    Dataset test;  /**< to be examined on; a view, borrowed */
    int batch;     /**< examples in a batch; at most all of train */
    int epochs;    /**< rounds through the training data */
    bool quiet;    /**< no progress line, even on a terminal */
    int every;     /**< so many epochs between two evaluations */
    int seeds;     /**< trainings of each kind, at most #MOST_SEEDS */
    Queue *queue; /**< where the ranks take their trials from; borrowed; NULL:
                        all of them are for this program */
} Course;

/** Do training i of context. Returns false and fills error if it went wrong. */
typedef bool OneTraining(void *context, int i, Error *error);

/** Call train for 0 … count - 1 with context, each by one thread, and say on a terminal
 *  how many are done, unless quiet. queue says which are for this program; NULL: all.
 *  Returns false and fills error as the first did that
 *  went wrong; those that had not begun then are not done. */
bool side_by_side(int count, OneTraining *train, void *context, Queue *queue,
                  bool quiet, Error *error);

/** Train all count trials by plain descent on course, silently, each by one
 *  thread; the results do not depend on how many there are. A loss that diverges
 *  is a result. Returns false and fills error if somebody asked to stop, see
 *  interrupt_watch(); what was done until then is marked. Release with trials_clear() in both cases. */
bool trials_run(Trial *trials, int count, const Course *course, Error *error);

/** After all ranks have run some of the count trials from one queue: rank 0 gets what
 *  the others have done. Nothing if one of them is lost. */
void trials_collect(Trial *trials, int count, Ranks *ranks);

/** What column says of trial in the end; 0 if it diverged before the first
 *  evaluation. */
double trial_end(const Trial *trial, HistoryColumn column);

/** The same, column, of the trials of one kind, which are so many seeds, at most #MOST_SEEDS. */
Spread kind_end(const Trial *kind, int seeds, HistoryColumn column);

/** How many trials of one kind, which are so many seeds, diverged. */
int kind_stopped(const Trial *kind, int seeds);

/** Print what stands above the rows of kind_print(): what course is, and a name for
 *  each column. */
void kind_print_head(const Course *course);

/** Print a row on the trials of one kind, which are so many seeds: its name,
 *  accuracy in training and in the test, and the gap between them. If rival, another
 *  kind with the same seeds, is not NULL: by how much kind does better in the test, seed by
 *  seed. */
void kind_print(const char *name, const Trial *kind, const Trial *rival,
                int seeds);

/** Add a curve called label to plot: column of the trials of one kind, which are so many
 *  seeds, over the epochs, in this style, as spread_draw() does; of those that had not diverged then.
 *  A line is blue, a dashed one orange. */
void kind_draw(Plot *plot, const char *label, PlotStyle style,
               const Trial *kind, int seeds, HistoryColumn column);

/** A figure of trials called name, with a panel for each of the kinds, of so many seeds each, under
 *  its title of titles: accuracy in training and on the set that was examined, which
 *  is called so, by kind_draw(). The caller owns it: plot_save(), plot_free(). */
Plot *kinds_plot(const char *name, const Trial *trials,
                 const char *const *titles, int kinds, int seeds,
                 const char *examined);

/** Release what the count trials own. */
void trials_clear(Trial *trials, int count);

/** An experiment: kinds of networks, each trained with some seeds. The trials of
 *  one kind are neighbours, so kind k begins at trials[k * seeds]. */
typedef struct {
    const char *about; /**< one sentence on the program */
    int kinds;         /**< how many */
    int seeds;         /**< trainings of each kind, if --seeds is not given */
    int images;        /**< to learn from: the first of the training images */
    int examined;      /**< to be examined on: the first of the test images */
    int batch;         /**< examples in a batch */
    int epochs; /**< rounds through the images, if --epochs is not given */
    int every;  /**< so many epochs between two evaluations */
    /** What the networks of this kind are; their seeds are filled in later. */
    Trial (*describe)(int kind);
    /** Prints how the trials went. */
    void (*print)(const Trial *trials, const Course *course);
    /** Draws how the trials went: plot_save(), plot_free(). */
    Plot *(*draw)(const Trial *trials, const Course *course);
} Experiment;

/** The main of a program that is one experiment: reads the command line argv of argc
 *  words, in which --epochs, --seeds and --threads stand beside the shared options, loads the
 *  examples and says which, runs the trials, prints and draws. Returns the exit status,
 *  or ends the program with another. */
int experiment_main(int argc, char **argv, const Experiment *experiment);

#endif
