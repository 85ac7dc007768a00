// # The data set
//
// A picture of a digit is 784 bytes in the file, one for each pixel. **Why do
// we not turn all of them into numbers once, when the file is read?** Because
// 60,000 pictures are 47 MB as bytes and 188 MB as floats, and a step of
// training looks at 100 pictures only. So the bytes stay bytes, and each
// batch converts what it needs.
#include "data/dataset.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ground/checksum.h"

#include "system/threads.h"

static int pixels_in_each(const Dataset *data)
{
    return data->height * data->width;
}

static int numbers_in_each(const Tensor *t)
{
    return t->size / t->shape.n[0];
}

// ## Life
//
// A label is a byte too, so there can be at most 256 classes.
Dataset dataset_new(int count, int height, int width, int classes)
{
    CHECK(count > 0 && height > 0 && width > 0,
          "%d pictures of %d x %d pixels", count, height, width);
    CHECK(count <= INT_MAX / height / width,
          "%d pictures of %d x %d pixels are more than %d", count, height,
          width, INT_MAX);
    CHECK(classes > 0 && classes <= UINT8_MAX + 1, "%d classes", classes);
    Dataset data = {
        .count = count, .height = height, .width = width, .classes = classes};
    data.pixels = allocate((size_t)count * (size_t)height, (size_t)width);
    data.labels = allocate((size_t)count, sizeof *data.labels);
    return data;
}

void dataset_clear(Dataset *data)
{
    free(data->pixels);
    free(data->labels);
    *data = (Dataset){0};
}

Dataset dataset_slice(const Dataset *data, int first, int count)
{
    CHECK(first >= 0 && count > 0 && count <= data->count - first,
          "%d examples from example %d on, of %d", count, first, data->count);
    Dataset slice = *data;
    slice.count = count;
    if (data->pixels != NULL) {
        slice.pixels += (ptrdiff_t)first * pixels_in_each(data);
    } else {
        slice.x = tensor_rows(&data->x, first, count);
    }
    if (data->labels != NULL) {
        slice.labels += first;
    } else {
        slice.t = tensor_rows(&data->t, first, count);
    }
    return slice;
}

Dataset dataset_first(const Dataset *data, int most)
{
    return dataset_slice(data, 0, data->count < most ? data->count : most);
}

Dataset dataset_pick(const Dataset *data, const int *order, int count)
{
    const size_t size = (size_t)pixels_in_each(data);
    CHECK(data->pixels != NULL && data->labels != NULL,
          "only pictures with labels are copied");
    Dataset some =
        dataset_new(count, data->height, data->width, data->classes);
    for (int i = 0; i < count; i++) {
        const size_t from = (size_t)(order != NULL ? order[i] : i);
        some.labels[i] = data->labels[from];
        memcpy(some.pixels + (size_t)i * size, data->pixels + from * size,
               size);
    }
    return some;
}

// ## Are they the same?
//
// The [checksum](../ground/checksum.c) of a data set is made of its shape, of all its
// pixels and of all its labels.
static uint64_t add_tensor(uint64_t sum, const Tensor *t)
{
    sum = checksum_add(sum, &t->shape, sizeof t->shape);
    return checksum_add(sum, t->data, (size_t)t->size * sizeof *t->data);
}

uint64_t dataset_checksum(const Dataset *data)
{
    const uint8_t sides[] = {
        (uint8_t)data->height, (uint8_t)(data->height >> 8),
        (uint8_t)data->width, (uint8_t)(data->width >> 8)};
    const size_t count = (size_t)data->count,
                 pixels = (size_t)pixels_in_each(data);
    uint64_t sum = checksum_add(CHECKSUM_OF_NOTHING, sides, sizeof sides);
    sum = data->pixels != NULL
              ? checksum_add(sum, data->pixels, count * pixels)
              : add_tensor(sum, &data->x);
    return data->labels != NULL ? checksum_add(sum, data->labels, count)
                                : add_tensor(sum, &data->t);
}

