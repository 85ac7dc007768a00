// # A convolution as one matrix product
//
// The seven loops of a convolution are slow, and a matrix product is fast.
// **Can a convolution be written as a matrix product?** If every patch under
// the filter becomes a row, all sums of a convolution are rows times a column.
//
// *Predict first.* An image of $4 \times 4$ is written out in patches for a filter
// of $3 \times 3$. How many numbers does that take: 16, 36 or 144?
//
// *Answer.* 36: four places, and nine numbers at each.
#include "math/im2col.h"

#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/convolution.h"
#include "math/convolve.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

// ## One row for each place
//
// The filter has 4 places and sees 9 numbers at each. So the **matrix of
// patches** has 4 rows of 9: 36 numbers from 16. The filter is written as a
// column of 9. Its product with the first row is the first sum of
// [convolution](convolution.c):
//
// $$ (1, 2, 3, 0, 1, 2, 3, 0, 1) \cdot (2, 0, 1, 0, 1, 2, 1, 0, 2) = 15 $$
//
// For $N$ images with $C$ channels and $FN$ filters:
//
// $$ \begin{aligned} &(N\,OH\,OW,\ C\,FH\,FW) \cdot (C\,FH\,FW,\ FN)
//    \\ &\to (N\,OH\,OW,\ FN) \end{aligned} $$
//
// The function that writes the patches is called **im2col**, image to columns.
// (The name comes from programs in which each patch is a column; here each is a
// row.) [The next page](../common/math/im2col.c) shows it.
enum { SIDE = 4, FILTER = 3, PLACES = 4, DEPTH = 9 };

static real image[] = {1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1};
static real filter[] = {2, 0, 1, 0, 1, 2, 1, 0, 2};

static void show_patches(real *patches, real *sums)
{
    const Window window = window_square(FILTER, 1, 0);
    const Tensor x = tensor_view(image, SHAPE(1, 1, SIDE, SIDE));
    const Tensor W = tensor_view(filter, SHAPE(1, DEPTH));
    Tensor columns = tensor_view(patches, SHAPE(PLACES, DEPTH));
    Tensor y = tensor_view(sums, SHAPE(PLACES, 1));
    im2col(&columns, &x, &window);
    matmul_nt(&y, &columns,
              &W); /* W lies as a row, and is read as a column */
    tensor_print("patches", &columns);
    tensor_print("patches times filter", &y);
}

// ## A row for each click
//
// The window moves as before, and what it sees is written down. **Which row comes next?**
// Read it from the image, then click. Then set the stride to 2 and the padding to 1.
//
// <div data-lab="slide" data-rows="yes"></div>

// ## And back
//
// Backward, the gradients of the patches must become gradients of pixels. A
// pixel was copied into several patches, so it gets the sum of the gradients
// of all its copies. `col2im()` does that. From patches of ones it makes the
// number of copies of each pixel.
//
// Take three pixels, and patches of two: $(a, b, c)$ becomes $(a, b)$ and
// $(b, c)$. That is a product with a matrix of zeros and ones. The way back, as
// in an affine layer, is a product with that matrix *transposed* (转置), its rows
// and columns exchanged:
//
// $$ \begin{pmatrix} 1 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & 1 & 0 \\ 0 & 0 & 1 \end{pmatrix}
//    \begin{pmatrix} a \\ b \\ c \end{pmatrix} =
//    \begin{pmatrix} a \\ b \\ b \\ c \end{pmatrix} $$
//
// $$ \begin{pmatrix} 1 & 0 & 0 & 0 \\ 0 & 1 & 1 & 0 \\ 0 & 0 & 0 & 1 \end{pmatrix}
//    \begin{pmatrix} y_1 \\ y_2 \\ y_3 \\ y_4 \end{pmatrix} =
//    \begin{pmatrix} y_1 \\ y_2 + y_3 \\ y_4 \end{pmatrix} $$
//
// Mathematicians call the second the **adjoint** of the first. One can test it
// without writing the matrices down. Multiply the patches of $x$ in pairs with $y$,
// and add up: $a y_1 + b y_2 + b y_3 + c y_4$. Multiply $x$ in pairs with what
// comes back from $y$, and add up: $a y_1 + b (y_2 + y_3) + c y_4$. It is the same
// number for all $x$ and $y$. Such a sum of products is called an *inner product*,
// written with angle brackets:
//
// $$ \langle \mathrm{im2col}(x), y \rangle =
//    \langle x, \mathrm{col2im}(y) \rangle $$
//
// So the program draws $x$ and $y$ by chance. If both numbers are equal, col2im is the
// way back that belongs to im2col.
static double inner(const Tensor *a, const Tensor *b)
{
    double sum = 0;
    for (int i = 0; i < a->size; i++) {
        sum += (double)a->data[i] * (double)b->data[i];
    }
    return sum;
}

static void fill_digits(Tensor *t, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)rng_below(rng, 10);
    }
}

