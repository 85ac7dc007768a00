// # A filter at every place
//
// A filter of $2 \times 2$ on an image of $3 \times 3$ has four places, and
// each place gives a number. **How does one write that down for many images
// with channels, and for many filters?** Multiply what lies under the filter,
// add up, move on: that is all, in seven loops.
#include "math/convolve.h"

#include "fast/choice.h"
#include "fast/convolution_fast.h"

// row_of() gives the row of $x$ that row $u$ of the window sees at place $i$.
// The same holds for columns. With the stride 2 and the padding 1, row 0 of the
// window sees row $-1$ at place 0, which is a row of zeros. At place 1 it sees
// row 1.
static int row_of(const Window *w, int i, int u)
{
    return i * w->stride_down + u - w->pad_down;
}

static int column_of(const Window *w, int j, int v)
{
    return j * w->stride_right + v - w->pad_right;
}

static bool inside(int place, int length)
{
    return place >= 0 && place < length;
}

/* folded */
static void check(Shape y, Shape x, Shape W, int biases, const Window *window)
{
    const Shape out = window_output(window, x, W.n[0]);
    CHECK(x.n[1] == W.n[1], "%d channels for filters %s", x.n[1],
          shape_text(W).text);
    CHECK(shape_equal(y, out), "%s for the result %s", shape_text(y).text,
          shape_text(out).text);
    CHECK(W.n[2] == window->height && W.n[3] == window->width,
          "filters %s in a window of %d x %d", shape_text(W).text,
          window->height, window->width);
    CHECK(biases == W.n[0], "%d biases for filters %s", biases,
          shape_text(W).text);
}

// ## Forward
//
// Seven loops: image $n$, filter $f$, place $(i, j)$, and under the filter
// channel $c$, row $u$ and column $v$. The three inner ones are in
// sum_under_filter(), the four outer ones in convolution_plain(). Beyond the
// edge of the image there are zeros, so nothing is added there. $S$ is the
// stride and $P$ the padding.
//
// $$ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,\,iS+u-P,\,jS+v-P} $$
static real sum_under_filter(const Tensor *x, const real *w,
                             const Window *window, int n, int i, int j)
{
    const int C = x->shape.n[1], H = x->shape.n[2], W = x->shape.n[3];
    real sum = 0;
    for (int c = 0; c < C; c++) {
        for (int u = 0; u < window->height; u++) {
            for (int v = 0; v < window->width; v++, w++) {
                const int row = row_of(window, i, u);
                const int column = column_of(window, j, v);
                if (inside(row, H) && inside(column, W)) {
                    sum += *w * x->data[((n * C + c) * H + row) * W + column];
                }
            }
        }
    }
    return sum;
}

void convolution_plain(Tensor *y, const Tensor *x, const Tensor *W,
                       const Tensor *b, const Window *window)
{
    const int *out = y->shape.n, depth = W->size / W->shape.n[0];
    check(y->shape, x->shape, W->shape, b->size, window);
    real *to = y->data;
    for (int n = 0; n < out[0]; n++) {
        for (int f = 0; f < out[1]; f++) {
            for (int i = 0; i < out[2]; i++) {
                for (int j = 0; j < out[3]; j++) {
                    *to++ =
                        b->data[f] + sum_under_filter(x, W->data + f * depth,
                                                      window, n, i, j);
                }
            }
        }
    }
}

// ## Back to the filters
//
// A weight was used at every place of every image, so its gradient is a sum
// over all of them. Each term is the pixel that the weight was multiplied by,
// times the gradient of the sum to which the product was added. The bias was
// added at every place.
//
// $$ \begin{aligned}
//    \frac{\partial L}{\partial W_{fcuv}} &= \sum_{n,i,j} dout_{nfij}\,
//    x_{n,c,\,iS+u-P,\,jS+v-P}
//    \\ \frac{\partial L}{\partial b_f} &= \sum_{n,i,j} dout_{nfij}
//    \end{aligned} $$
static void slopes_at(real *dw, real dout, const Tensor *x,
                      const Window *window, int n, int i, int j)
{
    const int C = x->shape.n[1], H = x->shape.n[2], W = x->shape.n[3];
    for (int c = 0; c < C; c++) {
        for (int u = 0; u < window->height; u++) {
            for (int v = 0; v < window->width; v++, dw++) {
                const int row = row_of(window, i, u);
                const int column = column_of(window, j, v);
                if (inside(row, H) && inside(column, W)) {
                    *dw +=
                        dout * x->data[((n * C + c) * H + row) * W + column];
                }
            }
        }
    }
}

