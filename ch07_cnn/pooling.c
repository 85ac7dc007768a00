// # Pooling
//
// A filter answers with a large number where it finds its pattern. If the digit
// is moved by one pixel to the right, that number moves as well, and the next
// layer sees other inputs. **Can a layer forget a shift by one pixel, and keep
// the answer?**
//
// *Predict first.* An image is moved by one pixel. Of each $2 \times 2$ window we
// keep only the largest number. Does the result stay the same: always, sometimes or
// never?
//
// *Answer.* Sometimes. In the run below a single 9 moves along a row. From
// column 2 to column 3 the pooled row stays as it is, and from column 3 to
// column 4 it changes.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "layers/average_pool.h"
#include "layers/max_pool.h"
#include "system/options.h"
#include "system/way.h"

enum { WIDEST = 4 }; /* the side of the largest window that digits get */

// ## Largest, or mean
//
// **Pooling** (池化) divides an image into windows (窗口) and keeps one number of
// each. **Max pooling** (Max 池化) keeps the largest, **average pooling**
// (Average 池化) the mean. The window
//
// $$ \begin{pmatrix} 2 & 4 \\ 3 & 0 \end{pmatrix} $$
//
// becomes $4$, or $9 / 4 = 2.25$. From $(N, C, H, W)$ comes $(N, C, OH, OW)$:
// the channels are kept, because each is pooled on its own. There is nothing to
// learn.
static real image[] = {1, 2, 1, 0, 0, 1, 2, 3, 2, 4, 1, 2, 3, 0, 0, 1};

static void pool(const char *name, Layer *layer, const Tensor *x)
{
    const Tensor *y = layer_forward(layer, x, INFERENCE);
    tensor_print(name, y);
    layer_free(layer);
}

// Usually the window moves by its own size, so that each number is looked at
// once. The notes say that it always does, but it need not. A window of 3 that
// moves by 2 overlaps with the next one; there may be padding too. Max pooling
// does not count what lies beyond the edge. Average pooling counts it as
// zeros.
static void show_windows(void)
{
    real negative[16];
    const Tensor x = tensor_view(image, SHAPE(1, 1, 4, 4));
    for (int i = 0; i < 16; i++) {
        negative[i] = -1 - image[i];
    }
    const Tensor minus = tensor_view(negative, SHAPE(1, 1, 4, 4));
    const Window halves = window_square(2, 2, 0);
    const Window wide = window_square(3, 2, 1);
    tensor_print("x", &x);
    pool("max, window 2, stride 2", max_pool_new(halves), &x);
    pool("average, window 2, stride 2", average_pool_new(halves), &x);
    pool("max, window 3, stride 1", max_pool_new(window_square(3, 1, 0)), &x);
    pool("max, window 3, stride 2, padding 1", max_pool_new(wide), &x);
    pool("the same of -1 - x", max_pool_new(wide), &minus);
    pool("average of -1 - x", average_pool_new(wide), &minus);
}

// ## One pixel to the right
//
// There is a single 9 in a row, and it moves. From column 2 to column 3 it
// stays in the same window. From column 3 to column 4 it comes into the next
// one.
static void show_moves(void)
{
    for (int place = 2; place <= 4; place++) {
        real row[16] = {0};
        row[place] = 9;
        const Tensor x = tensor_view(row, SHAPE(1, 1, 2, 8));
        Layer *layer = max_pool_new(window_square(2, 2, 0));
        const Tensor *y = layer_forward(layer, &x, INFERENCE);
        printf("9 in column %d: ", place);
        for (int i = 0; i < 8; i++) {
            printf(" %g", (double)row[i]);
        }
        printf("   pooled: ");
        for (int i = 0; i < y->size; i++) {
            printf(" %g", (double)y->data[i]);
        }
        putchar('\n');
        layer_free(layer);
    }
}

