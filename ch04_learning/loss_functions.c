// # How wrong is an answer?
//
// A network answers with ten probabilities, and the right digit is a 2. **How do
// we say with one number how wrong the answer is?**
//
// *Predict first.* One answer gives the 2 a probability of 0.6, another one 0.1.
// The second gives the right class a sixth of the trust. Is its loss six times as
// large?
//
// *Answer.* That depends on how we measure, and this page has two ways. By the
// first, half a sum of squares, it is about six times, 0.5975 against 0.0975. By
// the second, the cross-entropy, it is 4.5 times, 2.3026 against 0.5108. These are
// the first and the third number behind the name of each row: {run: 0.1 for the right}.
//
// precision: double
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "math/loss.h"
#include "system/options.h"
#include "system/way.h"

enum { CLASSES = 10, RIGHT = 2, POINTS = 200 };

// ## Two answers
//
// The right answer $t$ is **one-hot**: 1 at the right class, 0 elsewhere. The
// first answer believes in the 2, the second in the 7.
static real t[] = {0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
static real good[] = {0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0};
static real bad[] = {0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0};

// ## Half the sum of squares
//
// We take the distance of each number from what it should be, and square it,
// so that too much and too little count alike:
//
// $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$
//
// The index $k$ counts the *output neurons*, here 0 to 9. The half makes the slope
// of $E$ short, without a 2. Some texts call $E$ the mean squared error (均方误差), but
// it is half a *sum*; a mean would be divided by 10.
static real squares(const real *y)
{
    real sum = 0;
    for (int k = 0; k < CLASSES; k++) {
        sum += (y[k] - t[k]) * (y[k] - t[k]);
    }
    return sum;
}

// ## Cross-entropy
//
// Here only the probability of the right class counts (交叉熵误差; the name comes
// from information theory, and you do not need it). If it is 1, the loss is 0;
// the nearer it comes to 0, the larger is the loss, without limit. The function
// that does so is the **natural logarithm** (自然对数) with a minus. $\ln y$ is the
// power to which $e$ must be raised to give $y$: $\ln 1 = 0$, because
// $e^0 = 1$, and $\ln 0.5 = -0.69$. In C it is called `log`:
//
// $$ E = -\sum_k t_k \ln y_k $$
//
// In a one-hot $t$ all numbers but one are 0, and a 0 takes its term away
// altogether, even if the logarithm is $\ln 0$: by agreement, for in C `0 * log(0)` is
// `nan`. So no sum is needed: if we know
// the *label* (标签), one logarithm is enough.
static real cross_entropy_of_label(const real *y, int label)
{
    return -log(y[label]);
}

static void print_losses(const char *name, real *y)
{
    const Tensor answer = tensor_view(y, SHAPE(1, CLASSES));
    const Tensor wanted = tensor_view(t, SHAPE(1, CLASSES));
    printf("%-18s %10.4f %10.4f %10.4f %10.4f\n", name,
           sum_squared_error(&answer, &wanted), squares(y) / CLASSES,
           cross_entropy_error(&answer, &wanted),
           cross_entropy_of_label(y, RIGHT));
}

// ## A batch
//
// For a batch the loss is the *mean* of its rows. So it does not grow with the
// size of the batch, and losses of different batches can be compared.
static void print_batch(void)
{
    real both[2 * CLASSES], wanted[2 * CLASSES];
    for (int k = 0; k < CLASSES; k++) {
        both[k] = good[k];
        both[CLASSES + k] = bad[k];
        wanted[k] = wanted[CLASSES + k] = t[k];
    }
    const Tensor y = tensor_view(both, SHAPE(2, CLASSES));
    const Tensor t2 = tensor_view(wanted, SHAPE(2, CLASSES));
    printf("%-18s %10.4f %10s %10.4f\n\n", "both as a batch",
           sum_squared_error(&y, &t2), "", cross_entropy_error(&y, &t2));
}

// ## The logarithm of zero
//
// An answer can give the right class exactly 0, by rounding. Then $-\ln 0$ is
// infinite, and one such image would spoil the loss of the batch. The book adds a
// tiny number, $10^{-7}$, to every probability; then the loss of such an image is
// 16.118. This library replaces only the 0, by the smallest number that it computes
// with at full precision, so that no other answer changes. Such an image then costs
// 708.4 in this program, which computes in `double`, and 87.3 in the `float` of
// most others.
static void print_zero(void)
{
    real never[] = {0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0};
    const Tensor y = tensor_view(never, SHAPE(1, CLASSES));
    const Tensor wanted = tensor_view(t, SHAPE(1, CLASSES));
    printf("probability 0 for the right class: -ln 0 = %g, "
           "-ln(0 + 1e-7) = %.4f, ours %.1f\n",
           -log(never[RIGHT]), -log(never[RIGHT] + 1e-7),
           cross_entropy_error(&y, &wanted));
}

// ## Both as curves
//
// The probability of the right class goes from nearly 0 to 1, and what it costs
// is drawn. The squares of the other nine numbers are left out. So the answer
// with 0.6 has 0.08 here, and 0.0975 in the table.
static Plot *draw(void)
{
    double p[POINTS], entropy[POINTS], square[POINTS];
    for (int i = 0; i < POINTS; i++) {
        p[i] = (i + 1.0) / POINTS;
        entropy[i] = -log(p[i]);
        square[i] = (1 - p[i]) * (1 - p[i]) / 2;
    }
    Plot *plot =
        plot_new("losses", (PlotFrame){.x = "probability of the right class",
                                       .y = "its cost",
                                       .x_min = 0,
                                       .x_max = 1});
    plot_series(plot, "cross-entropy", PLOT_LINE, POINTS, p, entropy);
    plot_series(plot, "half the square", PLOT_DASHED, POINTS, p, square);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Computes two losses of a good and of a bad answer.", NULL,
                  0);
    printf("the right class is %d\n\n", RIGHT);
    puts("                    half the      mean       cross-  the same,");
    puts("answer                   sum    square      entropy  by label");
    print_losses("0.6 for the right", good);
    print_losses("0.1 for the right", bad);
    print_batch();
    print_zero();
    Plot *plot = draw();
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Both losses prefer the first answer. With cross-entropy the ratio is
// $2.3026 / 0.5108 \approx 4.5$, and not six. It is the *difference* that is always
// the same. If a probability falls to a sixth, whatever it was before, the loss
// grows by $\ln 6 = 1.79$, because $\ln (y / 6) = \ln y - \ln 6$.
//
// A network that knows nothing gives every class 0.1, and so has the loss
// $-\ln 0.1 = 2.3026$. A training starts near this number, if its first scores are small.
//
// ![What a probability costs. Towards the probability 0 the cross-entropy grows without limit; half the square is never more than 0.5.](losses.svg)
//
// **Try it.** Give the right class 0.99, and then 0.01. How much does each loss
// change?
//
// **Check yourself.** A network gives the right class 0.3 and another class 0.31.
// What is its accuracy on this image, and what is its loss?
//
// *Answer.* The accuracy of this image is 0: another class is ahead. Its loss
// is $-\ln 0.3 = 1.20$. It would be nearly the same with 0.31 for the right
// class, where the accuracy jumps to 1.
