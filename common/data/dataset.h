/** @file dataset.h
 *  @ingroup ch03
 *  Examples and their right answers, and the batches drawn from them.
 *
 *  A data set keeps its pixels as the bytes of the file, a quarter of the
 *  memory of floats; a batch turns the few examples it needs into numbers in
 *  0 … 1. Examples that are no pictures are numbers already, in a tensor. */
#ifndef DATASET_H
#define DATASET_H

#include <stdint.h>

#include "tensor/tensor.h"

/** Pictures and what they show; or other inputs and their answers. */
typedef struct {
    int count;   /**< how many examples: N */
    int height;  /**< rows of pixels in each; 0: no pictures */
    int width;   /**< columns of pixels in each */
    int classes; /**< labels are 0 … classes-1; 0: answers are quantities */
    uint8_t *pixels; /**< count * height * width bytes, 0 paper; owned;
                          NULL: the inputs are x */
    uint8_t *labels; /**< count bytes; owned; NULL: the answers are t */
    Tensor x; /**< the inputs (N, …) if there are no pixels; a view */
    Tensor t; /**< the answers (N, K) if there are no labels; a view */
} Dataset;

/** Room for count pictures of height x width pixels in so many classes, all
 *  zero. The caller owns it; release it with dataset_clear(). */
Dataset dataset_new(int count, int height, int width, int classes);

/** Examples whose inputs x (N, …) are numbers of any size, in any shape, and
 *  whose right answers are labels, N of them, each in 0 … classes-1. x stays
 *  the caller's, and must outlive the data set; the labels are copied. Release
 *  it with dataset_clear(). */
Dataset dataset_labelled(const Tensor *x, const uint8_t *labels, int classes);

/** Examples with inputs x (N, …) and, for each of K classes, how much it is
 *  the right one, t (N, K): one-hot, or any shares that add up to 1. The class
 *  with the largest counts as right. Both stay the caller's, and must outlive the
 *  data set. */
Dataset dataset_one_hot(const Tensor *x, const Tensor *t);

/** Examples with inputs x (N, …) whose right answers t (N, K) are quantities,
 *  such as prices or temperatures; a t of shape (N) is one for each. Both stay
 *  the caller's, and must outlive the data set. */
Dataset dataset_quantities(const Tensor *x, const Tensor *t);

/** Release what data owns and leave it empty. */
void dataset_clear(Dataset *data);

/** The count examples of data from first on, as a view: never clear it. */
Dataset dataset_slice(const Dataset *data, int first, int count);

/** A copy of the count pictures of data that order names, in that order; NULL: of
 *  the first ones. The caller owns it: dataset_clear(). */
Dataset dataset_pick(const Dataset *data, const int *order, int count);

/** The first examples of data, at most so many, as a view: never clear it. */
Dataset dataset_first(const Dataset *data, int most);

/** A number that depends on every input and answer of data, and on its sizes:
 *  other examples have another one, but for a coincidence that nobody sees.
 *  It is no protection against somebody who wants two to be equal. */
uint64_t dataset_checksum(const Dataset *data);

/** Some examples, ready for a network. Start from `Batch batch = {0}`. */
typedef struct {
    Tensor *x;       /**< (N, height*width), each pixel / 255; or the inputs
                          (N, …) in their own shape; owned */
    Tensor *t;       /**< (N, classes), one-hot: 1 at the label; or the
                          answers (N, K) as they are; owned */
    uint8_t *labels; /**< N labels; owned; NULL if the data have none */
    int capacity;    /**< how many labels there is room for */
} Batch;

/** Fill batch with the count examples of data that picks names, in that
 *  order. Memory is taken only if the batch was never that large. */
void batch_gather(Batch *batch, const Dataset *data, const int *picks,
                  int count);

/** Fill batch with the count examples of data from first on. */
void batch_slice(Batch *batch, const Dataset *data, int first, int count);

/** Fill answers with the class of each example of batch: the largest of its scores in
 *  y (N, classes). Returns how many are right. */
int batch_count_right(const Batch *batch, const Tensor *y, int *answers);

/** Release what batch owns and leave it empty. */
void batch_clear(Batch *batch);

#endif
