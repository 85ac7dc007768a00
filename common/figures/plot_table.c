// # A figure's numbers
//
// A reader may want the numbers of a figure in a spreadsheet, and gnuplot wants
// them in a file. **Which table serves both?** If all series have the same $x$,
// it has one column for it, and else one for each series. The rows of a short
// series are filled up with NaN, which is also what a gap is.
#include "figures/plot_table.h"

#include "figures/plot_layout.h"

// ## Columns
//
// A series has the columns $x$ and $y$, an area $x$, low and high, and arrows
// have $x$, $y$ and their lengths along both axes.
//
// Images and contour lines have their numbers in the script, which no column of a
// table could hold. A figure of nothing else has no table.
bool plot_has_table(const Plot *plot) { return plot->part_count > 0; }

static const PlotPart *longest(const Plot *plot)
{
    const PlotPart *best = &plot->parts[0];
    for (int k = 1; k < plot->part_count; k++) {
        best = plot->parts[k].count > best->count ? &plot->parts[k] : best;
    }
    return best;
}

bool plot_shares_x(const Plot *plot)
{
    const PlotPart *all = longest(plot);
    for (int k = 0; k < plot->part_count; k++) {
        const PlotPart *part = &plot->parts[k];
        for (int i = 0; i < part->count; i++) {
            if (part->values[0][i] != all->values[0][i]) {
                return false;
            }
        }
    }
    return true;
}

int plot_column(const Plot *plot, int k)
{
    const bool shared = plot_shares_x(plot);
    int column = 2;
    for (int j = 0; j < k; j++) {
        column += plot->parts[j].columns - (shared ? 1 : 0);
    }
    return column;
}

// ## Rows
//
// Each part of a figure is a block of rows, with a number in each column.
static void print_number(FILE *file, const double *values, int count, int i)
{
    if (i < count && plot_drawable(values[i], false)) {
        fprintf(file, "%.6g", values[i]);
    } else {
        fputs("NaN", file);
    }
}

static void print_heading(FILE *file, const Plot *plot, bool shared)
{
    static const char *const names[][3] = {
        [PLOT_PART_AREA] = {"low", "high"},
        [PLOT_PART_BARS] = {"y"},
        [PLOT_PART_CURVE] = {"y"},
        [PLOT_PART_ARROWS] = {"y", "dx", "dy"},
    };
    for (int k = 0; k < plot->part_count; k++) {
        const PlotPart *part = &plot->parts[k];
        const char *x = plot->panels[part->panel].frame.x;
        if (k == 0 || !shared) {
            fprintf(file, "%s%s", k > 0 ? "\t" : "", x != NULL ? x : "x");
        }
        for (int c = 1; c < part->columns; c++) {
            fprintf(file, "\t%s",
                    part->label != NULL ? part->label
                                        : names[part->kind][c - 1]);
        }
    }
    putc('\n', file);
}

void plot_write_table(FILE *file, const void *content)
{
    const Plot *plot = content;
    const PlotPart *all = longest(plot);
    const bool shared = plot_shares_x(plot);
    print_heading(file, plot, shared);
    for (int i = 0; i < all->count; i++) {
        for (int k = 0; k < plot->part_count; k++) {
            const PlotPart *part = &plot->parts[k];
            const PlotPart *left = shared ? all : part;
            if (k == 0 || !shared) {
                fputs(k > 0 ? "\t" : "", file);
                print_number(file, left->values[0], left->count, i);
            }
            for (int c = 1; c < part->columns; c++) {
                putc('\t', file);
                print_number(file, part->values[c], part->count, i);
            }
        }
        putc('\n', file);
    }
}
