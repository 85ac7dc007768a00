// # One filter, place by place
//
// An affine layer looks at the whole image at once. **What can a filter find
// out that sees only nine pixels at a time?** At each place it gives one
// number, and the numbers of all places form an image again.
//
// *Predict first.* A filter of $3 \times 3$ moves over an image of $4 \times 4$. How
// many numbers come out? And if the image gets a rim of zeros, one pixel wide?
//
// *Answer.* Four numbers: {run: 15.0000   16.0000} and
// {run: 6.0000   15.0000}. With a rim of zeros there are sixteen, as many as
// the image has.
#include <stdio.h>

#include "layers/convolution.h"
#include "math/convolve.h"
#include "system/options.h"
#include "system/way.h"

// ## Multiply and add up
//
// The image and the filter (滤波器, or 核, kernel) are
//
// $$ x = \begin{pmatrix} 1 & 2 & 3 & 0 \\ 0 & 1 & 2 & 3 \\ 3 & 0 & 1 & 2
//    \\ 2 & 3 & 0 & 1 \end{pmatrix} \quad
//    W = \begin{pmatrix} 2 & 0 & 1 \\ 0 & 1 & 2 \\ 1 & 0 & 2 \end{pmatrix} $$
//
// At the first place the filter lies over the upper left corner. Each weight
// is multiplied by the pixel under it, and all products are added:
//
// $$ \begin{aligned} &1 \cdot 2 + 2 \cdot 0 + 3 \cdot 1
//    \\ {}+{} &0 \cdot 0 + 1 \cdot 1 + 2 \cdot 2
//    \\ {}+{} &3 \cdot 1 + 0 \cdot 0 + 1 \cdot 2 = 15 \end{aligned} $$
//
// This is called **multiply-accumulate** (乘积累加). One column further to the right
// the same gives 16, and one row lower 6 and 15. There is no fifth place.
static real image[] = {1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1};
static real filter[] = {2, 0, 1, 0, 1, 2, 1, 0, 2};

static void print_place(int i, int j)
{
    real sum = 0;
    printf("place (%d, %d):", i, j);
    for (int u = 0; u < 3; u++) {
        for (int v = 0; v < 3; v++) {
            const real x = image[(i + u) * 4 + j + v], w = filter[u * 3 + v];
            printf("%s%g*%g", u + v > 0 ? " + " : " ", (double)x, (double)w);
            sum += w * x;
        }
    }
    printf(" = %g\n", (double)sum);
}

// ## Bias, padding, stride
//
// The **bias** $b$ (偏置) is one number for the filter. It is added at every
// place. **Padding** (填充) puts zeros around the image, so that the filter finds
// more places. The **stride** $S$ (步幅) is how far it moves from one to the
// next. In letters, let $P$ be the rows and columns of padding. All places and
// weights are counted from 0, and outside the image $x$ is 0. The formula is
// below. Take $S = 2$ and $P = 1$. At the place $i = 1$ the first row of the
// filter, $u = 0$, sees row $1 \cdot 2 + 0 - 1 = 1$ of the image. At the place
// $i = 0$ it sees row $-1$, and that is a row of zeros.
//
// $$ y_{ij} = b + \sum_{u, v} W_{uv}\, x_{iS+u-P,\ jS+v-P} $$
static void convolve(const char *name, real bias, Window window)
{
    const Tensor x = tensor_view(image, SHAPE(1, 1, 4, 4));
    const Tensor W = tensor_view(filter, SHAPE(1, 1, 3, 3));
    const Tensor b = tensor_view(&bias, SHAPE(1));
    Tensor *y = tensor_new(window_output(&window, x.shape, 1));
    convolution_plain(y, &x, &W, &b, &window);
    const Tensor map =
        tensor_reshaped(y, SHAPE(y->shape.n[2], y->shape.n[3]));
    tensor_print(name, &map);
    tensor_free(y);
}

// ## Move the filter
//
// The filter stands at the first place. **Which numbers does it see at the next, and
// what is their sum?** Add up, then click. Then guess how many places there are with
// padding 1, and with stride 2 as well.
//
// <div data-lab="slide"></div>
//
// <div class="still">
//
// ![The image under the filter at its first and at its last place, and the four sums.](../out/ch07/im2col.svg)
//
// </div>

