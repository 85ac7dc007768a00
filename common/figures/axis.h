/** @file axis.h
 *  @ingroup ch01
 *  One axis of a figure: which numbers it shows, where the few marked ones
 *  stand, and how names beside it keep out of each other's way. */
#ifndef AXIS_H
#define AXIS_H

#include "ground/base.h"

enum { MAX_TICKS = 5 /**< so few marks tell enough */ };

/** What is farther from 0 is not drawn, nor what is nearer on a logarithmic axis. These two
 *  are stored, and so they have the bits of a double: where a processor computes with more of
 *  them, the literal 1e300 is another number than a double of that name. */
static const double AXIS_FARTHEST = 1e300, AXIS_NEAREST = 1e-300;

/** What is known of the numbers on an axis. */
typedef struct {
    double min; /**< the smallest number, not below -1e300; if log, not
                        below 1e-300 */
    double max; /**< the largest; not below min, not above 1e300 */
    bool log;   /**< logarithmic */
    bool whole; /**< all are whole numbers, so mark no fractions */
    bool exact; /**< begin and end exactly at min and max; otherwise there is
                        a little room, up to the next mark if it is near */
} AxisRange;

/** An axis. */
typedef struct {
    double min;              /**< the number at its beginning */
    double max;              /**< the number at its end, above min */
    bool log;                /**< logarithmic */
    int count;               /**< how many marks */
    double ticks[MAX_TICKS]; /**< the marked numbers, rising */
} Axis;

/** The axis that fits range: at most #MAX_TICKS marks, at multiples of 1, 2,
 *  2.5 or 5 times a power of ten, on a logarithmic axis at powers of ten. A
 *  range without length is widened. */
Axis axis_new(AxisRange range);

/** Where value stands on axis: 0 is the beginning, 1 the end. On a logarithmic
 *  axis value must be positive. */
double axis_place(const Axis *axis, double value);

/** Move count places, which rise, so that each is at least gap above the one
 *  before it and all lie in low … high; if they do not fit, as far beyond one
 *  end as beyond the other. The sum of the squares of
 *  all moves is as small as possible. */
void axis_spread(double *places, int count, double gap, double low,
                 double high);

#endif
