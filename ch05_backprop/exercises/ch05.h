/** @file ch05.h
 *  The functions that the exercises of chapter 5 ask for. Arrays are plain
 * rows of numbers; a matrix is stored row after row. The gradient of
 * something has its name with a d before it, and dout is the gradient of what
 * a node put out. Gradients replace what stood in their place before. */
#ifndef CH05_H
#define CH05_H

#include "exercise.h"

/** The way back through a node that multiplied x by y: dx and dy become their
 * gradients, and dout is that of the product. */
void my_mul_node(float x, float y, float dout, float *dx, float *dy);

/** The way back through a ReLU whose input was x (n): dx (n) becomes the
 * gradient of x, and dout (n) is that of its output. dx may be dout. */
void my_relu_backward(const float *x, const float *dout, float *dx, size_t n);

/** The way back through a sigmoid whose output was y (n): dx (n) becomes the
 * gradient of its input, and dout (n) is that of y. dx may be dout. */
void my_sigmoid_backward(const float *y, const float *dout, float *dx,
                         size_t n);

/** The way back through x (batch, in) times w (in, out) plus a bias (out):
 * dx, dw and db become their gradients, each in the shape of what it belongs
 * to. dout (batch, out) is that of the result. */
void my_affine_backward(const float *x, const float *w, const float *dout,
                        float *dx, float *dw, float *db, size_t batch,
                        size_t in, size_t out);

/** The way back through softmax and the mean cross-entropy: dx (batch,
 * classes) becomes the gradient of the scores. Softmax put out y (batch,
 * classes), and t (batch) are the right classes. */
void my_softmax_loss_backward(const float *y, const uint8_t *t, float *dx,
                              size_t batch, size_t classes);

/** How far the gradients a and b, of n numbers each, are apart: their largest
 * difference, divided by the largest size of any number in them. 0 if all are
 * 0, NaN if one of them is. worst becomes the place of that difference, or of
 * the first NaN. */
double my_gradient_check(const float *a, const float *b, size_t n,
                         size_t *worst);

/** A network with one hidden layer of sigmoids, and a softmax at the end. */
struct two_layer {
    size_t in;      /**< how many numbers an example has */
    size_t hidden;  /**< how many neurons the hidden layer has */
    size_t classes; /**< how many answers there are */
    float *w1;      /**< the first weights, (in, hidden) */
    float *b1;      /**< their biases, (hidden) */
    float *w2;      /**< the second weights, (hidden, classes) */
    float *b2;      /**< their biases, (classes) */
    float *dw1;     /**< the gradient of w1, (in, hidden) */
    float *db1;     /**< the gradient of b1, (hidden) */
    float *dw2;     /**< the gradient of w2, (hidden, classes) */
    float *db2;     /**< the gradient of b2, (classes) */
    float *z;  /**< room for what the hidden layer says, (batch, hidden) */
    float *y;  /**< room for the answers, (batch, classes) */
    float *dz; /**< room for the gradient of z, (batch, hidden) */
    float *dy; /**< room for that of the scores, (batch, classes) */
    float *dx; /**< room for that of the examples, (batch, in) */
};

/** The four gradients in net become those of the mean cross-entropy, for the
 * examples x (batch, in) and their right classes t (batch). Weights and
 * biases stay as they are. */
void my_two_layer(struct two_layer *net, const float *x, const uint8_t *t,
                  size_t batch);

/** What is there already for my_two_layer(). y (batch, out) becomes x (batch,
 * in) times w (in, out), plus b (out). */
void affine_forward(const float *x, const float *w, const float *b, float *y,
                    size_t batch, size_t in, size_t out);

/** As my_affine_backward() with x, w, dout, dx, dw, db, batch, in and out. */
void affine_backward(const float *x, const float *w, const float *dout,
                     float *dx, float *dw, float *db, size_t batch, size_t in,
                     size_t out);

/** y (n) becomes the sigmoids of x (n). y may be x. */
void sigmoid_forward(const float *x, float *y, size_t n);

/** As my_sigmoid_backward() with y, dout, dx and n. */
void sigmoid_backward(const float *y, const float *dout, float *dx, size_t n);

