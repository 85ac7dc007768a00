// # Shapes on the way back
//
// An affine layer computes $y = xW + b$. Backward it needs products with
// transposed matrices. **How do we know which matrix to transpose, and along
// which axis to sum?** The shapes leave no other choice, if all lengths
// differ.
//
// *Predict first.* A batch of four rows goes through a layer with two inputs
// and three outputs. What is the shape of the gradient of the bias: (4), (3),
// or (4, 3)?
//
// *Answer.* (3), the shape of the bias: {run: db }. The four rows are added
// up.
//
// precision: double
#include <stdio.h>

#include "layers/affine.h"
#include "math/gradient.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

enum { N = 4, D = 2, M = 3 };

static void print(const char *name, const Tensor *t)
{
    const int last = shape_rank(t->shape) - 1;
    printf("%-6s %-7s", name, shape_text(t->shape).text);
    for (int i = 0; i < t->size; i++) {
        printf("%s%3g", i > 0 && i % t->shape.n[last] == 0 ? "  |" : " ",
               (double)t->data[i]);
    }
    printf("\n");
}

// ## One row
//
// A vector $x$ of shape $(2)$ times a matrix $W$ of shape $(2, 3)$ gives a
// vector of shape $(3)$. In this book the vector is a matrix with one row, of
// shape $(1, 2)$, and the product has the shape $(1, 3)$. Only the shape
// changes; the numbers are the same:
//
// $$ (3,\ 4) \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}
//    = (11,\ 25,\ 39) $$
static void one_row(Tensor *x, const Tensor *W)
{
    real numbers[M];
    Tensor y = tensor_view(numbers, SHAPE(M));
    const Tensor row = tensor_reshaped(x, SHAPE(1, D));
    Tensor product = tensor_reshaped(&y, SHAPE(1, M));
    matmul(&product, &row, W);
    print("x", x);
    print("W", W);
    print("xW", &y);
}

// ## A batch, there and back
//
// Four rows are four examples, and nothing changes in the formulas. Backward
// begins with a loss $L$, and here we have none yet. We take the simplest $L$
// whose gradient is the $dout$ that we want: for $dout = (2, 0, -1)$ that is
// $L = 2 \cdot y_1 + 0 \cdot y_2 - 1 \cdot y_3$, because $L$ rises by 2 if
// $y_1$ rises by 1. For the whole batch it is $L = \sum dout \cdot y$.
typedef struct {
    Layer *layer;
    const Tensor *x, *dout;
} Trial;

static real loss_of(void *context)
{
    const Trial *trial = context;
    const Tensor *y = layer_forward(trial->layer, trial->x, TRAINING);
    real sum = 0;
    for (int i = 0; i < y->size; i++) {
        sum += trial->dout->data[i] * y->data[i];
    }
    return sum;
}

// Each gradient has the shape of its variable, because it holds one slope for
// each number of the variable. The last column compares with the numerical
// gradient.
static void compare(const char *name, Tensor *value, const Tensor *grad,
                    Trial *trial)
{
    Tensor *numeric = tensor_new(value->shape);
    numerical_gradient(numeric, loss_of, trial, value);
    printf("%-4s %-7s its gradient %-7s relative difference %s\n", name,
           shape_text(value->shape).text, shape_text(grad->shape).text,
           gradient_error(numeric, grad) < 1e-9 ? "below 1e-9" : "LARGE");
    tensor_free(numeric);
}

static void batch(Trial *trial, Tensor *x)
{
    Param *W = layer_find(trial->layer, "W"),
          *b = layer_find(trial->layer, "b");
    loss_of(trial);
    const Tensor *dx = layer_backward(trial->layer, trial->dout);
    print("dout", trial->dout);
    print("db", b->grad);
    compare("x", x, dx, trial);
    compare("W", W->value, W->grad, trial);
    compare("b", b->value, b->grad, trial);
}

// ## A wrong turn
//
// The bias was added to every row, so $db$ is the sum over the rows: axis 0
// (轴) disappears. Suppose that somebody *wrongly* sums along axis 1 instead.
// With $N = 4$ and three outputs the result has the shape $(4)$, but $b$ has
// the shape $(3)$: so it cannot be right. With a batch of *three* rows it has
// the shape $(3)$, and only its numbers are wrong.
static void wrong_turn(const Tensor *dout, int rows)
{
    const Tensor some = tensor_rows(dout, 0, rows);
    Tensor *right = tensor_new(SHAPE(M)), *wrong = tensor_new(SHAPE(rows));
    tensor_sum(right, &some, 0);
    tensor_sum(wrong, &some, 1);
    printf("\na batch of %d\n", rows);
    print("axis 0", right);
    print("axis 1", wrong);
    puts(shape_equal(right->shape, wrong->shape)
             ? "the shape of b, and not its gradient"
             : "not the shape of b");
    tensor_free(right);
    tensor_free(wrong);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Shows the shapes of an affine layer and its gradients.",
                  NULL, 0);
    real weights[] = {1, 3, 5, 2, 4, 6};
    real inputs[] = {3, 4, 1, 2, 5, 6, 7, 8};
    real douts[] = {2, 0, -1, 1, 1, 0, 0, 3, 1, -1, 0, 2};
    Tensor W = tensor_view(weights, SHAPE(D, M));
    Tensor row = tensor_view(inputs, SHAPE(D));
    Tensor x = tensor_view(inputs, SHAPE(N, D));
    const Tensor dout = tensor_view(douts, SHAPE(N, M));

    puts("one row");
    one_row(&row, &W);

    puts("\na batch of 4");
    Rng rng = rng_new(options.seed);
    Layer *layer = affine_new(D, M, 0, &rng);
    tensor_copy(layer_find(layer, "W")->value, &W);
    Trial trial = {layer, &x, &dout};
    batch(&trial, &x);

    wrong_turn(&dout, N);
    wrong_turn(&dout, 3);
    layer_free(layer);
    return way_on(&options);
}

// ## What came out
//
// The gradient of the bias has the shape $(3)$, as the bias has. Its first number
// is $2 + 1 + 0 - 1 = 2$: the first column of $dout$, added up over the batch.
//
// The transposes follow in the same way. The shape of $dW$ must be $(2, 3)$,
// and $dW$ is made of $x$ $(4, 2)$ and $dout$ $(4, 3)$. Only $x^\top dout$ has
// that shape.
//
// In the last batch the wrong gradient looks like a right one. So **test a layer
// with lengths that all differ**. Here $N = 4$, $D = 2$ and $M = 3$. Then a wrong
// axis or a wrong transpose stops the program. With equal lengths it would run on
// with a wrong gradient, and say nothing.
//
// **Try it.** In `wrong_turn`, use a batch of one row. Say first what axis 0 and
// axis 1 give.
//
// **Check yourself.** With $N = D = M$ the product $dout\,x^\top$ has the shape of
// $W$ as well. Which of the checks in this program would still notice it?
//
// *Answer.* The comparison with the numerical gradient. Its numbers would
// differ, whatever the shapes are.
