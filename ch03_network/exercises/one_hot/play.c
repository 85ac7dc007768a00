/* The right answers of every batch are written by you. */
#include "ch03.h"
#include "data/dataset.h"

#define batch_gather(...) library_batch_gather(__VA_ARGS__)
#define batch_slice(...) library_batch_slice(__VA_ARGS__)
#include "data/dataset.c"
#undef batch_gather
#undef batch_slice

static void answer(Batch *batch, const Dataset *data, int count)
{
    my_one_hot(batch->labels, batch->t->data, (size_t)count,
               (size_t)data->classes);
}

void batch_gather(Batch *batch, const Dataset *data, const int *picks,
                  int count)
{
    library_batch_gather(batch, data, picks, count);
    answer(batch, data, count);
}

void batch_slice(Batch *batch, const Dataset *data, int first, int count)
{
    library_batch_slice(batch, data, first, count);
    answer(batch, data, count);
}
