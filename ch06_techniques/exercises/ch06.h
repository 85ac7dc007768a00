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

/** What my_step_sizes() predicts: how far a weight moves in a step, without
 * its sign. */
struct step_sizes {
    double sgd;         /**< with stochastic gradient descent */
    double momentum;    /**< with Momentum, after very many steps */
    double adagrad;     /**< with AdaGrad, in the first step */
    double adagrad_100; /**< with AdaGrad, in step number 100 */
    double adam;        /**< with Adam, in the first step */
    double adam_steep;  /**< the same if the slope is 2000 */
};

/** The steps, predicted. */
struct step_sizes my_step_sizes(void);

/** Settings for Momentum. */
struct valley {
    float lr; /**< the rate */
    float mu; /**< the part of the speed that stays, from 0 to below 1 */
};

/** Settings with which Momentum comes near the bottom of the valley
 *  x0 * x0 / 20 + x1 * x1 in 30 steps, from any place. */
struct valley my_valley(void);

/** A neuron that drops some of what it reads while it learns. */
struct dropping {
    float *w;      /**< its weights, (d) */
    float *read;   /**< what it has read of the last example, (d) */
    size_t d;      /**< how many numbers an example has */
    float p;       /**< how probable it is that a number is dropped */
    int train;     /**< not 0 while it learns */
    uint64_t *rng; /**< what random_uniform() draws with */
};

/** Let net learn the first `learnt` of the n examples x (n, d) with the
 * classes t (n), 0 or 1. Returns the share of right answers for the others. */
float my_still_dropping(struct dropping *net, const float *x,
                        const uint8_t *t, size_t learnt, size_t n);

/** Train a network of two layers with so many epochs on the n points x (n, 2)
 *  with the classes t (n), 0 or 1. Returns the share of right answers for
 *  these points. */
float my_all_alike(const float *x, const uint8_t *t, size_t n, size_t epochs,
                   uint64_t *rng);

/** The factor lambda of a weight decay with which ten weights, learnt from
 * twelve noisy points, foretell others well. */
double my_decay(void);

/** Layer normalization, in double for the judge of gradients: each row of x
 *  (rows, columns) less its mean, divided by the root of its variance + 1e-5,
 *  times gamma (columns), plus beta (columns), becomes that row of y. */
void my_layer_norm(const double *x, const double *gamma, const double *beta,
                   double *y, size_t rows, size_t columns);

/** Its way back: dx (rows, columns), dgamma (columns) and dbeta (columns)
 *  become the gradients, and dout (rows, columns) is that of y. */
void my_layer_norm_backward(const double *x, const double *gamma,
                            const double *dout, double *dx, double *dgamma,
                            double *dbeta, size_t rows, size_t columns);

/** y (n) becomes the GELU of x (n): x times the probability that a normal
 *  random number is below x. */
void my_gelu(const double *x, double *y, size_t n);

/** Its way back: dx (n) becomes the gradient of x, and dout (n) is that of y. */
void my_gelu_backward(const double *x, const double *dout, double *dx,
                      size_t n);

#endif