// ## A filter of your own
//
// *Predict first.* Nine numbers decide what is found. With which nine numbers
// do only the flat strokes get strong colours, while the steep ones vanish?
// Begin with "left minus right", which finds steep edges, and turn it. Then
// make all nine equal: what has become of the edges?
//
// *Answer.* With 1, 1, 1 in the upper row, 0, 0, 0 in the middle and -1, -1, -1 below:
// "above minus below". One edge of a flat stroke becomes blue, and the other one
// orange, because there the difference is negative. Nine equal numbers make a mean of
// the neighbours, and all edges are blurred.
//
// <div data-lab="filter"></div>
//
// <div class="still">
//
// ![A digit, sixteen filters that a network has learnt, and what each makes of the digit.](../out/ch07/applied.svg)
//
// </div>

// ## The same in the layer
//
// The function print_place() has two loops, over $u$ and $v$, and its caller runs
// through the places $i$ and $j$. With several [channels](channels.c), filters and
// images there are three loops more, seven in all;
// [a page of the library](../common/math/convolve.c), three pages from here, shows
// them. The [layer](../common/layers/convolution.c) computes the same in another
// order, and much faster. With whole numbers nothing is rounded, so both must agree
// exactly, and the program tries it.
/* folded */
static void fill_digits(Tensor *t, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)(rng_below(rng, 19) - 9);
    }
}

static void compare_with_layer(Shape shape, int filters, Window window,
                               Rng *rng)
{
    Layer *layer = convolution_new(shape.n[1], filters, window, 0, rng);
    const Tensor *W = layer_find(layer, "W")->value,
                 *b = layer_find(layer, "b")->value;
    Tensor *x = tensor_new(shape);
    fill_digits(x, rng);
    fill_digits(layer_find(layer, "W")->value, rng);
    fill_digits(layer_find(layer, "b")->value, rng);
    const Tensor *fast = layer_forward(layer, x, INFERENCE);
    Tensor *plain = tensor_new(fast->shape);
    convolution_plain(plain, x, W, b, &window);
    int different = 0;
    for (int i = 0; i < plain->size; i++) {
        different += fast->data[i] != plain->data[i];
    }
    printf("x %s, W %s, b %s", shape_text(shape).text,
           shape_text(W->shape).text, shape_text(b->shape).text);
    printf(" -> y %s: %d of %d differ\n", shape_text(plain->shape).text,
           different, plain->size);
    tensor_free(plain);
    tensor_free(x);
    layer_free(layer);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Moves a filter over an image, with every number shown.",
                  NULL, 0);
    Rng rng = rng_new(options.seed);
    for (int i = 0; i < 4; i++) {
        print_place(i / 2, i % 2);
    }
    putchar('\n');
    convolve("no padding, stride 1", 0, window_square(3, 1, 0));
    convolve("the same with the bias 3", 3, window_square(3, 1, 0));
    convolve("padding 1", 0, window_square(3, 1, 1));
    convolve("padding 1, stride 2", 0, window_square(3, 2, 1));
    puts("\nseven loops and the layer");
    compare_with_layer(SHAPE(1, 1, 4, 4), 1, window_square(3, 1, 0), &rng);
    compare_with_layer(SHAPE(1, 3, 6, 5), 1, window_square(3, 1, 1), &rng);
    const Window uneven = {.height = 3,
                           .width = 2,
                           .stride_down = 2,
                           .stride_right = 1,
                           .pad_down = 1,
                           .pad_right = 0};
    compare_with_layer(SHAPE(2, 3, 9, 8), 4, uneven, &rng);
    compare_with_layer(SHAPE(5, 1, 28, 28), 30, window_square(5, 1, 0), &rng);
    return way_on(&options);
}

// ## What came out
//
// Four places give four numbers, 15, 16, 6 and 15. That the first and the last are equal
// is no mistake: this image, the book's, repeats itself along its diagonal, so the
// filter sees the same nine pixels at both places. With the rim there are sixteen, so
// the result is as large as the image, and the first four are in its middle. With the
// stride 2, only every second row and column of that is left.
//
// Nine weights gave all these numbers. The filter carried them from place to
// place, and so the same pattern gets the same answer wherever it is.
//
// Mathematicians turn the filter round before they move it, and call only that
// a convolution (卷积). But a network learns its filters, and would learn a
// turned filter equally well. So the turning is left out, and the word is kept.
//
// **Try it.** Set the 2 in the upper left corner of `filter` to 0. Which of the numbers
// 15, 16, 6 and 15 change, and by how much? Look at the printed products first.
//
// **Check yourself.** A filter of $1 \times 1$ sees one pixel at a time. Is
// there anything that a layer of such filters can do with an image of three
// colours?
//
// *Answer.* Yes. At each pixel it takes a weighted sum of the three colours,
// as an affine layer does with three inputs. It can make a grey image of a
// coloured one, for example. It only never looks at a neighbour.
