// # The mean under a window
//
// [Max pooling](pool.c) keeps one number of a window and throws the others away. **What
// if all of them had a say?** The four numbers
// $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$ have the mean 4.
#include "math/window_mean.h"

#include "fast/choice.h"
#include "fast/planes.h"

// ## One walk, two directions
//
// Forward, each number goes to the sum of every window that sees it; backward, each
// window sends its slope to every number that it saw. The pairs are the same, so one
// walk visits them.
typedef void Visit(real *out, real *in);

static void add(real *out, real *in) { *out += *in; }
static void give_back(real *out, real *in) { *in += *out; }

static void walk_window(real *out, real *plane, const Window *w, int row,
                        int column, const int *in, Visit *visit)
{
    for (int r = row; r < row + w->height; r++) {
        for (int c = column; c < column + w->width; c++) {
            if (r >= 0 && r < in[2] && c >= 0 && c < in[3]) {
                visit(out, plane + r * in[3] + c);
            }
        }
    }
}

static void walk(const Tensor *y, const Tensor *x, const Window *w,
                 Visit *visit)
{
    const int *in = x->shape.n, *out = y->shape.n;
    real *plane = x->data, *to = y->data;
    for (int p = 0; p < in[0] * in[1]; p++, plane += in[2] * in[3]) {
        for (int i = 0; i < out[2]; i++) {
            for (int j = 0; j < out[3]; j++) {
                walk_window(to++, plane, w, i * w->stride_down - w->pad_down,
                            j * w->stride_right - w->pad_right, in, visit);
            }
        }
    }
}

static real share_of(const Window *w)
{
    return 1 / (real)(w->height * w->width);
}

// ## The definition
//
// Beyond the edge of the image there are zeros, which count as numbers of the window.
//
// $$ y_{ij} = \frac{1}{FH \cdot FW} \sum_{u,v} x_{iS+u-P,\,jS+v-P} $$
void window_mean_plain(Tensor *y, const Tensor *x, const Window *window)
{
    tensor_fill(y, 0);
    walk(y, x, window, add);
    tensor_scale(y, share_of(window), y);
}

void window_mean_back_plain(Tensor *dx, const Tensor *dout,
                            const Window *window)
{
    tensor_fill(dx, 0);
    walk(dout, dx, window, give_back);
    tensor_scale(dx, share_of(window), dx);
}

// ## The same, faster
//
// The planes know nothing of each other, so they are taken
// [at the same time](../fast/planes.c). A number in a window takes roughly 2 ns.
static double nanoseconds_of(const Tensor *y, const Window *w)
{
    return 2.0 * y->size * w->height * w->width;
}

static void mean_of_plane(void *window, Tensor *y, Tensor *x, int i)
{
    (void)i;
    window_mean_plain(y, x, window);
}

static void back_to_plane(void *window, Tensor *dout, Tensor *dx, int i)
{
    (void)i;
    window_mean_back_plain(dx, dout, window);
}

void window_mean(Tensor *y, const Tensor *x, const Window *window)
{
    Window w = *window;
    window_check_pooled(y->shape, x->shape, window);
    if (FAST) {
        in_planes(y, x, nanoseconds_of(y, window), mean_of_plane, &w);
    } else {
        window_mean_plain(y, x, window);
    }
}

void window_mean_back(Tensor *dx, const Tensor *dout, const Window *window)
{
    Window w = *window;
    window_check_pooled(dout->shape, dx->shape, window);
    if (FAST) {
        in_planes(dout, dx, nanoseconds_of(dout, window), back_to_plane, &w);
    } else {
        window_mean_back_plain(dx, dout, window);
    }
}
