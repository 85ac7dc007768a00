/** @file plot_table.h
 *  @ingroup ch01
 *  The numbers of a figure as a table of text, for gnuplot and for people. */
#ifndef PLOT_TABLE_H
#define PLOT_TABLE_H

#include <stdio.h>

#include "figures/plot_parts.h"

/** Do all parts of plot have the same x, as far as each goes? */
bool plot_shares_x(const Plot *plot);

/** The first column (1, 2, …) of part k of plot in the table after its x;
 *  the others follow. */
int plot_column(const Plot *plot, int k);

/** Does plot have a table? A figure of images and contour lines alone has none. */
bool plot_has_table(const Plot *plot);

/** Write the table of plot, a Plot, into file: names in the first line,
 *  columns between tabs, NaN where there is nothing. */
void plot_write_table(FILE *file, const void *plot);

#endif
