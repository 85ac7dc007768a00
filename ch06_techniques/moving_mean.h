/** @file moving_mean.h
 *  @ingroup ch06
 *  A row of numbers that jump, made into a curve that can be read. */
#ifndef MOVING_MEAN_H
#define MOVING_MEAN_H

/** The mean of values[i] and those just before it, window numbers in all; of
 *  fewer where there are not so many yet. */
double moving_mean(const double *values, int i, int window);

#endif
