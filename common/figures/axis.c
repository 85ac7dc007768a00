// # An axis
//
// A figure marks only a few numbers, and those should be round. **Which ones,
// if the data run from 0.101 to 0.97?** A person would write 0, 0.25, 0.5, 0.75
// and 1. The rule behind it is short.
#include "figures/axis.h"

#include <float.h>
#include <stdlib.h>
#include <tgmath.h>

// ## Round steps
//
// A step is 1, 2, 2.5 or 5 times a power of ten. Here they are numbered: step 0
// is 1, step 4 is 10, step $-1$ is 0.5. The number 2.5 itself is left out:
// where 0.25 and 25 look round, 2.5 does not. Between whole numbers no step is
// a fraction. A step that is left out is 0.
static double round_step(int k, bool whole)
{
    static const double first[] = {1, 2, 2.5, 5};
    const int power = (int)floor(k / 4.0);
    const double step = first[k - 4 * power] * pow(10.0, (double)power);
    return k == 2 || (whole && step < 1) ? 0 : step;
}

// ## A little room
//
// A curve that touches the frame is hard to read. If the next multiple of the
// step is near, within 15 % of the whole length, the axis goes on to it. If it
// is not, 3 % are added. The last multiple within the limits is widened by a
// billionth of a step, because $3 \cdot 0.1$ is a little more than $0.3$.
typedef struct {
    double low, high; /* the ends */
    double step;
    double from, to; /* the first and last multiple of step between them */
} Marks;

static Marks marks_at(double low, double high, double step, bool exact)
{
    const double near = 0.15 * (high - low), room = 0.03 * (high - low);
    const double below = floor(low / step) * step;
    const double above = ceil(high / step) * step;
    const double begin = low - below <= near ? below : low - room;
    const double end = above - high <= near ? above : high + room;
    Marks m = {low, high, step, 0, 0};
    if (!exact) {
        m.low = begin;
        m.high = end;
    }
    m.from = ceil(m.low / step - 1e-9);
    m.to = floor(m.high / step + 1e-9);
    return m;
}

// Of all round steps we take the smallest that leaves few enough marks. The
// search begins at a hundredth of the length, which is always too small.
static Marks choose_marks(double low, double high, bool whole, bool exact)
{
    int k = 4 * ((int)floor(log10(high - low)) - 2);
    for (;; k++) {
        const double step = round_step(k, whole);
        if (step > 0) {
            const Marks m = marks_at(low, high, step, exact);
            if (m.to - m.from < MAX_TICKS) {
                return m;
            }
        }
    }
}

// ## Ends that coincide
//
// One point, or a curve that never moves, gives a range without length. We
// widen it by 1 between whole numbers and around 0, and elsewhere by a tenth
// of the number itself. A length that six digits cannot show counts as none.
static void widen(double *low, double *high, bool whole)
{
    const double size = fmax(fabs(*low), fabs(*high));
    if (*high - *low > 1e-5 * size && size > 1e-290) {
        return;
    }
    const double room = whole || size <= 1e-290 ? 1 : size / 10;
    *low -= room;
    *high += room;
}

// ## The axis
//
// A logarithmic axis is an axis of exponents, which are marked at whole
// numbers: from 0.001 to 10 means from $-3$ to $1$. If fewer than two powers of
// ten lie in the range, it is stretched to the next ones.
Axis axis_new(AxisRange range)
{
    CHECK(range.min <= range.max && range.min >= -AXIS_FARTHEST &&
              range.max <= AXIS_FARTHEST,
          "an axis from %g to %g", range.min, range.max);
    CHECK(range.min >= AXIS_NEAREST || !range.log,
          "a logarithmic axis from %g", range.min);
    const bool whole = range.whole || range.log;
    double low = range.log ? log10(range.min) : range.min;
    double high = range.log ? log10(range.max) : range.max;
    widen(&low, &high, whole);
    Marks m = choose_marks(low, high, whole, range.exact);
    if (range.log && m.from >= m.to) {
        m = choose_marks(floor(low), ceil(high), whole, true);
    }
    Axis axis = {.min = m.low, .max = m.high, .log = range.log};
    for (double i = m.from; i <= m.to; i++) {
        const double u = i * m.step + 0.0; /* and never -0 */
        axis.ticks[axis.count++] = range.log ? pow(10.0, u) : u;
    }
    if (range.log) {
        axis.min = fmax(DBL_MIN, pow(10.0, m.low));
        axis.max = fmin(DBL_MAX, pow(10.0, m.high));
    }
    return axis;
}

double axis_place(const Axis *axis, double value)
{
    if (axis->log) {
        const double start = log(axis->min);
        return (log(value) - start) / (log(axis->max) - start);
    }
    return (value - axis->min) / (axis->max - axis->min);
}

// ## Names that keep apart
//
// Names stand at the height of their curves, and two curves that end near each
// other would print one name over the other. **Who has to move, and how far?**
//
// Subtract $i \cdot \mathrm{gap}$ from place $i$. Then "at least a gap apart"
// becomes "not falling". Where neighbours fall, they join a block, and all of
// the block stand at its mean; that is the smallest sum of squared moves (the
// pool of adjacent violators; Ayer et al., 1955).
typedef struct {
    double sum;
    int count;
} Block;

static double mean(Block block) { return block.sum / block.count; }

void axis_spread(double *places, int count, double gap, double low,
                 double high)
{
    Block *blocks = allocate((size_t)count, sizeof *blocks);
    const double top = high - (count - 1) * gap;
    int n = 0, place = 0;
    for (int i = 0; i < count; i++) {
        blocks[n++] = (Block){places[i] - i * gap, 1};
        while (n > 1 && mean(blocks[n - 2]) > mean(blocks[n - 1])) {
            blocks[n - 2].sum += blocks[n - 1].sum;
            blocks[n - 2].count += blocks[n - 1].count;
            n--;
        }
    }
    for (int b = 0; b < n; b++) {
        const double start = top < low
                                 ? (low + top) / 2
                                 : fmax(low, fmin(top, mean(blocks[b])));
        for (int i = 0; i < blocks[b].count; i++, place++) {
            places[place] = start + place * gap;
        }
    }
    free(blocks);
}
