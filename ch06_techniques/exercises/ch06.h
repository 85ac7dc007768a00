/** @file ch06.h
 *  The functions that the exercises of chapter 6 ask for. Arrays are plain
 * rows of numbers; a matrix is stored row after row. */
#ifndef CH06_H
#define CH06_H

#include "exercise.h"

/** One step of Momentum: the speeds v (n) keep the part mu and gain from the
 * gradient g (n), with the rate lr; the weights w (n) move by v. */
void my_momentum(float *w, const float *g, float *v, size_t n, float lr,
                 float mu);

/** One step of AdaGrad: h (n) gains the squares of the gradient g (n), and
 * the weights w (n) move with the rate lr, divided by the roots of h. */
void my_adagrad(float *w, const float *g, float *h, size_t n, float lr);

/** Step number t of Adam, counted from 1: m (n) and v (n) are the moving
 * means of the gradient g (n) and of its squares; the weights w (n) move with
 * the rate lr. */
void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t);

/** A random number of the mean 0 and the variance 1, drawn with rng; it is
 * there already. */
float random_normal(uint64_t *rng);

/** A random number from 0 to below 1, each as likely, drawn with rng; it is
 * there already. */
float random_uniform(uint64_t *rng);

/** Fill the weights w (in, out) of a layer with numbers of He's size, drawn
 * with rng: the layer's activation is a ReLU. */
void my_he_init(float *w, size_t in, size_t out, uint64_t *rng);

/** A batch normalization of d features. */
struct batch_norm {
    float *gamma;        /**< what y is multiplied by, (d) */
    float *beta;         /**< what is added to y, (d) */
    float *dgamma;       /**< the gradient of gamma, (d) */
    float *dbeta;        /**< the gradient of beta, (d) */
    float *running_mean; /**< the mean that an inference uses, (d) */
    float *running_var;  /**< its variance, (d) */
    float *x_hat; /**< the normalized input of the last batch, (n, d) */
    float *std;   /**< what that batch was divided by, (d) */
};

/** y (n, d) becomes x (n, d), normalized feature by feature with bn. If train
 * is not 0, with the mean and variance of the n examples, which are kept in
 * bn; otherwise with its running ones, and bn stays as it is. */
void my_batch_norm_forward(struct batch_norm *bn, const float *x, float *y,
                           size_t n, size_t d, int train);

/** The way back through the last my_batch_norm_forward() in which train was
 * not 0: dx (n, d) becomes the gradient of its x, and bn's dgamma and dbeta
 * theirs. dout (n, d) is that of its y, and x_hat and std are in bn. */
void my_batch_norm_backward(struct batch_norm *bn, const float *dout,
                            float *dx, size_t n, size_t d);

/** If train is not 0, each of the n numbers of x is dropped with the
 * probability p, from 0 to below 1, drawn with rng. mask (n) becomes 1 where
 * a number stays and 0 where it is dropped. If train is 0, everything stays
 * as it is. */
void my_dropout(float *x, uint8_t *mask, size_t n, float p, int train,
                uint64_t *rng);

/** What the n weights w cost with the factor lambda; their part of the
 * gradient is added to g (n). */
float my_weight_decay(const float *w, size_t n, float lambda, float *g);

#endif
