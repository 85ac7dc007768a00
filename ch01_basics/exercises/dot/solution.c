// # Solution: the dot product
//
// The sum begins at 0, the number that changes nothing when it is added. So a
// dot product of no pairs is 0, without a special case.
#include "ch01.h"

// $$ a \cdot b = \sum_{i=0}^{n-1} a_i b_i $$
float my_dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

// A `float` keeps about seven digits, and each addition rounds. For thousands
// of numbers a sum in `double` is more exact; the library's
// [matrix product](../../../common/math/matmul.c) keeps several sums side by side,
// which is also faster.
