// # A history
//
// Every now and then a training is examined. **How does one keep the marks, if nobody
// knows how many there will be?** In columns that grow: when they are full, to twice
// their length.
#include "files/history.h"

#include <stdlib.h>
#include <string.h>

#include "ground/base.h"

double *history_column(const History *history, HistoryColumn column)
{
    double *const columns[HISTORY_COLUMNS] = {history->epoch, history->loss,
                                              history->train_accuracy,
                                              history->test_accuracy};
    return columns[column];
}

static void lengthen(double **column, int count, int capacity)
{
    double *longer = allocate((size_t)capacity, sizeof *longer);
    for (int i = 0; i < count; i++) {
        longer[i] = (*column)[i];
    }
    free(*column);
    *column = longer;
}

void history_grow(History *history)
{
    History *h = history;
    if (h->count < h->capacity) {
        return;
    }
    h->capacity = h->capacity > 0 ? 2 * h->capacity : 32;
    lengthen(&h->epoch, h->count, h->capacity);
    lengthen(&h->loss, h->count, h->capacity);
    lengthen(&h->train_accuracy, h->count, h->capacity);
    lengthen(&h->test_accuracy, h->count, h->capacity);
}

void history_clear(History *history)
{
    for (int k = 0; k < HISTORY_COLUMNS; k++) {
        free(history_column(history, (HistoryColumn)k));
    }
    memset(history, 0, sizeof *history);
}
