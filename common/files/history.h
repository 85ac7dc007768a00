/** @file history.h
 *  @ingroup ch05
 *  What happened in a training, for a figure of it and for a state to go on from. */
#ifndef HISTORY_H
#define HISTORY_H

enum { HISTORY_COLUMNS = 4 /**< numbers for each evaluation */ };

/** What happened in a training, one entry for each evaluation. Start from
 *  `{0}`. */
typedef struct {
    int count;     /**< evaluations so far */
    int capacity;  /**< how many there is room for */
    double *epoch; /**< when: steps * batch_size / examples; owned */
    double *loss;  /**< mean loss of the steps since the last, with the price
                        of the weights; owned */
    double *train_accuracy; /**< share of all training examples, as
                                 trainer_accuracy() says; owned */
    double *test_accuracy;  /**< share of all test examples; owned */
} History;

/** Column k of history, one of #HISTORY_COLUMNS, in the order of the struct;
 *  borrowed until the next history_grow(). */
double *history_column(const History *history, int k);

/** Make room in history for one entry more than it has. */
void history_grow(History *history);

/** Release what history owns and leave it empty. */
void history_clear(History *history);

#endif