// ## Answers
//
// The label 3 says which class is right. The network answers with one number
// for each class, so the right answer must be of that form as well: zeros,
// and a 1 in place 3. It is called **one-hot** (独热).
static void copy_label(Batch *batch, const Dataset *data, int n, int i)
{
    const int label = data->labels[i];
    CHECK(label < data->classes, "example %d has label %d of %d classes", i,
          label, data->classes);
    batch->labels[n] = (uint8_t)label;
    batch->t->data[(ptrdiff_t)n * data->classes + label] = 1;
}

static void copy_row(Tensor *to, int n, const Tensor *from, int i)
{
    const int D = numbers_in_each(from);
    memcpy(to->data + (ptrdiff_t)n * D, from->data + (ptrdiff_t)i * D,
           (size_t)D * sizeof *to->data);
}

static void copy_answers(Batch *batch, const Dataset *data, const int *picks,
                         int count)
{
    tensor_fill(batch->t, 0);
    for (int n = 0; n < count; n++) {
        const int i = picks != NULL ? picks[n] : n;
        CHECK(i >= 0 && i < data->count, "example %d of %d", i, data->count);
        if (data->labels != NULL) {
            copy_label(batch, data, n, i);
        } else {
            copy_row(batch->t, n, &data->t, i);
        }
    }
}

// ## Pixels
//
// A byte is a whole number in $0 \ldots 255$; the network wants numbers of
// the size of $1$:
//
// $$ x_{ni} = \frac{\mathrm{pixel}_{ni}}{255} $$
//
// A division takes the processor several times as long as a multiplication,
// so we multiply by $1/255$. Full ink is still $1$ exactly.
static void scale_row(real *x, const uint8_t *pixels, int count)
{
    const real scale = (real)1 / 255;
    for (int i = 0; i < count; i++) {
        x[i] = (real)pixels[i] * scale;
    }
}

// The picks are random, so each picture lies somewhere else in those 47 MB,
// and the processor would wait for every one of them to come from memory. We
// know which picture is next, so we ask for it early and convert another one
// while it is on its way.
static void ask_for(const uint8_t *pixels, int count)
{
    enum { CACHE_LINE = 64 };
    for (int i = 0; i < count; i += CACHE_LINE) {
        __builtin_prefetch(pixels + i);
    }
}

typedef struct {
    Batch *batch;
    const Dataset *data;
    const int *picks;
} Copy;

static void copy_part(void *context, int first, int end)
{
    enum { AHEAD = 2 };
    const Copy *c = context;
    const int D = pixels_in_each(c->data), *picks = c->picks;
    const uint8_t *pixels = c->data->pixels;
    for (int n = first; n < end; n++) {
        const int i = picks != NULL ? picks[n] : n;
        if (picks != NULL && n + AHEAD < end) {
            ask_for(pixels + (ptrdiff_t)picks[n + AHEAD] * D, D);
        }
        scale_row(c->batch->x->data + (ptrdiff_t)n * D,
                  pixels + (ptrdiff_t)i * D, D);
    }
}

static void copy_pixels(Batch *batch, const Dataset *data, const int *picks,
                        int count)
{
    in_parts((Job){.count = count,
                   .nanoseconds = 0.2 * count * pixels_in_each(data)},
             copy_part, &(Copy){batch, data, picks});
}

static void copy_inputs(Batch *batch, const Dataset *data, const int *picks,
                        int count)
{
    if (data->pixels != NULL) {
        copy_pixels(batch, data, picks, count);
        return;
    }
    for (int n = 0; n < count; n++) {
        copy_row(batch->x, n, &data->x, picks != NULL ? picks[n] : n);
    }
}

// ## Batches
//
// A batch is filled thousands of times with the same number of examples. Its
// memory stays: after the first time nothing is allocated.
static Shape so_many(Shape shape, int count)
{
    shape.n[0] = count;
    return shape;
}

