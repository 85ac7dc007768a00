/** @file exercise_test.h
 *  What the tests of all exercises share. Every message has the form
 *  "NAME is 3, but 4 is right", so that a student sees the numbers. */
#ifndef EXERCISE_TEST_H
#define EXERCISE_TEST_H

#include <criterion/criterion.h>

#include "exercise.h"

/** Begins the test of an exercise: each of its tests ends after the time that
 *  the list allows, and says so when it has come to its end. */
#define EXERCISE(name)                                          \
    TestSuite(name, .timeout = SECONDS, .init = exercise_begin, \
              .fini = exercise_end)

/** Called before each test: what the answer writes to stderr goes to stdout,
 *  because Criterion's report, which decides, stands in stderr. */
void exercise_begin(void);

/** Called after each test, but not if the answer ends the program. */
void exercise_end(void);

/** What malloc(), calloc() and realloc() are in an answer: without memory they
 *  end the test, and say why. The parameters are those of the originals. */
void *exercise_malloc(size_t size);
void *exercise_calloc(size_t n, size_t size); /**< see exercise_malloc() */
void *exercise_realloc(void *p, size_t size); /**< see exercise_malloc() */

/** n numbers that are not a number, with a guard behind them: a place that is
 *  not written shows, and so does a write beyond the end. */
float *blank(size_t n);

/** A copy of the n values, with a guard behind it. */
float *guarded(const float *values, size_t n);

/** Say what is compared next, number by number: where expect_near() fails, it adds what
 *  all that is wrong in got has in common, as clue() finds it. n = 0 ends that. */
void about(const float *got, const float *want, size_t n, double relative);

/** Fail the test unless got is as near to want as relative * |want| or
 *  relative, whichever is larger. The name may hold printf's conversions. */
void expect_near(double got, double want, double relative, const char *name,
                 ...) __attribute__((format(printf, 4, 5)));

/** Fail the test unless got is want. The name as in expect_near(). */
void expect_equal(long long got, long long want, const char *name, ...)
    __attribute__((format(printf, 3, 4)));

/** Fail the test unless all n numbers of got are near to those of want, and
 * the guard stands, if got is from blank() or guarded(). */
void expect_all_near(const float *got, const float *want, size_t n,
                     double relative, const char *name);

/** Fail the test unless c is the product of a, rows x inner, and b, inner x columns,
 *  by the definition. The message names the place. */
void expect_product(const float *c, const float *a, const float *b,
                    size_t rows, size_t inner, size_t columns);

/** Fail the test if anything was written behind the n numbers of x, which is from
 *  blank() or guarded(). expect_all_near() asks this as well. */
void expect_guard(const float *x, size_t n, const char *name);

/** Fail the test with this message, as of printf, unless ok. */
void expect(int ok, const char *message, ...)
    __attribute__((format(printf, 2, 3)));

/** Fail the test unless got, which was predicted, is as near to want as
 * expect_near() says. The message does not hold what is right. */
void expect_predicted(double got, double want, double relative,
                      const char *name, ...)
    __attribute__((format(printf, 4, 5)));

/** Fail the test if a setting is 0, as the quotient 1 / 50 of whole numbers is. */
void expect_not_zero(double got, const char *name);

/** Fail the test with this message, as of printf, unless ok; if nothing of
 * the skeleton was changed, it says first that nothing was mended. For a
 * bug. */
void expect_mended(int ok, const char *message, ...)
    __attribute__((format(printf, 2, 3)));

/** Fail the test if more words and signs than most are others than in the
 * skeleton, are missing or new. Comments do not count. For a bug. */
void expect_few_changes(size_t most);

/** The next number of a sequence that begins at seed, between -1 and 1. */
float noise(uint64_t *seed);

/** Fill x with n numbers of noise(). */
void fill_with_noise(float *x, size_t n, uint64_t *seed);

#endif
