/** @file ch03.h
 *  The functions that the exercises of chapter 3 ask for. Arrays are plain
 * rows of numbers; a matrix is stored row after row. */
#ifndef CH03_H
#define CH03_H

#include "exercise.h"

/** 1 / (1 + exp(-x)). */
float my_sigmoid(float x);

/** y (n) becomes x (n), with 0 in place of what is negative. y may be x. */
void my_relu(const float *x, float *y, size_t n);

/** y (n) becomes the probabilities that the scores x (n) stand for. n is at
 * least 1, and y may be x. */
void my_softmax(const float *x, float *y, size_t n);

/** y (batch, out) becomes x (batch, in) times w (in, out), plus b (out). */
void my_affine(const float *x, const float *w, const float *b, float *y,
               size_t batch, size_t in, size_t out);

/** A network with 2 inputs, two hidden layers of 3 and 2 neurons, and 2
 * outputs. Weights are stored row after row, one row for each input of the
 * layer. */
struct net3 {
    float w1[2 * 3]; /**< the weights of the first layer, (2, 3) */
    float b1[3];     /**< its biases */
    float w2[3 * 2]; /**< the weights of the second layer, (3, 2) */
    float b2[2];     /**< its biases */
    float w3[2 * 2]; /**< the weights of the last layer, (2, 2) */
    float b3[2];     /**< its biases */
};

/** y (2) becomes the output of net for the input x (2). */
void my_forward3(const struct net3 *net, const float *x, float *y);

/** The share of the n rows of y (n, classes) whose largest number stands at
 * the right class t (n); 0 if n is 0. */
float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes);

/** Read the header of an IDX file of len bytes at p. Returns the number of
 * axes and fills dim, or returns -1 and leaves dim as it is if the file is
 * damaged. */
int my_idx_header(const uint8_t *p, size_t len, uint32_t dim[4]);

/** y (n, classes) becomes 0 everywhere, and 1 at the class t (n) of each row.
 */
void my_one_hot(const uint8_t *t, float *y, size_t n, size_t classes);

#endif
