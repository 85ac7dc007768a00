/** @file history.h
 *  @ingroup ch05
 *  What happened in a training, for a figure of it and for a state to go on from. */
#ifndef HISTORY_H
#define HISTORY_H

/** The numbers of each evaluation, in the order of the struct. */
typedef enum {
    HISTORY_EPOCH,  /**< when */
    HISTORY_LOSS,   /**< the mean loss since the last */
    HISTORY_TRAIN,  /**< accuracy in training */
    HISTORY_TEST,   /**< accuracy on what was examined besides */
    HISTORY_COLUMNS /**< how many they are */
} HistoryColumn;

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

/** This column of history; borrowed until the next history_grow(). */
double *history_column(const History *history, HistoryColumn column);

/** Make room in history for one entry more than it has. */
void history_grow(History *history);

/** Release what history owns and leave it empty. */
void history_clear(History *history);

#endif
