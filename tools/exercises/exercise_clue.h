/** @file exercise_clue.h
 *  What the wrong numbers of an array have to do with the right ones. A student who
 *  reads that all of them are three times too large looks for a sum that was not
 *  divided; one wrong number alone does not say that. */
#ifndef EXERCISE_CLUE_H
#define EXERCISE_CLUE_H

#include <stddef.h>

/** The number that blank() leaves in a place: not a number, and known again, even in a
 *  sum that it came into. */
float unwritten(void);

/** Whether x is unwritten(), or was computed from it. */
int is_unwritten(float x);

/** Whether got is want, up to relative of the larger of |want| and 1. */
int within_relative(double got, double want, double relative);

/** What holds for all wrong numbers of got, in a text that stays until the next call:
 *  " …: a question?", or "" if nothing is known. It holds for all of them, and for so
 *  many that it is no chance. got and want have n numbers; wrong is what differs by more
 *  than relative, as expect_near() means it. */
const char *clue(const float *got, const float *want, size_t n,
                 double relative);

#endif
