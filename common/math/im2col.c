// # An image as a matrix of patches
//
// A convolution looks at patches of an image, one after the other. **Can all of that
// become a single matrix product?** Yes, if every patch is written out as a row.
//
// Take an image of $3 \times 3$ with the numbers 1 to 9, and a window of
// $2 \times 2$. It has four places, so there are four rows of four numbers:
//
// $$ \begin{pmatrix} 1 & 2 & 4 & 5 \\ 2 & 3 & 5 & 6 \\ 4 & 5 & 7 & 8 \\ 5 & 6 & 8 & 9
//    \end{pmatrix} $$
//
// A filter is a column of four weights. The product of the two is the
// convolution. What it costs is memory: the 5 in the middle is there four
// times.
#include "math/im2col.h"

// ## One walk, two directions
//
// Both functions visit the same pairs: place $p$ of the window, number $k$ under
// it. So the walk is written once, and it calls what is to be done with each pair.
typedef void Visit(real *in_columns, real *in_image);

static void take(real *in_columns, real *in_image)
{
    *in_columns = *in_image;
}

static void give_back(real *in_columns, real *in_image)
{
    *in_image += *in_columns;
}

// The place $(i, j)$ of the window sees row $iS + u - P$ and column $jS + v - P$ of
// the image as its row $u$ and column $v$. Beyond the edge there is nothing to visit.
static void walk_patch(const Window *w, const Shape *x, int i, int j,
                       real *patch, real *image, Visit *visit)
{
    const int C = x->n[1], H = x->n[2], W = x->n[3];
    for (int c = 0; c < C; c++) {
        for (int u = 0; u < w->height; u++) {
            for (int v = 0; v < w->width; v++, patch++) {
                const int row = i * w->stride_down + u - w->pad_down;
                const int column = j * w->stride_right + v - w->pad_right;
                if (row >= 0 && row < H && column >= 0 && column < W) {
                    visit(patch,
                          image + ((ptrdiff_t)c * H + row) * W + column);
                }
            }
        }
    }
}

static void walk(Tensor *columns, Tensor *x, const Window *window,
                 Visit *visit)
{
    const Shape out = window_output(window, x->shape, 1);
    const int N = x->shape.n[0], OH = out.n[2], OW = out.n[3];
    const int image = x->size / N;
    const int places = shape_size(SHAPE(N, OH, OW));
    const int depth =
        shape_size(SHAPE(x->shape.n[1], window->height, window->width));
    CHECK(columns->size == (long long)places * depth,
          "%s for %d places of %d numbers", shape_text(columns->shape).text,
          places, depth);
    for (int p = 0; p < places; p++) {
        walk_patch(window, &x->shape, p / OW % OH, p % OW,
                   columns->data + (ptrdiff_t)p * depth,
                   x->data + (ptrdiff_t)(p / (OH * OW)) * image, visit);
    }
}

// ## There
//
// Every place of the window becomes a row, and every number under the window
// is copied into it.
void im2col(Tensor *columns, const Tensor *x, const Window *window)
{
    Tensor image = tensor_view(x->data, x->shape);
    tensor_fill(columns, 0);
    walk(columns, &image, window, take);
}

// ## And back
//
// On the way back the gradients of all copies of a pixel are added up, because all
// of them were that pixel. The 5 gets the sum of four numbers. So col2im after
// im2col does not give the image again: it gives each pixel as many times as it was
// copied. In the language of matrices it is the **transpose**;
// [im2col](../../ch07_cnn/im2col.c) shows why with three pixels.
void col2im(Tensor *x, const Tensor *columns, const Window *window)
{
    Tensor patches = tensor_view(columns->data, columns->shape);
    tensor_fill(x, 0);
    walk(&patches, x, window, give_back);
}