/** y (batch, classes) becomes the probabilities that the scores x (batch,
 * classes) stand for, row by row. y may be x. */
void softmax_forward(const float *x, float *y, size_t batch, size_t classes);

/** As my_softmax_loss_backward() with y, t, dx, batch and classes. */
void softmax_loss_backward(const float *y, const uint8_t *t, float *dx,
                           size_t batch, size_t classes);

/** What my_fork() predicts of the slopes of L, if a = x y, b = x + a and
 *  L = a b, at x = 3 and y = 2. */
struct fork {
    double db;   /**< the slope of L in b */
    double da;   /**< in a */
    double dx;   /**< in x */
    double dy;   /**< in y */
    double rise; /**< by which L grows, nearly, if y grows by 0.01 */
};

/** The slopes, predicted. */
struct fork my_fork(void);

/** a times b, counted. */
float times(float a, float b);

/** slope (n) becomes the slopes of the product of all n numbers of x: each is
 *  the product of all others. Numbers are multiplied with times() only, 3 n
 *  times at most. */
void my_all_slopes(const float *x, float *slope, size_t n);

/** One step of learning, with the rate lr: the weights w (d) and the bias b of
 *  a neuron that foretells t (batch) from x (batch, d). d is at most 8.
 *  Returns the mean of half the squared errors before the step. */
float my_any_batch(float *w, float *b, const float *x, const float *t,
                   size_t batch, size_t d, float lr);

/** A step h with which gradients of floats are measured to the 2000th part. */
float my_check_step(void);

/** With what a small network begins to learn. */
struct budget {
    float scale; /**< its first weights lie between -scale and scale */
    float rate;  /**< the learning rate of gradient descent */
};

/** Settings with which the network learns a circle in 200 steps. */
struct budget my_budget(void);

/** A matrix that remembers how it was made. */
struct value {
    size_t rows;           /**< of x and dx */
    size_t columns;        /**< of x and dx */
    float *x;              /**< its numbers, (rows, columns) */
    float *dx;             /**< their gradient, (rows, columns) */
    struct value *from[2]; /**< what it was made of; NULL where nothing is */
    void (*back)(const struct value *y); /**< the way back from it, y: adds to
                              the gradients of from; NULL if it was given */
    const uint8_t *t; /**< of a loss, the right classes; else NULL */
};

/** All values, in the order in which they were made. */
struct tape {
    size_t n;            /**< how many there are */
    struct value *value; /**< the first of them; the others stand behind it */
};

/** The next value of the tape. All of its numbers are NaN until you write
 *  them; from, back and t are NULL. It is there already. */
struct value *new_value(struct tape *tape, size_t rows, size_t columns);

/** The sum of a and b, which have the same shape. As all functions up to
 *  my_two_layer_loss(), it makes a value on the tape, which remembers. */
struct value *my_add(struct tape *tape, struct value *a, struct value *b);

/** The products of the numbers of a and b at the same places. */
struct value *my_multiply(struct tape *tape, struct value *a,
                          struct value *b);

/** All gradients of the tape become those of y, a single number, which is the
 *  last value or stands before it. */
void my_walk_back(struct tape *tape, struct value *y);

/** The matrix product of a (n, k) and b (k, m). */
struct value *my_product(struct tape *tape, struct value *a, struct value *b);

/** a (n, m) with b (1, m) added to each of its rows. */
struct value *my_add_row(struct tape *tape, struct value *a, struct value *b);

/** The numbers of a, those below 0 replaced by 0. */
struct value *my_relu(struct tape *tape, struct value *a);

/** The mean cross-entropy, a single number, of the softmax of scores (batch,
 *  classes), if t (batch) are the right classes. */
struct value *my_softmax_loss(struct tape *tape, struct value *scores,
                              const uint8_t *t);

/** The loss of a network with two layers: x (batch, in) times w1 (in, hidden)
 *  plus the row b1, through a ReLU, times w2 (hidden, classes) plus the row
 *  b2, and the loss for the right classes t (batch). */
struct value *my_two_layer_loss(struct tape *tape, struct value *x,
                                struct value *w1, struct value *b1,
                                struct value *w2, struct value *b2,
                                const uint8_t *t);

#endif