// ## The same with digits
//
// How much does an image change when it moves? Let $x'$ be the moved image (no
// slope), and $\lVert x \rVert$ the root of the sum of all squares in $x$. We
// compare the change with the image itself, and do the same after pooling:
//
// $$ \frac{\lVert x' - x \rVert}{\lVert x \rVert}
//    \qquad \lVert x \rVert = \sqrt{\textstyle\sum_i x_i^2} $$
static double relative_change(const Tensor *x, const Tensor *moved)
{
    double change = 0, size = 0;
    for (int i = 0; i < x->size; i++) {
        const double d = (double)(moved->data[i] - x->data[i]);
        change += d * d;
        size += (double)x->data[i] * (double)x->data[i];
    }
    return sqrt(change / size);
}

static void move_right(Tensor *moved, const Tensor *x, int pixels)
{
    const int W = x->shape.n[3];
    for (int i = 0; i < x->size; i++) {
        moved->data[i] = i % W < pixels ? 0 : x->data[i - pixels];
    }
}

static double change_after(Layer *layer, const Tensor *x, const Tensor *moved)
{
    Tensor *before = tensor_new(layer_forward(layer, x, INFERENCE)->shape);
    tensor_copy(before, layer->out);
    const double change =
        relative_change(before, layer_forward(layer, moved, INFERENCE));
    tensor_free(before);
    layer_free(layer);
    return change;
}

static void compare_digits(const Dataset *data)
{
    enum { COUNT = 500 };
    Batch batch = {0};
    const int N = data->count < COUNT ? data->count : COUNT;
    batch_slice(&batch, data, 0, N);
    const Shape shape = SHAPE(N, 1, data->height, data->width);
    const Tensor x = tensor_reshaped(batch.x, shape);
    Tensor *moved = tensor_new(shape);
    printf("%d digits, moved to the right\n", N);
    puts("pixels   image   max 2   average 2   max 4   average 4");
    for (int pixels = 1; pixels <= 3; pixels++) {
        const Window two = window_square(2, 2, 0),
                     four = window_square(WIDEST, WIDEST, 0);
        move_right(moved, &x, pixels);
        printf("%6d%8.2f%8.2f%12.2f%8.2f%12.2f\n", pixels,
               relative_change(&x, moved),
               change_after(max_pool_new(two), &x, moved),
               change_after(average_pool_new(two), &x, moved),
               change_after(max_pool_new(four), &x, moved),
               change_after(average_pool_new(four), &x, moved));
    }
    tensor_free(moved);
    batch_clear(&batch);
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Pools an image, and measures what a small shift changes.",
                  NULL, 0);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, 1, 1, WIDEST, &error)) {
        die(options.program, &error);
    }
    show_windows();
    putchar('\n');
    show_moves();
    putchar('\n');
    puts(data.note);
    compare_digits(&data.test);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// Sometimes. The 9 may move inside its window without a trace. When it crosses to
// the next window, the result moves too. With windows of 2 every second step is
// noticed.
//
// The digits say the same in another way. A move by one pixel changes the pixels by
// more than a half of their size. After max pooling it is less, and with larger
// windows less again, but far from zero. So pooling makes a network *more robust*
// to small moves, but not blind to them. Larger windows forget more, both of the
// place and of everything else.
//
// In the printed result `the same of -1 - x` all numbers of the image are
// negative, and so is each result: the padding did not win with its zeros. In
// `average of -1 - x` the zeros pull each mean nearer to 0. They do so most in
// the upper left corner, where five of nine numbers are zeros.
//
// **Try it.** Set the stride of the window in `show_moves` to 1. The pooled row then
// has seven numbers. How many of them change with each move?
//
// **Check yourself.** Backward, which of the four numbers of a window gets a gradient
// from max pooling, and which from average pooling? Look at
// [max_pool](../common/layers/max_pool.c) and
// [average_pool](../common/layers/average_pool.c).
//
// *Answer.* From max pooling only the largest one: it alone reached the
// output. From average pooling all four, a quarter each.
