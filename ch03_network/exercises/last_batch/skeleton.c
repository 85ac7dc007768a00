// # Exercise: find the bug: the last batch counts too much
//
// A network has answered 250 questions, and 225 answers are right: an
// accuracy of 0.9. The program below counts them in batches of 100, and
// reports 0.833. **Which answers count more than others?** With 300 answers
// its report is right, and with batches of 50 it is right, too.
//
// Mend the program; at most 16 words and signs may change: the test counts
// them, so look for the place instead of writing a new program. $y$ has the
// shape $(n, classes)$, and $t$ $(n)$.
#include "ch03.h"

/* The place of the largest of n numbers. */
static size_t largest(const float *y, size_t n)
{
    size_t best = 0;
    for (size_t k = 1; k < n; k++) {
        if (y[k] > y[best]) {
            best = k;
        }
    }
    return best;
}

float my_last_batch(const float *y, const uint8_t *t, size_t n,
                    size_t classes, size_t batch)
{
    float sum = 0;
    size_t batches = 0;
    for (size_t first = 0; first < n; first += batch) {
        const size_t here = n - first < batch ? n - first : batch;
        size_t right = 0;
        for (size_t i = first; i < first + here; i++) {
            right += largest(y + i * classes, classes) == t[i];
        }
        sum += (float)right / (float)here;
        batches++;
    }
    return sum / (float)batches;
}
