// # Channels, filters and batches
//
// A grey image has one number for each pixel, and a coloured one has three. After a
// convolution with thirty filters there are even thirty. **What does a filter do
// with an image that has several numbers at each pixel?** It has weights for all of
// them, and adds everything up.
//
// *Predict first.* An image has 3 channels, and a layer has 4 filters. How many maps
// come out: 3, 4, 7 or 12?
//
// *Answer.* 4: one map for each filter. The channels are added up and
// disappear.
#include <stdio.h>

#include "math/convolve.h"
#include "system/options.h"
#include "system/way.h"

// ## The axes of a shape
//
// The shape $(a, b, c, d)$ has four axes (轴), numbered 0, 1, 2 and 3. Along axis 0
// there are $a$ elements, along axis 1 $b$ elements, and so on. For a batch of
// images the order is
//
// $$ (N, C, H, W) $$
//
// image, **channel** (通道), row, column. In memory all numbers lie in one row, and
// the last axis moves fastest. So element $(n, c, h, w)$ is number
//
// $$ ((n\,C + c)\,H + h)\,W + w $$
//
// ($W$ is the width here, and $h$ and $w$ a row and a column; further down $W$ are
// weights again.) In the shape $(2, 3, 4, 5)$ a step along axis 3 is 1 number long,
// along axis 2 it is 5, along axis 1 it is 20, and along axis 0 it is 60. A sum
// along an axis takes that axis away: along axis 0, $(3, 4, 5)$ is left.
static void show_axes(void)
{
    Tensor *x = tensor_new(SHAPE(2, 3, 4, 5));
    const int *n = x->shape.n;
    printf("x %s, %d numbers\n", shape_text(x->shape).text, x->size);
    for (int axis = 0, step = x->size; axis < 4; axis++) {
        step /= n[axis];
        Shape rest = {{0}};
        for (int i = 0; i < 3; i++) {
            rest.n[i] = n[i < axis ? i : i + 1];
        }
        printf(
            "axis %d: %d elements, each step %2d numbers; a sum along it: %s\n",
            axis, n[axis], step, shape_text(rest).text);
    }
    printf("element (1, 2, 3, 4) is number %d, the last\n",
           ((1 * n[1] + 2) * n[2] + 3) * n[3] + 4);
    tensor_free(x);
}

// ## A filter has a slice for each channel
//
// Take an image of two channels and a filter of two slices, one for each:
//
// $$ x_0 = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & 3 \end{pmatrix} \quad
//    W_0 = \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} $$
//
// $$ x_1 = \begin{pmatrix} 2 & 0 & 1 \\ 1 & 1 & 0 \end{pmatrix} \quad
//    W_1 = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix} $$
//
// Channel 0 gives $1 + 1 = 2$ and $2 + 3 = 5$. Channel 1 gives $0 + 1 = 1$ and
// $1 + 1 = 2$. Both are added: $3$ and $7$. From two channels came *one* map.
//
// $$ y_{ij} = b + \sum_{c,u,v} W_{cuv}\, x_{c,\,i+u,\,j+v} $$
static real pixels[] = {1, 2, 0, 0, 1, 3, 2, 0, 1, 1, 1, 0};
static real weights[] = {1, 0, 0, 1, 0,  1, 1, 0,  /* filter 0 */
                         1, 1, 1, 1, 0,  0, 0, 0,  /* filter 1: channel 0 */
                         0, 0, 0, 0, -1, 0, 0, 0}; /* filter 2: channel 1 */

static void convolve(const char *name, const Tensor *x, const Tensor *W,
                     const Tensor *b)
{
    const Window window = window_square(W->shape.n[2], 1, 0);
    Tensor *y = tensor_new(window_output(&window, x->shape, W->shape.n[0]));
    convolution_plain(y, x, W, b, &window);
    tensor_print(name, y);
    tensor_free(y);
}

static void show_one_filter(void)
{
    real zero = 0;
    const Tensor none = tensor_view(&zero, SHAPE(1));
    for (int c = 0; c < 2; c++) {
        char name[32];
        const Tensor x = tensor_view(pixels + 6 * c, SHAPE(1, 1, 2, 3));
        const Tensor W = tensor_view(weights + 4 * c, SHAPE(1, 1, 2, 2));
        snprintf(name, sizeof name, "channel %d alone", c);
        convolve(name, &x, &W, &none);
    }
    const Tensor x = tensor_view(pixels, SHAPE(1, 2, 2, 3));
    const Tensor W = tensor_view(weights, SHAPE(1, 2, 2, 2));
    convolve("both channels, one filter", &x, &W, &none);
}

// ## Each filter gives a map
//
// One filter gives one map, so $FN$ filters give $FN$ maps, and those are the
// channels of the next layer. The filters together have the shape
//
// $$ (FN, C, FH, FW) $$
//
// and each has one bias: $(FN)$. Their result for a batch is $(N, FN, OH, OW)$. The
// images of a batch (批) do not see each other.
static void show_three_filters(void)
{
    real bias[] = {0, 0, 10}, twice[24];
    for (int i = 0; i < 24; i++) {
        twice[i] = i < 12 ? pixels[i] : 2 * pixels[i - 12];
    }
    const Tensor x = tensor_view(twice, SHAPE(2, 2, 2, 3));
    const Tensor W = tensor_view(weights, SHAPE(3, 2, 2, 2));
    const Tensor b = tensor_view(bias, SHAPE(3));
    convolve("two images, three filters", &x, &W, &b);
}

static void count_weights(int FN, int C, int FH, int FW)
{
    printf("(%d, %d, %d, %d) and (%d): %d numbers to learn\n", FN, C, FH, FW,
           FN, FN * C * FH * FW + FN);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Moves filters over images with several channels.", NULL,
                  0);
    show_axes();
    putchar('\n');
    show_one_filter();
    putchar('\n');
    show_three_filters();
    putchar('\n');
    count_weights(30, 1, 5, 5);
    count_weights(16, 1, 3, 3);
    count_weights(32, 16, 3, 3);
    return way_on(&options);
}

// ## What came out
//
// Three filters give three maps, whatever the number of channels: the channels are
// summed away, and the filters take their place. In the last product, the first map of
// the first image holds the 3 and the 7 from above. The second image is twice the first,
// so its first two maps are twice as large. In the third map the bias 10 is added once,
// to both images alike.
//
// How many weights a layer has does not depend on the size of the image.
//
// **Try it.** Exchange the two slices of filter 0, that is, the first four numbers
// of `weights` with the next four. Compute the two numbers of the map first.
//
// **Check yourself.** A layer has 16 filters of $3 \times 3$ and follows one with 30
// filters. Which shape do its weights have?
//
// *Answer.* $(16, 30, 3, 3)$: each of the 16 filters has a slice of
// $3 \times 3$ for each of the 30 maps that come in.
