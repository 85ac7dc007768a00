/** @file seeds.h
 *  @ingroup ch06
 *  What several seeds gave, as three numbers. */
#ifndef SEEDS_H
#define SEEDS_H

#include "figures/plot.h"

/** Some numbers, summed up. */
typedef struct {
    double mean;  /**< their sum, divided by how many they are */
    double least; /**< the smallest of them */
    double most;  /**< the largest of them */
} Spread;

/** The spread of count numbers, at least one. */
Spread spread_of(const double *numbers, int count);

/** A spread as text: text. */
typedef struct {
    char text[32]; /**< "0.732 (0.720 to 0.750)" */
} SpreadText;

/** spread with three decimals. */
SpreadText spread_text(Spread spread);

/** spread with three decimals, each with its sign: of differences. */
SpreadText spread_text_signed(Spread spread);

/** Add a curve called label, of this style and color, to plot: the means of count spreads at x, in a band from
 *  the least to the most, if they differ anywhere. Adds nothing if count is 0. */
void spread_draw(Plot *plot, const char *label, PlotStyle style,
                 PlotColor color, int count, const double *x,
                 const Spread *spreads);

#endif
