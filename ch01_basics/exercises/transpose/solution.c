// # Solution: the transpose
//
// A place in memory is *row times length of a row, plus column*. A row of $a$
// has $n$ numbers, and a row of $t$ has $m$.
#include "ch01.h"

// $$ t_{ji} = a_{ij} $$
void my_transpose(const float *a, float *t, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            t[j * m + i] = a[i * n + j];
        }
    }
}

// With a square matrix both lengths are equal, and a program that confuses
// them looks right. So tests use shapes whose lengths all differ.
