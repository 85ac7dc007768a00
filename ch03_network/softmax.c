// # Softmax
//
// The last layer of a classifier gives scores, any numbers at all. **How do
// scores become probabilities, and how does a score of 1000 break the
// formula?**
//
// *Predict first.* The scores are 1, 2 and 3. Which share does the 3 get: its
// share of the sum, 3/6 = 0.50, or more, or less?
//
// *Answer.* More: {run: plain}. The powers of $e$ pull the scores apart.
#include <stdio.h>
#include <tgmath.h>

#include "math/activation.h"
#include "system/options.h"
#include "system/way.h"

enum { CLASSES = 3 };

// ## The formula
//
// Probabilities are positive and add up to 1. $e^x$ is positive for every
// score. Divided by the sum of all these powers, they become shares that add up
// to 1:
//
// $$ y_k = \frac{e^{a_k}}{\sum_{i=1}^{n} e^{a_i}} $$
//
// Here $n$ is the number of scores. For 1, 2 and 3 the powers are $2.72$, $7.39$
// and $20.09$. Divided by their sum, $30.19$, they are $0.0900$, $0.2447$ and
// $0.6652$. The $e$ is needed above *and* below the line; without it below, the
// shares would not add up to 1. Why powers of $e$, and not of 2? Any base would do,
// but $e$ gives the simplest [slope](../ch04_learning/slopes.c) in chapter 4.
static void softmax_plain(const float *a, float *y)
{
    float sum = 0;
    for (int k = 0; k < CLASSES; k++) {
        y[k] = expf(a[k]);
        sum += y[k];
    }
    for (int k = 0; k < CLASSES; k++) {
        y[k] /= sum;
    }
}

// ## How it breaks
//
// $e^{1000}$ has 435 digits, and the largest `float`, about $e^{88.7}$, has 39. So
// the computer says *infinity*: an **overflow** (溢出). And infinity divided by
// infinity is not a number, `nan`. The formula is right, but the way to compute it
// is not.
//
// ## The cure
//
// Subtract the largest score from all scores; call it $m$. That divides above and
// below the line by the same number $e^m$, and changes no share:
//
// $$ y_k = \frac{e^{a_k} / e^m}{\sum_i e^{a_i} / e^m}
//  = \frac{e^{a_k - m}}{\sum_i e^{a_i - m}} $$
//
// Now the largest exponent is 0, all others are 0 or below, and nothing can overflow.
// Any other number may be subtracted, or added: some books add a constant $C'$ to all
// scores. Here $C' = -m$, the choice that is always safe.
//
// The numbers here are `float`, so that the plain way breaks early.
static void softmax_safe(const float *a, float *y)
{
    float largest = a[0], shifted[CLASSES];
    for (int k = 1; k < CLASSES; k++) {
        largest = fmaxf(largest, a[k]);
    }
    for (int k = 0; k < CLASSES; k++) {
        shifted[k] = a[k] - largest;
    }
    softmax_plain(shifted, y);
}

static void print_share(float y)
{
    if (isnan(y)) {
        printf("        nan"); /* some systems would print -nan */
    } else {
        printf(" %10.4f", (double)y);
    }
}

static void print_line(const char *name, const float *y)
{
    printf("  %-8s", name);
    float sum = 0;
    for (int k = 0; k < CLASSES; k++) {
        print_share(y[k]);
        sum += y[k];
    }
    printf("   sum");
    print_share(sum);
    putchar('\n');
}

static void show(const float *a)
{
    float y[CLASSES];
    printf("scores    ");
    for (int k = 0; k < CLASSES; k++) {
        printf(" %10g", (double)a[k]);
    }
    putchar('\n');
    softmax_plain(a, y);
    print_line("plain", y);
    softmax_safe(a, y);
    print_line("safe", y);
    putchar('\n');
}

int main(int argc, char **argv)
{
    static const float scores[][CLASSES] = {
        {1, 2, 3}, {0.3f, 2.9f, 4.0f}, {1010, 1000, 990}, {-1, -2, -300}};
    Options options;
    options_parse(&options, argc, argv,
                  "Turns scores into probabilities, plainly and safely.",
                  NULL, 0);
    for (int i = 0; i < 4; i++) {
        show(scores[i]);
    }
    return way_on(&options);
}

// ## What came out
//
// Where both ways work, they agree. With scores around 1000 the plain way gives
// `nan` three times, while the safe one is sure of the first class.
//
// Each share lies in $(0, 1)$, and their order is the order of the scores: $e^x$
// only grows. A very small share is printed as 0; in the formula it is never
// exactly 0. "Probability" is a way to read the shares: they are what the network
// claims. Of a hundred answers with the share 0.9, are ninety right? Not always.
//
// The library's [softmax_rows](../common/math/activation.c) computes the safe
// way, for each row of a matrix.
//
// **Try it.** Try the scores `{88, 89, 90}` and `{86, 87, 88}`. One of the two
// breaks the plain way. Which of them, and why? Compare with the largest
// `float`.
//
// **Check yourself.** What does softmax answer if all scores are equal?
//
// *Answer.* The same share for each class: $1/n$. All powers are equal, so
// each is one of $n$ equal parts of the sum.