void convolution_slopes_plain(Tensor *dW, Tensor *db, const Tensor *x,
                              const Tensor *dout, const Window *window)
{
    const int *out = dout->shape.n, depth = dW->size / dW->shape.n[0];
    check(dout->shape, x->shape, dW->shape, db->size, window);
    const real *from = dout->data;
    tensor_fill(dW, 0);
    tensor_fill(db, 0);
    for (int n = 0; n < out[0]; n++) {
        for (int f = 0; f < out[1]; f++) {
            for (int i = 0; i < out[2]; i++) {
                for (int j = 0; j < out[3]; j++, from++) {
                    slopes_at(dW->data + f * depth, *from, x, window, n, i,
                              j);
                    db->data[f] += *from;
                }
            }
        }
    }
}

// ## Back to the image
//
// A pixel was seen from several places, each time through another weight. Take
// the row $1, 2, 3, 4$ under the filter $(10, 1)$. The second pixel was
// multiplied by 1 at the first place and by 10 at the second, so its gradient
// is $1 \cdot dout_0 + 10 \cdot dout_1$. In general it is the sum over all
// places that saw it: weight times the gradient of what came out there.
//
// $$ \frac{\partial L}{\partial x_{ncrs}} =
//    \sum_{\substack{f,i,j,u,v:\\ iS+u-P=r,\; jS+v-P=s}} W_{fcuv}\, dout_{nfij} $$
static void give_back(Tensor *dx, const real *w, real dout,
                      const Window *window, int n, int i, int j)
{
    const int C = dx->shape.n[1], H = dx->shape.n[2], W = dx->shape.n[3];
    for (int c = 0; c < C; c++) {
        for (int u = 0; u < window->height; u++) {
            for (int v = 0; v < window->width; v++, w++) {
                const int row = row_of(window, i, u);
                const int column = column_of(window, j, v);
                if (inside(row, H) && inside(column, W)) {
                    dx->data[((n * C + c) * H + row) * W + column] +=
                        *w * dout;
                }
            }
        }
    }
}

void convolution_back_plain(Tensor *dx, const Tensor *W, const Tensor *dout,
                            const Window *window)
{
    const int *out = dout->shape.n, depth = W->size / W->shape.n[0];
    check(dout->shape, dx->shape, W->shape, W->shape.n[0], window);
    const real *from = dout->data;
    tensor_fill(dx, 0);
    for (int n = 0; n < out[0]; n++) {
        for (int f = 0; f < out[1]; f++) {
            for (int i = 0; i < out[2]; i++) {
                for (int j = 0; j < out[3]; j++) {
                    give_back(dx, W->data + f * depth, *from++, window, n, i,
                              j);
                }
            }
        }
    }
}

// ## The same, faster
//
// The functions below give the same numbers;
// [another page](../fast/convolution_fast.c) says how. They keep tables and
// room from one batch to the next. The last digit may differ, because the
// products are added up in another order.
/* folded */
Convolve convolve_new(int channels, int filters, Window window)
{
    return (Convolve){window,
                      FAST ? convolution_fast_new(channels, filters, &window)
                           : NULL};
}

void convolve_clear(Convolve *c)
{
    if (FAST) {
        convolution_fast_free(c->fast);
    }
}

void convolve_forward(const Convolve *c, Tensor *y, const Tensor *x,
                      const Tensor *W, const Tensor *b)
{
    if (FAST) {
        convolution_fast(c->fast, y, x, W, b);
    } else {
        convolution_plain(y, x, W, b, &c->window);
    }
}

void convolve_back(const Convolve *c, Tensor *dW, Tensor *db, Tensor *dx,
                   const Tensor *x, const Tensor *W, const Tensor *dout)
{
    if (FAST) {
        convolution_fast_back(c->fast, dW, db, dx, x, W, dout);
        return;
    }
    const Shape out = window_output(&c->window, x->shape, W->shape.n[0]);
    const Tensor shaped = tensor_reshaped(dout, out);
    convolution_slopes_plain(dW, db, x, &shaped, &c->window);
    if (dx != NULL) {
        convolution_back_plain(dx, W, &shaped, &c->window);
    }
}
