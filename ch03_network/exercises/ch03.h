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

/** What my_sizes() predicts of a network with layers of 784, 50, 100 and 10
 * numbers, each of which has a bias and a weight for each number before it. */
struct sizes {
    double weights;    /**< weights between the 50 and the 100 neurons */
    double parameters; /**< numbers that the whole network has learnt */
    double products;   /**< multiplications that it makes for one image */
    double hidden;     /**< numbers that the layer of 100 puts out for a batch
                            of 100 images */
    double bytes;      /**< bytes that all parameters take as float */
};

/** The sizes, predicted. */
struct sizes my_sizes(void);

/** What my_odds() predicts of softmax, for the scores 1 and 3. */
struct odds {
    double factor;   /**< by which the second probability is larger */
    double shifted;  /**< the same for the scores 101 and 103 */
    double doubled;  /**< the same for the scores 2 and 6 */
    double of_three; /**< the first probability of the scores 1, 3 and 3 */
    double sigmoid;  /**< z, if the second of the two probabilities is
                          sigmoid(z) */
};

/** The probabilities, predicted. */
struct odds my_odds(void);

/** A matrix in a memory that hands out whole lines of 8 numbers, and counts
 * them. The line that was used last is at hand and costs nothing. */
struct far_matrix;

/** The number of m in this row and column. */
float far_number(struct far_matrix *m, size_t row, size_t column);

/** Add to the number of m in this row and column. */
void far_add(struct far_matrix *m, size_t row, size_t column, float value);

/** c (rows, columns), which is 0 everywhere, becomes a (rows, inner) times
 *  b (inner, columns), with few lines from memory. */
void my_lines(struct far_matrix *a, struct far_matrix *b,
              struct far_matrix *c, size_t rows, size_t inner,
              size_t columns);

/** The accuracy of the n answers y (n, classes), whose right classes are t (n),
 * found batch by batch. */
float my_last_batch(const float *y, const uint8_t *t, size_t n,
                    size_t classes, size_t batch);

#endif
