// # How much of it is luck?
//
// A seed decides which first weights and which batches a training draws. One network
// reads 0.750 of the test set, another one 0.746. **Is the first better, or only
// luckier?** Nobody can say from one training each. So the experiments of this chapter
// train each kind of network several times, with other seeds.
//
// Five trainings of one and the same network may give
// $0.722, 0.750, 0.725, 0.744, 0.739$. Their mean is $0.736$. The least and the most,
// $0.722$ and $0.750$, show what luck does: a difference of $0.004$ says nothing here.
#include "seeds.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "ground/base.h"

Spread spread_of(const double *numbers, int count)
{
    Spread s = {0, numbers[0], numbers[0]};
    for (int i = 0; i < count; i++) {
        s.mean += numbers[i] / count;
        s.least = fmin(s.least, numbers[i]);
        s.most = fmax(s.most, numbers[i]);
    }
    return s;
}

SpreadText spread_text(Spread s)
{
    SpreadText t;
    snprintf(t.text, sizeof t.text, "%5.3f (%5.3f to %5.3f)", s.mean, s.least,
             s.most);
    return t;
}

SpreadText spread_text_signed(Spread s)
{
    SpreadText t;
    snprintf(t.text, sizeof t.text, "%+.3f (%+.3f to %+.3f)", s.mean, s.least,
             s.most);
    return t;
}

// In a figure, the three are a curve and a band around it. A single seed has no band.
void spread_draw(Plot *plot, const char *label, PlotStyle style,
                 PlotColor color, int count, const double *x,
                 const Spread *spreads)
{
    if (count == 0) {
        return;
    }
    double *mean = allocate(3 * (size_t)count, sizeof *mean);
    double *least = mean + count, *most = least + count;
    bool wide = false;
    for (int i = 0; i < count; i++) {
        mean[i] = spreads[i].mean;
        least[i] = spreads[i].least;
        most[i] = spreads[i].most;
        wide = wide || most[i] > least[i];
    }
    if (wide) {
        plot_color(plot, color);
        plot_area(plot, count, x, least, most);
    }
    plot_color(plot, color);
    plot_series(plot, label, style, count, x, mean);
    free(mean);
}

// ## A gain, seed by seed
//
// There is a way to see more with the same trainings. The same seed gives two networks
// of one shape the same first weights and the same batches: a lucky seed helps both. So
// we subtract *within* each seed. If the technique gives
// $0.733, 0.763, 0.732, 0.757, 0.753$, it gains $0.011, 0.013, 0.007, 0.013, 0.014$:
// more than 0 with each of the five, although the two rows of numbers overlap.
//
// If a technique made no difference, a gain would have either sign with equal chance.
// Five times the same sign happens by chance in $2 \cdot 0.5^5 = 0.06$ of such
// experiments. So it is a strong hint and no proof; more seeds make it stronger.
