/** @file ch07.h
 *  The functions that the exercises of chapter 7 ask for. Arrays are plain
 * rows of numbers, in which the last index moves fastest. */
#ifndef CH07_H
#define CH07_H

#include "exercise.h"

/** At how many places a window can stand along so many rows, if it moves by
 * stride, which is at least 1, and pad rows of zeros are added at both ends;
 * 0 if it does not fit. */
size_t my_output_size(size_t length, size_t window, size_t stride,
                      size_t pad);

/** Images, and a window that slides over them. All lengths but P are at least
 * 1. */
struct sliding {
    size_t N;  /**< how many images */
    size_t C;  /**< how many channels each has */
    size_t H;  /**< rows of an image */
    size_t W;  /**< columns of an image */
    size_t FH; /**< rows of the window */
    size_t FW; /**< columns of the window */
    size_t S; /**< the stride: how far the window moves, in both directions */
    size_t P; /**< rows and columns of zeros around an image */
    size_t OH; /**< at how many places the window can stand, downwards */
    size_t OW; /**< and to the right */
};

/** columns (N OH OW, C FH FW) becomes the patches of x (N, C, H, W) under the
 * window of s, one in each row. */
void my_im2col(const float *x, float *columns, const struct sliding *s);

/** x (N, C, H, W) becomes, for each number, the sum of all places of
 * columns (N OH OW, C FH FW) where my_im2col() puts it. */
void my_col2im(const float *columns, float *x, const struct sliding *s);

/** y (N, filters, OH, OW) becomes the convolution of x (N, C, H, W) with so
 * many filters w (filters, C, FH, FW), plus b (filters). */
void my_convolution(const float *x, const float *w, const float *b, float *y,
                    size_t filters, const struct sliding *s);

/** y (N, C, OH, OW) becomes the largest number under the window of s, for
 * each channel of x (N, C, H, W), and place (N, C, OH, OW) where it stands:
 * its index in x, the first of equals. P is 0. */
void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s);

/** dx (N, C, H, W) becomes the gradient of what my_max_pool() read, if it
 * wrote place (N, C, OH, OW), and dout (N, C, OH, OW) is that of its y, with
 * the lengths of s. */
void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s);

/** The way back through my_convolution() of x (N, C, H, W) with so many
 * filters w (filters, C, FH, FW), with the lengths of s: dx, dw and db
 * (filters) become the gradients of x, w and the bias, each in the shape of
 * what it belongs to. dout (N, filters, OH, OW) is that of the result. */
void my_convolution_backward(const float *x, const float *w,
                             const float *dout, float *dx, float *dw,
                             float *db, size_t filters,
                             const struct sliding *s);

/** What rank me of so many ranks does in a step of the ring, 0 to 2 (ranks - 1):
 * letter, which has room for n numbers, holds what the rank before has sent in the
 * step before (in step 0 nothing), and becomes what goes to the next one. x holds
 * the n numbers of this rank, and in the end the sums of all. Returns how many
 * numbers letter has then. */
size_t my_ring(float *x, float *letter, size_t n, size_t me, size_t ranks,
               size_t step);

/** What my_shapes() predicts of a network that reads images of 3 channels,
 *  32 x 32 each. */
struct shapes {
    double conv1;    /**< rows of what the first convolution puts out */
    double pool1;    /**< rows behind the first pooling */
    double conv2;    /**< rows of what the second convolution puts out */
    double pool2;    /**< rows behind the second pooling */
    double features; /**< numbers of an image that the affine layer reads */
    double learnt2;  /**< numbers that the second convolution learns */
    double affine;   /**< numbers that the affine layer learns */
};

/** The shapes, predicted. */
struct shapes my_shapes(void);

/** What my_patches() predicts of a convolution that is computed as a product.
 */
struct patches {
    double rows;     /**< rows of the matrix of patches */
    double columns;  /**< its columns */
    double growth;   /**< how many times as large as the images it is */
    double products; /**< multiplications of the convolution */
    double middle;   /**< in how many patches a pixel of the middle stands */
    double corner;   /**< in how many that of a corner */
};

/** The patches, predicted. */
struct patches my_patches(void);

/** The larger of a and b, counted. */
float larger(float a, float b);

/** y (H - 2, W - 2) becomes the largest number under a window of 3 x 3 that
 *  moves over x (H, W) by 1. room (H, W) is for what lies between. Numbers are
 *  compared with larger() only, 4 times for each number of x at most. */
void my_few_comparisons(const float *x, float *y, float *room, size_t H,
                        size_t W);

/** A matrix in a memory that counts each number that is taken or put. */
struct counted;

/** The number of m in this row and column. */
float take_number(struct counted *m, size_t row, size_t column);

/** Write a number of m, in this row and column. */
void put_number(struct counted *m, size_t row, size_t column, float value);

/** c (rows, columns) becomes a (rows, inner) times b (inner, columns), with
 *  half of what the definition takes. rows and columns are even. */
void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns);

/** A small network: filters of 3 x 3, each with the place where it finds most
 * in an image; a neuron reads what they find there. Few enough to be read. */
struct finder {
    float w[4][9]; /**< the filters */
    float v[4];    /**< what the neuron makes of each */
    float b;       /**< its bias */
};

/** Let net learn the n images x (n, H, W) with the classes t (n), 0 or 1, for
 *  so many epochs. Returns the share of them that it knows afterwards. */
float my_wrong_patch(struct finder *net, const float *x, const uint8_t *t,
                     size_t n, size_t H, size_t W, size_t epochs);

/** A network for images of 28 x 28, as a line of text: layers with commas between
 *  them, "conv FILTERS SIZE [PAD]" with the stride 1, "pool SIZE", "relu" and
 *  "affine NEURONS". At the end softmax and its loss are added. */
const char *my_fashion(void);

/** How many weights and biases the network of my_fashion() has, counted by
 *  hand. */
size_t my_fashion_numbers(void);

/** Part of a picture: the rows top to bottom - 1, the columns left to right - 1. */
struct box {
    size_t top;    /**< the first row */
    size_t bottom; /**< the row behind the last */
    size_t left;   /**< the first column */
    size_t right;  /**< the column behind the last */
};

/** ink (H, W) becomes 1 where grey (H, W), from 0, black, to 1, white, is darker than
 *  0.85 times the mean around it, and 0 elsewhere. Around it are all pixels of the picture
 *  that are at most R rows and R columns away; R is an eighth of the longer side,
 *  rounded down. */
void my_ink(const float *grey, float *ink, size_t H, size_t W);

/** The smallest box that holds all places of ink (H, W) that are not 0; all four numbers
 *  are 0 if there is none. */
struct box my_box(const float *ink, size_t H, size_t W);

/** small (20, 20) becomes what stands in box, a part of ink (H, W), at least one pixel. The
 *  longer side of box gets the length 20, and both sides are scaled alike: a number of
 *  small is the mean of a square, in which all that lies outside of box counts as 0. */
void my_scale(const float *ink, struct box box, float *small, size_t W);

/** image (28, 28) becomes small (20, 20) with zeros around it, moved by whole rows
 *  and columns so that its centre of mass is as near to the middle as it can. If small
 *  is 0 everywhere, so is image. */
void my_centre(const float *small, float *image);

/** image (28, 28) becomes what a network reads of the photograph grey (H, W). Returns 1,
 *  or 0 if there is no ink; image is 0 everywhere then. */
int my_photograph(const float *grey, float *image, size_t H, size_t W);

#endif
