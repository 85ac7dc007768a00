/** @file ch04.h
 *  The functions that the exercises of chapter 4 ask for. Arrays are plain
 * rows of numbers; a matrix is stored row after row. */
#ifndef CH04_H
#define CH04_H

#include "exercise.h"

/** Half the sum of the squared differences of y and t, n numbers each. */
float my_sum_squared_error(const float *y, const float *t, size_t n);

/** The mean over the batch of -log of the probability that y (batch, classes)
 *  gives the right class t (batch). */
float my_cross_entropy(const float *y, const uint8_t *t, size_t batch,
                       size_t classes);

/** The slope of f at x, measured. */
double my_num_diff(double (*f)(double), double x);

/** g (n) becomes the gradient of f at x (n), measured; x is as before at the
 *  end. f is called as f(x, n, ctx). */
void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx);

/** Let x (n) walk downhill, so many steps with the rate lr. slope(x, n, i) is
 * the derivative for x[i] at x; g (n) is room for the gradient. */
void my_descent(float (*slope)(const float *x, size_t n, size_t i), float *x,
                float *g, size_t n, float lr, size_t steps);

/** A random number from 0 to n - 1, each as likely; it is there already. */
uint32_t random_below(uint64_t *rng, uint32_t n);

/** Put the n numbers of idx into an order that is drawn at random. */
void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng);

/** Hands out the places of n examples, in batches. */
struct batcher {
    const uint32_t *order; /**< the n places, in the order of this epoch */
    size_t n;              /**< how many examples there are, at least 1 */
    size_t size;           /**< how many a batch holds, at least 1 */
    size_t next;           /**< how many of order were handed out already */
};

/** Copy the places of the next batch of b to out. Returns how many: the size
 * of a batch, or less at the end of an epoch. */
size_t my_next_batch(struct batcher *b, uint32_t *out);

/** What my_price() predicts of one epoch with gradients that are measured. */
struct price {
    double parameters; /**< numbers that the network learns */
    double losses;     /**< losses that are computed for one gradient */
    double images;     /**< images that go through the network for it */
    double steps;      /**< steps of an epoch */
    double hours;      /**< that the epoch takes */
};

/** The price, predicted. */
struct price my_price(void);

/** The rate with which a walk downhill from any place in the valley
 *  x0 * x0 + 25 * x1 * x1 comes near its bottom in 80 steps. */
float my_rate(void);

/** The share of right answers that a nearest neighbour gives for examples it
 * has not seen. Of the n examples x (n, d) with their classes t (n) it has
 * learnt the first four fifths. */
float my_too_good(const float *x, const uint8_t *t, size_t n, size_t d);

/** Let a perceptron with the weights w (d) and the bias b learn the n examples
 * x (n, d) with the classes t (n), 0 or 1, for so many epochs, each in another
 * order. x and t change their order. Returns the share of examples that it
 * knows afterwards. */
float my_other_order(float *w, float *b, float *x, uint8_t *t, size_t n,
                     size_t d, size_t epochs, uint64_t *rng);

#endif