static void show_copies(void)
{
    const Window window = window_square(FILTER, 1, 0);
    Tensor *columns = tensor_new(SHAPE(PLACES, DEPTH));
    Tensor *x = tensor_new(SHAPE(1, 1, SIDE, SIDE));
    tensor_fill(columns, 1);
    col2im(x, columns, &window);
    tensor_print("copies of each pixel", x);
    tensor_free(columns);
    tensor_free(x);
}

static void show_adjoint(Rng *rng)
{
    const Window window = {.height = 3,
                           .width = 2,
                           .stride_down = 2,
                           .stride_right = 1,
                           .pad_down = 1,
                           .pad_right = 0};
    Tensor *x = tensor_new(SHAPE(2, 3, 5, 6)), *back = tensor_new(x->shape);
    const Shape out = window_output(&window, x->shape, 1);
    const Shape shape = SHAPE(2 * out.n[2] * out.n[3], 3 * 3 * 2);
    Tensor *y = tensor_new(shape), *columns = tensor_new(shape);
    fill_digits(x, rng);
    fill_digits(y, rng);
    im2col(columns, x, &window);
    col2im(back, y, &window);
    printf("x %s, y %s: <im2col x, y> = %.0f, <x, col2im y> = %.0f\n",
           shape_text(x->shape).text, shape_text(shape).text,
           inner(columns, y), inner(x, back));
    tensor_free(x);
    tensor_free(back);
    tensor_free(y);
    tensor_free(columns);
}

// ## What it costs
//
// We time the convolution of this chapter's network, 30 filters of $5 \times 5$
// on a batch of digits, in three ways: by the seven loops, by patches and a
// product, and by the layer of this project. The patches take 25 numbers for
// each of $24 \times 24$ places: 18 times the image.
typedef struct {
    const Tensor *x;
    Tensor *columns, *product, *plain;
    Layer *layer;
    Window window;
} Work;

static void by_loops(void *work)
{
    Work *w = work;
    convolution_plain(w->plain, w->x, layer_find(w->layer, "W")->value,
                      layer_find(w->layer, "b")->value, &w->window);
}

static void by_product(void *work)
{
    Work *w = work;
    im2col(w->columns, w->x, &w->window);
    matmul_nt(w->product, w->columns, layer_find(w->layer, "W")->value);
    tensor_add(w->product, w->product, layer_find(w->layer, "b")->value);
}

static void by_layer(void *work)
{
    Work *w = work;
    layer_forward(w->layer, w->x, INFERENCE);
}

// The product has the filters as its last axis, $(N, OH, OW, FN)$; the loops have
// them as axis 1.
/* folded */
static double largest_difference(const Work *w)
{
    const int *n = w->plain->shape.n;
    const int FN = n[1], places = n[2] * n[3];
    double largest = 0;
    for (int i = 0; i < w->plain->size; i++) {
        const int image_of = i / (FN * places), f = i / places % FN;
        const int row = image_of * places + i % places;
        const double plain = (double)w->plain->data[i];
        const double other = (double)w->product->data[row * FN + f];
        const double fast = (double)w->layer->out->data[i];
        largest = fmax(largest, fabs(plain - other));
        largest = fmax(largest, fabs(plain - fast));
    }
    return largest;
}

static bool show_times(int images, Rng *rng)
{
    const Window window = window_square(5, 1, 0);
    Tensor *x = tensor_new(SHAPE(images, 1, 28, 28));
    for (int i = 0; i < x->size; i++) {
        x->data[i] = rng_uniform(rng);
    }
    const int places = images * 24 * 24;
    Work w = {x,
              tensor_new(SHAPE(places, 25)),
              tensor_new(SHAPE(places, 30)),
              tensor_new(SHAPE(images, 30, 24, 24)),
              convolution_new(1, 30, window, 0.3, rng),
              window};
    enum { TIMES = 3 };
    const double loops = timing_best(by_loops, &w, TIMES);
    const double product = timing_best(by_product, &w, TIMES);
    const double layer = timing_best(by_layer, &w, TIMES);
    const bool agree = largest_difference(&w) < 1e-5;
    printf("x %s: %d numbers; patches %s: %d\n", shape_text(x->shape).text,
           x->size, shape_text(w.columns->shape).text, w.columns->size);
    printf("milliseconds     seven loops %s\n",
           timing_text(1e3 * loops, 8, 2).text);
    printf("       im2col and one product %s\n",
           timing_text(1e3 * product, 7, 2).text);
    printf("                    the layer %s\n",
           timing_text(1e3 * layer, 7, 2).text);
    puts(agree ? "all three agree" : "the results differ: this is a bug");
    tensor_free(x);
    tensor_free(w.columns);
    tensor_free(w.product);
    tensor_free(w.plain);
    layer_free(w.layer);
    return agree;
}

