/** @file exercise_digits.h
 *  The book's own digits, for the test of an exercise: smaller, 14 x 14, so that a
 * function without any art of speed learns them in a second. An answer is not linked
 * to the library, so the test holds the sources that draw. */
#ifndef EXERCISE_DIGITS_H
#define EXERCISE_DIGITS_H

#include "exercise_test.h"
#include "ground/base.c"
#include "ground/rng.c"

/* Two sources in one have one SIDE each. */
#define SIDE SIDE_OF_DIGITS
#include "data/digits.c"
#undef SIDE
#include "data/strokes.c"

enum { DIGIT_PIXELS = 14 * 14, DIGIT_CLASSES = 10 };

/* What digits.c asks of modules that are not here. */
Dataset dataset_new(int count, int height, int width, int classes)
{
    Dataset data = {
        .count = count, .height = height, .width = width, .classes = classes};
    data.pixels = exercise_calloc((size_t)(count * height), (size_t)width);
    data.labels = exercise_calloc((size_t)count, 1);
    return data;
}

void in_parts(Job job, PartFunction *part, void *context)
{
    part(context, 0, job.count);
}

/** x (count, 14 * 14) becomes count digits, between 0 and 1, and t (count) what
 *  they are. Another seed gives others. */
static inline void draw_digits(float *x, uint8_t *t, int count, uint64_t seed)
{
    const Dataset data = digits_new(count, seed);
    for (int n = 0; n < count; n++) {
        for (int i = 0; i < DIGIT_PIXELS; i++) {
            const uint8_t *p =
                data.pixels + n * 28 * 28 + i / 14 * 2 * 28 + i % 14 * 2;
            x[n * DIGIT_PIXELS + i] =
                (float)(p[0] + p[1] + p[28] + p[29]) / (4 * 255);
        }
        t[n] = data.labels[n];
    }
    free(data.pixels);
    free(data.labels);
}

#endif
