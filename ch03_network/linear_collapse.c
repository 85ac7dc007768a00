// # Why the function must bend
//
// A network of a hundred layers should be cleverer than one layer. **Is it, if
// no layer bends anything?**
//
// *Predict first.* One neuron answers $3x + 1$. Its answer goes to a second one,
// which answers $2a + 5$. What single neuron does the same as both?
//
// *Answer.* $2(3x + 1) + 5 = 6x + 7$: one neuron with the weight 6 and the
// bias 7.
#include <stdio.h>

#include "figures/plot.h"
#include "math/activation.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

enum { POINTS = 201 };

// ## With one number
//
// $2(3x + 1) + 5 = 6x + 7$. Two neurons in a row, and nothing is gained: the
// result is a straight line again.
//
// ## With matrices
//
// A layer without activation function is $x W + b$. With matrices, too,
// brackets may be multiplied out. Which product is computed first does not
// matter, as long as every matrix keeps its place in the row. So two layers
// are:
//
// $$ (x W_1 + b_1) W_2 + b_2 = x \underbrace{W_1 W_2}_{W} +
//    \underbrace{b_1 W_2 + b_2}_{b} $$
//
// So two layers, with two inputs, three hidden neurons and one output, are one
// layer with the weights $W = W_1 W_2$ and the bias $b = b_1 W_2 + b_2$. The same
// holds for a hundred. The program has these numbers:
//
// $$ \begin{aligned}
//    W_1 &= \begin{pmatrix} 1 & -2 & 3 \\ 2 & 1 & -1 \end{pmatrix}, & b_1 &= (1, 0, -2),
//    \\ W_2 &= \begin{pmatrix} 1 \\ 2 \\ -1 \end{pmatrix}, & b_2 &= 4
//    \end{aligned} $$
//
// So the first weight of $W$ is $1 \cdot 1 - 2 \cdot 2 + 3 \cdot (-1) = -6$, and
// the bias is $1 \cdot 1 + 0 \cdot 2 - 2 \cdot (-1) + 4 = 7$.
typedef struct {
    Tensor W1, b1, W2, b2;
} Layers;

static void two_layers(Tensor *y, Tensor *hidden, const Tensor *x,
                       const Layers *net, bool bend)
{
    matmul_add_row(hidden, x, &net->W1, &net->b1);
    if (bend) {
        relu_all(hidden, hidden);
    }
    matmul_add_row(y, hidden, &net->W2, &net->b2);
}

static void one_layer(Tensor *y, const Tensor *x, const Layers *net)
{
    Tensor *W = tensor_new(SHAPE(2, 1)), *b = tensor_new(SHAPE(1, 1));
    const Tensor b1_row = tensor_reshaped(&net->b1, SHAPE(1, 3));
    matmul(W, &net->W1, &net->W2);
    matmul_add_row(b, &b1_row, &net->W2, &net->b2);
    const Tensor bias = tensor_reshaped(b, SHAPE(1));
    tensor_print("W = W1 W2", W);
    tensor_print("b = b1 W2 + b2", b);
    matmul_add_row(y, x, W, &bias);
    tensor_free(W);
    tensor_free(b);
}

// ## With a bend between
//
// One ReLU between the layers is enough to change that. The three inputs
// $(-2, -1)$, $(0, 1)$ and $(2, 3)$ lie on a line in the plane, with the second
// in the middle between the other two. Without a bend, equal steps of the input
// give equal steps of the answer. So the middle answer is in the middle of the
// other two answers. With a ReLU it may be somewhere else.
static void print_answers(const char *name, const Tensor *y)
{
    const double a = (double)y->data[0], m = (double)y->data[1],
                 c = (double)y->data[2];
    printf("%-24s %8.2f %8.2f %8.2f   middle of the ends %6.2f\n", name, a, m,
           c, (a + c) / 2);
}