// ## The figure
//
// The figure colours two places of the filter in the image, and their two rows
// in the matrix.
/* folded */
/* Cells of a matrix, width side by side, from (x, y) on; tint is a colour for
   cell number k, in gnuplot's words. */
static void draw_cells(Plot *plot, const real *numbers, int count, int width,
                       double x, double y, const char *tint)
{
    char text[128] = "";
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%g",
                                 i > 0 ? "," : "", (double)numbers[i]);
    }
    plot_command(plot,
                 "array A[%d] = [%s]; do for [k=0:%d] { a = %g + k %% %d; "
                 "b = %g + k / %d; set object rectangle from a + .04, b + "
                 ".04 rto .92, .92 fs solid noborder fc rgb %s; set label "
                 "sprintf('%%g', A[k + 1]) at a + .5, b + .5 center }",
                 count, text, count - 1, x, width, y, width, tint);
}

static void draw_word(Plot *plot, double x, double y, const char *place,
                      const char *text)
{
    plot_command(plot, "set label '%s' at %g, %g %s", text, x, y, place);
}

static bool draw(const real *patches, const real *sums,
                 const Options *options, Error *error)
{
    Plot *plot = plot_new(
        "im2col", (PlotFrame){.x_max = 16.5, .y_max = 12.4, .height = 330});
    plot_command(plot, "set margins 0, 0, 0, 0; unset border; unset tics");
    plot_command(plot, "unset grid; set xrange [-0.2:16.5]; set yrange "
                       "[12.4:0]; pale = clear(ink, 0.07)");
    plot_command(plot, "first = clear(blue, 0.25); last = clear(orange, "
                       "0.25)");
    draw_word(plot, 0, 0.8, "tc rgb blue", "first place");
    draw_cells(plot, image, 16, 4, 0, 1.4,
               "(k % 4 < 3 && k < 12 ? first : pale)");
    draw_word(plot, 5.5, 0.8, "tc rgb orange", "last place");
    draw_cells(plot, image, 16, 4, 5.5, 1.4,
               "(k % 4 > 0 && k > 3 ? last : pale)");
    draw_word(plot, 11, 0.8, "", "filter");
    draw_cells(plot, filter, 9, 3, 11, 1.4, "pale");
    draw_word(plot, 0, 7.4, "", "one row for each place");
    draw_cells(plot, patches, PLACES * DEPTH, DEPTH, 0, 8,
               "(k < 9 ? first : k > 26 ? last : pale)");
    draw_word(plot, 11.9, 10, "center", "× filter");
    draw_word(plot, 13.8, 10, "center", "=");
    draw_word(plot, 15.1, 7.4, "center", "sums");
    draw_cells(plot, sums, PLACES, 1, 14.6, 8,
               "(k < 1 ? first : k > 2 ? last : pale)");
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

int main(int argc, char **argv)
{
    int images = 100, threads;
    const Option extra[] = {
        {"images", "N", "how many to time", OPTION_INT, &images, 1, 1000},
        options_threads(&threads)};
    Options options;
    Error error;
    real patches[PLACES * DEPTH], sums[PLACES];
    options_parse(&options, argc, argv,
                  "Writes an image out in patches, for one matrix product.",
                  extra, 2);
    Rng rng = rng_new(options.seed);
    show_patches(patches, sums);
    putchar('\n');
    show_copies();
    show_adjoint(&rng);
    putchar('\n');
    const bool agree = show_times(images, &rng);
    if (!draw(patches, sums, &options, &error)) {
        die(options.program, &error);
    }
    return agree ? way_on(&options) : EXIT_BUG;
}

// ## What came out
//
// 16 numbers became 36. Pixels in the middle were copied four times, those in the
// corners once. The first row and the last are equal because this image repeats itself
// along its diagonal. Both inner products are the same number, although the image has
// 180 numbers and the patches have 540.
//
// ![Blue is what the filter sees at its first place, orange at its last. Each place is a row. In the product the nine numbers of the filter are a column.](im2col.svg)
//
// The product gives the numbers of the seven loops, and takes a small part of
// their time, with the copying included. What it costs is memory: 18 times that
// of the images. The book computes in this way, and for years most libraries
// did, too.
//
// The [convolution](../common/fast/convolution_fast.c) of this project is
// faster again, because it never writes the patches down: it reads the numbers
// where they are. It does not use im2col. We keep im2col because it helps to
// understand a convolution, and because it is a judge in the tests.
//
// **Try it.** Let the filter move by 2, with `window_square(FILTER, 2, 1)` in
// `show_copies`. Which pixels are copied most often? Look at
// [output_size](output_size.c) for the number of places.
//
// **Check yourself.** Backward, the gradient of the filter is a matrix product
// too. Which two matrices meet in it, and which of them is transposed?
//
// *Answer.* The patches, transposed, and the gradients of the output:
// $(9, 4) \cdot (4, 1) \to (9, 1)$ for one image and one filter. It is
// $x^\top dout$ of the affine layer again, with patches in place of rows.
