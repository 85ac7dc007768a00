/** @file descents.h
 *  @ingroup ch06
 *  Trainings of which every step is looked at: run side by side, and drawn with the
 *  spread of their seeds. */
#ifndef DESCENTS_H
#define DESCENTS_H

#include "data/examples.h"
#include "deep_network.h"
#include "figures/plot.h"
#include "optimizers/optimizer.h"
#include "seeds.h"

/** One training, and what happened in it. */
typedef struct {
    DeepNetwork
        shape; /**< inputs and classes are filled in by comparison_main() */
    Optimizer *optimizer; /**< how to step; owned */
    uint64_t seed;        /**< of its weights and batches */
    double *loss;         /**< filled: of every step; owned */
    double slope;    /**< filled: the largest number in the first gradient of
                          the first layer's weights */
    double accuracy; /**< filled: on all test examples, in the end */
    double seconds;  /**< filled: of all its steps */
} Descent;

/** The loss at step i, from 0, of the descents of one kind, which are so many seeds: of
 *  each the moving mean over the window last steps. */
Spread descents_loss(const Descent *kind, int seeds, int i, int window);

/** The same of the accuracy in the end of the descents of one kind, so many seeds. */
Spread descents_accuracy(const Descent *kind, int seeds);

/** Add to plot the curve of descents_loss() of kind, seeds and window over all steps,
 *  called label, with style and color as in spread_draw(). */
void descents_draw(Plot *plot, const char *label, PlotStyle style,
                   PlotColor color, const Descent *kind, int seeds, int steps,
                   int window);

/** A comparison: kinds of descents, each with the same seeds. The descents of one kind are
 *  neighbours, so kind k begins at descents[k * seeds]. */
typedef struct {
    const char *about; /**< one sentence on the program */
    int kinds;         /**< how many */
    /** What the descents of this kind are; their seeds are filled in later. */
    Descent (*describe)(int kind);
    /** Prints how they went. */
    void (*print)(const Descent *descents, int seeds, int steps);
    /** Draws how they went: plot_save(), plot_free(). */
    Plot *(*draw)(const Descent *descents, int seeds, int steps);
} Comparison;

/** The main of a program that is one comparison: reads the command line argv of argc
 *  words, in which --steps, --seeds and --threads stand beside the shared options, loads
 *  the examples and says which, trains, prints and draws. Returns the exit status, or ends
 *  the program with another. */
int comparison_main(int argc, char **argv, const Comparison *comparison);

#endif