// Many inputs on that line, from one end to the other, make the figure.
static Plot *draw(const Layers *net)
{
    Plot *plot =
        plot_new("collapse", (PlotFrame){.x = "first input", .y = "answer"});
    Tensor *x = tensor_new(SHAPE(POINTS, 2)),
           *y = tensor_new(SHAPE(POINTS, 1));
    Tensor *hidden = tensor_new(SHAPE(POINTS, 3));
    double at[POINTS], answer[POINTS];
    for (int bend = 0; bend <= 1; bend++) {
        for (int i = 0; i < POINTS; i++) {
            at[i] = -2 + 4.0 * i / (POINTS - 1);
            x->data[2 * i] = (real)at[i];
            x->data[2 * i + 1] = (real)(at[i] + 1);
        }
        two_layers(y, hidden, x, net, bend);
        for (int i = 0; i < POINTS; i++) {
            answer[i] = (double)y->data[i];
        }
        plot_color(plot, bend ? PLOT_BLUE : PLOT_ORANGE);
        plot_series(plot, bend ? "with a ReLU" : "two layers",
                    bend ? PLOT_LINE : PLOT_DASHED, POINTS, at, answer);
    }
    tensor_free(x);
    tensor_free(y);
    tensor_free(hidden);
    return plot;
}

int main(int argc, char **argv)
{
    real W1[] = {1, -2, 3, 2, 1, -1}, b1[] = {1, 0, -2};
    real W2[] = {1, 2, -1}, b2[] = {4}, inputs[] = {-2, -1, 0, 1, 2, 3};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Turns two layers without a bend into one.", NULL, 0);
    const Layers net = {
        tensor_view(W1, SHAPE(2, 3)), tensor_view(b1, SHAPE(3)),
        tensor_view(W2, SHAPE(3, 1)), tensor_view(b2, SHAPE(1))};
    const Tensor x = tensor_view(inputs, SHAPE(3, 2));
    Tensor *hidden = tensor_new(SHAPE(3, 3));
    Tensor *two = tensor_new(SHAPE(3, 1)), *one = tensor_new(SHAPE(3, 1));

    one_layer(one, &x, &net);
    printf("\ninputs                     (-2,-1)    (0,1)    (2,3)\n");
    two_layers(two, hidden, &x, &net, false);
    print_answers("two layers", two);
    print_answers("one layer", one);
    two_layers(two, hidden, &x, &net, true);
    print_answers("two layers with a ReLU", two);

    Plot *plot = draw(&net);
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    tensor_free(hidden);
    tensor_free(two);
    tensor_free(one);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The rows `two layers` and `one layer` are equal, so the hidden layer added nothing.
// In the row `two layers with a ReLU` the middle answer is no longer in the middle of
// the two others. That is what "non-linear" (非线性) means: no straight line, here for
// the answers, as in chapter 2 for the border. Without it, more layers gain
// nothing. In the figure, the curve with a ReLU is broken at three places:
// there are three hidden neurons, and each bends once, where its sum is 0.
//
// ![We walk through the plane of the inputs, from (-2, -1) straight to (2, 3). Across is the first of the two inputs, upwards the answer. Two layers without a bend answer on a straight line, as one layer does. With a ReLU between them the line is broken in three places.](collapse.svg)
//
// About the words: the product $xW$ is *linear*, and with $+\,b$ it is *affine*
// (仿射). Many texts call both linear. What matters is the same for both: they
// keep straight lines straight.
//
// **Try it.** Give the hidden layer the biases 10, 10 and 20. Say first whether
// the ReLU still changes anything for these three inputs.
//
// **Check yourself.** Let the activation function be $h(x) = cx$. For which
// numbers $c$ would a network collapse as well?
//
// *Answer.* For all of them. Then $h$ only multiplies by $c$. If we multiply
// the weights and biases of the layer by $c$ and leave $h$ out, the answers are
// the same. So the identity, with $c = 1$, does not help either.
