/** @file plot_script.h
 *  @ingroup ch01
 *  A figure in gnuplot's language. */
#ifndef PLOT_SCRIPT_H
#define PLOT_SCRIPT_H

#include <stdio.h>

#include "figures/plot_layout.h"

/** What a script is made from. */
typedef struct {
    const Plot *plot;         /**< borrowed */
    const PlotLayout *layout; /**< where its parts stand; borrowed */
} PlotScript;

/** Write script, a PlotScript, into file. It reads the table beside it and writes
 *  the picture beside it, so the two files can be copied anywhere and drawn
 *  again. */
void plot_write_script(FILE *file, const void *script);

/** The text as gnuplot reads it between quotes, which are part of the result. The caller
 *  owns it. */
char *plot_quoted(const char *text);

#endif
