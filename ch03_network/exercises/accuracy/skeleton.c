// # Exercise: how many answers are right?
//
// A network has given one score for each class and each image, as in
// [recognize](../../recognize.c). **Which share of the answers of a network is right?** Its answer to an image is the class
// with the largest score.
//
// $$ \text{accuracy} = \frac{\text{number of right answers}}{n} $$
//
// $y$ has the shape $(n, classes)$, and $t$ $(n)$ holds the right class of
// each row. With the rows $(0.1, 0.9)$ and $(0.8, 0.2)$ and $t = (1, 1)$ the
// first answer is right and the second wrong: $0.5$. If $n$ is 0, the result
// is 0.
#include "ch03.h"

float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes)
{
    YOUR_CODE_HERE();
}