static void make_room(Batch *batch, const Dataset *data, int count)
{
    const Shape x = data->pixels != NULL ? SHAPE(count, pixels_in_each(data))
                                         : so_many(data->x.shape, count);
    const Shape t = data->labels != NULL ? SHAPE(count, data->classes)
                                         : so_many(data->t.shape, count);
    batch->x = tensor_fit(batch->x, x);
    batch->t = tensor_fit(batch->t, t);
    const int labels = data->labels != NULL ? count : 0;
    if (labels > batch->capacity || labels == 0) {
        free(batch->labels);
        batch->labels = labels > 0
                            ? allocate((size_t)labels, sizeof *batch->labels)
                            : NULL;
        batch->capacity = labels;
    }
}

static void fill(Batch *batch, const Dataset *data, const int *picks,
                 int count)
{
    CHECK(count > 0, "a batch of %d examples", count);
    make_room(batch, data, count);
    copy_answers(batch, data, picks, count);
    copy_inputs(batch, data, picks, count);
}

void batch_gather(Batch *batch, const Dataset *data, const int *picks,
                  int count)
{
    fill(batch, data, picks, count);
}

void batch_slice(Batch *batch, const Dataset *data, int first, int count)
{
    const Dataset slice = dataset_slice(data, first, count);
    fill(batch, &slice, NULL, count);
}

static int right_answer(const Batch *batch, int i)
{
    if (batch->labels != NULL) {
        return batch->labels[i];
    }
    const int K = batch->t->shape.n[1];
    const Tensor row =
        tensor_view(batch->t->data + (ptrdiff_t)i * K, SHAPE(1, K));
    int largest;
    tensor_argmax(&largest, &row, 1);
    return largest;
}

int batch_count_right(const Batch *batch, const Tensor *y, int *answers)
{
    int right = 0;
    tensor_argmax(answers, y, 1);
    for (int i = 0; i < y->shape.n[0]; i++) {
        right += answers[i] == right_answer(batch, i);
    }
    return right;
}

void batch_clear(Batch *batch)
{
    tensor_free(batch->x);
    tensor_free(batch->t);
    free(batch->labels);
    *batch = (Batch){0};
}

// ## Numbers instead of pictures
//
// A house has a size, an age and a price. Its numbers are no bytes, and its answer is
// no class but a **quantity**. Such examples lie in two tensors of the caller, one row
// for each, and a batch copies the rows that it needs. Nothing is scaled: numbers far
// from the size of $1$ are the caller's to bring there.
static Dataset examples_in(const Tensor *x)
{
    return (Dataset){.count = x->shape.n[0],
                     .x = tensor_rows(x, 0, x->shape.n[0])};
}

static Dataset answered(const Tensor *x, const Tensor *t)
{
    Dataset data = examples_in(x);
    CHECK(t->shape.n[0] == data.count, "%s inputs, but %s answers",
          shape_text(x->shape).text, shape_text(t->shape).text);
    data.t = tensor_reshaped(t, SHAPE(data.count, numbers_in_each(t)));
    return data;
}

Dataset dataset_labelled(const Tensor *x, const uint8_t *labels, int classes)
{
    Dataset data = examples_in(x);
    CHECK(classes > 0 && classes <= UINT8_MAX + 1,
          "%d classes: a label is a byte; for more give dataset_one_hot()",
          classes);
    data.classes = classes;
    data.labels = allocate((size_t)data.count, sizeof *data.labels);
    memcpy(data.labels, labels, (size_t)data.count);
    return data;
}

Dataset dataset_one_hot(const Tensor *x, const Tensor *t)
{
    Dataset data = answered(x, t);
    data.classes = numbers_in_each(&data.t);
    return data;
}

Dataset dataset_quantities(const Tensor *x, const Tensor *t)
{
    return answered(x, t);
}
