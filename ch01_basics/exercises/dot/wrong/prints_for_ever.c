/* caught-by: crash */
#include <stdio.h>

#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    for (;;) {
        puts("the sum is not ready yet, the sum is not ready yet");
    }
}
