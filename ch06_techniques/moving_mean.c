// # A curve that can be read
//
// The loss of one batch jumps, because every batch is another one. **How can two such
// curves be compared at all?** By what each is on average, over a while.
//
// The **moving mean** (移动平均), often called *moving average*, of $5, 3, 4, 2$ over two
// numbers is $5, 4, 3.5, 3$. At step $i$ it is the mean of the last few losses, or of all
// so far at the beginning.
#include "moving_mean.h"

double moving_mean(const double *values, int i, int window)
{
    const int count = i + 1 < window ? i + 1 : window;
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += values[i - k];
    }
    return sum / count;
}

// The more numbers, the smoother and the later the curve: the mean of the last
// 51 losses tells about the step in their middle, 25 steps ago.
