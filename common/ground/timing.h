/** @file timing.h
 *  @ingroup ch01
 *  Measured times, and the one way to print them. What was measured differs
 *  from run to run while everything else stays the same; so every measured
 *  number goes through here, and can be masked when two runs are compared. */
#ifndef TIMING_H
#define TIMING_H

#include "ground/base.h"

/** A measured number in words; see timing_text(). */
typedef struct {
    char text[24]; /**< the words */
} TimingText;

/** Seconds on a clock that only goes forward, from an arbitrary start: only
 *  differences mean something. If DL_MASK_TIMES is set, each call is one
 *  millisecond after the one before, so that figures of measured times can be
 *  compared too. */
double timing_now(void);

/** The same clock, which DL_MASK_TIMES does not change: for whoever waits until a
 *  time has passed. */
double timing_clock(void);

/** The least seconds of so many times work(context), after one run without the
 *  clock in which it takes its memory: the fastest run was disturbed least. */
double timing_best(void (*work)(void *context), void *context, int times);

/** The measured value with decimals (below 10) digits after the point, right
 *  aligned in width characters (at most 23), or width stars in their place if
 *  the environment variable DL_MASK_TIMES is set; use the result's `.text` at
 *  once, in a printf(). A value too long for 23 characters is written with an
 *  exponent. */
TimingText timing_text(double value, int width, int decimals);

#endif
