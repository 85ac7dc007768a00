// # Forward through three layers
//
// Two numbers go into a network, two come out. **What happens to them on the
// way?** In each layer the same two things happen: weighted sums with a bias,
// and a bend. The walk from the input to the output is called **forward propagation**
// (前向传播).
//
// *Predict first.* The network has 2 inputs, hidden layers of 3 and 2 neurons,
// and 2 outputs. How many weights and biases are that together?
//
// *Answer.* $2 \cdot 3 + 3$, $3 \cdot 2 + 2$ and $2 \cdot 2 + 2$ numbers, 23
// together.
#include <math.h>
#include <stdio.h>

#include "figures/plot.h"
#include "math/activation.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

// ## The first neuron by hand
//
// The inputs are 1 and 0.5. The first hidden neuron has the weights 0.1 and
// 0.2 and the bias 0.1. Its sum is called $a$, and here
// $a = 0.1 + 0.1 \cdot 1 + 0.2 \cdot 0.5 = 0.3$. Its answer is called $z$:
// $\mathrm{sigmoid}(0.3) = 0.5744$.
//
// Its weights are the first *column* of $W_1$, and its bias is the first number of
// the row $B_1$:
//
// $$ W_1 = \begin{pmatrix} 0.1 & 0.3 & 0.5 \\ 0.2 & 0.4 & 0.6 \end{pmatrix}, \qquad
//  B_1 = (0.1, 0.2, 0.3) $$
//
// The code and most pages write this row as $b_1$. The whole layer is one
// matrix product, a bias, and the sigmoid of each number:
//
// $$ A_1 = X W_1 + B_1, \qquad Z_1 = \mathrm{sigmoid}(A_1) $$
typedef struct {
    Tensor *W, *b;
} Weights;

// The network has 2 inputs, then layers of 3 neurons and of 2 neurons, and 2
// answers. The last layer has no sigmoid: it hands on its sums as they are,
// which is called the identity function (恒等函数). Which function suits the last
// layer depends on the question; see [output_functions](output_functions.c).
static void forward_layer(Tensor *z, const Tensor *x, const Weights *weights,
                          const char *sums, const char *answers)
{
    matmul_add_row(z, x, weights->W, weights->b);
    tensor_print(sums, z);
    if (answers != NULL) {
        sigmoid_all(z, z);
        tensor_print(answers, z);
    }
}

// ## The drawing
//
// Each circle of the figure holds a number of the run, and each arrow stands for a
// weight.
/* folded */
enum { COLUMNS = 4 };

static double height_of(const Tensor *column, int i)
{
    return (column->size - 1) / 2.0 - i;
}

static void add_circles(Plot *plot, double x, const char *name,
                        const Tensor *column)
{
    char text[16];
    plot_note(plot, x, 1.7, PLOT_GREY, name);
    for (int i = 0; i < column->size; i++) {
        const double y = height_of(column, i);
        plot_command(plot,
                     "set object circle at %g, %g size 0.3 fs solid "
                     "noborder fc rgb clear(blue, 0.15)",
                     x, y);
        snprintf(text, sizeof text, "%.4g", (double)column->data[i]);
        plot_note(plot, x, y, PLOT_INK, text);
    }
}

static void add_weights(Plot *plot, double x, const Tensor *from,
                        const Tensor *to)
{
    const double RADIUS = 0.32,
                 FLAT = 0.64; /* FLAT: height of a unit / width */
    for (int i = 0; i < from->size; i++) {
        for (int j = 0; j < to->size; j++) {
            const double rise = height_of(to, j) - height_of(from, i);
            const double edge = RADIUS / hypot(1, FLAT * rise);
            const double x0 = x + edge, y0 = height_of(from, i) + edge * rise;
            const double dx = 1 - 2 * edge, dy = dx * rise;
            plot_color(plot, PLOT_GREY);
            plot_arrows(plot, 1, &x0, &y0, &dx, &dy);
        }
    }
}

static bool draw(const Tensor *const columns[COLUMNS], const Options *options,
                 Error *error)
{
    static const char *const names[COLUMNS] = {"X", "Z1", "Z2", "y"};
    Plot *plot = plot_new("forward", (PlotFrame){.x_min = -0.5,
                                                 .x_max = COLUMNS - 0.5,
                                                 .y_min = -1.5,
                                                 .y_max = 1.9,
                                                 .height = 240});
    plot_command(plot, "set margins 0, 0, 0, 0; unset border; unset tics");
    plot_command(plot, "unset grid");
    for (int c = 0; c < COLUMNS; c++) {
        add_circles(plot, c, names[c], columns[c]);
        if (c > 0) {
            add_weights(plot, c - 1, columns[c - 1], columns[c]);
        }
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## The network
//
// $2 \cdot 3 + 3$ numbers in the first layer, $3 \cdot 2 + 2$ in the second,
// $2 \cdot 2 + 2$ in the third: 23 together. They are made up. tensor_of() makes a
// tensor of a shape and the numbers that belong in it, row by row.
int main(int argc, char **argv)
{
    const double W1[] = {0.1, 0.3, 0.5, 0.2, 0.4, 0.6},
                 b1[] = {0.1, 0.2, 0.3};
    const double W2[] = {0.1, 0.4, 0.2, 0.5, 0.3, 0.6}, b2[] = {0.1, 0.2};
    const double W3[] = {0.1, 0.3, 0.2, 0.4}, b3[] = {0.1, 0.2};
    real inputs[] = {1, 0.5};
    const Tensor x = tensor_view(inputs, SHAPE(1, 2));
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Sends two numbers through a network of three layers.",
                  NULL, 0);

    const Weights layers[] = {
        {tensor_of(SHAPE(2, 3), W1), tensor_of(SHAPE(3), b1)},
        {tensor_of(SHAPE(3, 2), W2), tensor_of(SHAPE(2), b2)},
        {tensor_of(SHAPE(2, 2), W3), tensor_of(SHAPE(2), b3)}};
    Tensor *z1 = tensor_new(SHAPE(1, 3)), *z2 = tensor_new(SHAPE(1, 2));
    Tensor *y = tensor_new(SHAPE(1, 2));
    tensor_print("X", &x);
    forward_layer(z1, &x, &layers[0], "A1", "Z1");
    forward_layer(z2, z1, &layers[1], "A2", "Z2");
    forward_layer(y, z2, &layers[2], "A3", NULL);
    printf("\ny = %.4f %.4f\n", (double)y->data[0], (double)y->data[1]);
    const bool ok =
        draw((const Tensor *const[]){&x, z1, z2, y}, &options, &error);

    for (int i = 0; i < 3; i++) {
        tensor_free(layers[i].W);
        tensor_free(layers[i].b);
    }
    tensor_free(z1);
    tensor_free(z2);
    tensor_free(y);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Each $A$ is a row of weighted sums with the bias, each $Z$ what the neurons
// make of them. The answer is 0.3168 and 0.6963. It means nothing yet, because the weights
// are made up. [Chapter 4](../ch04_learning/README.md) shows where good
// weights come from.
//
// ![Two numbers on the left, two answers on the right. Look at one circle: an arrow comes from each circle of the column before, and each arrow has a weight.](forward.svg)
//
// **Try it.** Change the second input to 0. Which numbers of `A1` change, and by
// how much?
//
// **Check yourself.** If a hundred rows of inputs go in together, which of the
// shapes on this page change, and which do not?
//
// *Answer.* Those of $X$ and of every $A$ and $Z$ change: their first length
// becomes 100. The weights and the biases keep their shapes. They belong to
// the network, and not to the examples.
