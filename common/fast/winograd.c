// # Fewer multiplications
//
// All other pages of this room do the same multiplications, only sooner. **Can a
// convolution be had with fewer of them?** With a filter of three weights, two results
// side by side take six. Four are enough.
//
// Take the numbers $d = 1, 2, 3, 4$ and the filter $g = 1, 2, 3$. The two results are
// $1 \cdot 1 + 2 \cdot 2 + 3 \cdot 3 = 14$ and $2 \cdot 1 + 3 \cdot 2 + 4 \cdot 3 = 20$. Now
// these four products:
//
// $$ \begin{aligned}
//    m_0 &= (d_0 - d_2)\, g_0 = -2 & m_1 &= (d_1 + d_2)\, (g_0 + g_1 + g_2) / 2 = 15
//    \\ m_2 &= (d_2 - d_1)\, (g_0 - g_1 + g_2) / 2 = 1 & m_3 &= (d_1 - d_3)\, g_2 = -6
//    \end{aligned} $$
//
// The results are $m_0 + m_1 + m_2 = 14$ and $m_1 - m_2 - m_3 = 20$. Write the letters
// out, and everything that does not belong there cancels (S. Winograd, 1980).
//
// In an image the same is done along rows and along columns. A window of $4 \times 4$
// pixels gives $2 \times 2$ results of a filter of $3 \times 3$ by 16 multiplications, and
// not 36. It is known as Winograd's **minimal filtering**, and this size as
// $F(2 \times 2, 3 \times 3)$. For networks, it was noticed in 2015 (A. Lavin and S. Gray).
//
// The additions before and after are not free. But a window is prepared once for all
// filters, a filter once for all windows, and the sum over the channels comes before the
// way back. So it pays as soon as there are several channels and several filters.
//
// The price is accuracy: sums and differences of pixels are up to four times as large as
// the pixels, and cancel afterwards, while their rounding errors stay. These are still
// of the size at which floats are rounded. And of whole numbers nothing is lost, because
// nothing but halves and quarters appears on the way.
#include "fast/winograd.h"

#include <string.h>

#include "fast/winograd_kernel.h"
#include "system/threads.h"

enum { SIZE = 3, FEW = 8 };

bool winograd_pays(const Window *w, int channels, int filters)
{
    return w->height == SIZE && w->width == SIZE && w->stride_down == 1 &&
           w->stride_right == 1 && channels >= FEW && filters >= FEW;
}

int winograd_even(int count) { return count + count % 2; }

// ## The filters
//
// A column of a filter becomes four numbers, then each row does:
// $U = G\, g\, G^\top$. The [inner loops](winograd_kernel.c) take four filters at a time, so
// their number is filled up with zeros.
static void three_to_four(real *to, ptrdiff_t step, const real g[SIZE])
{
    const real ends = (g[0] + g[2]) / 2, middle = g[1] / 2;
    to[0] = g[0];
    to[step] = ends + middle;
    to[2 * step] = ends - middle;
    to[3 * step] = g[2];
}

static void filter_out(real *U, const real *g)
{
    real half[4 * SIZE];
    for (int j = 0; j < SIZE; j++) {
        three_to_four(half + j, SIZE,
                      (real[]){g[j], g[SIZE + j], g[2 * SIZE + j]});
    }
    for (int i = 0; i < 4; i++) {
        three_to_four(U + 4 * i, 1, half + i * SIZE);
    }
}

static int whole_tiles(int count)
{
    return (count + WINOGRAD_TILE - 1) / WINOGRAD_TILE * WINOGRAD_TILE;
}

size_t winograd_filters_size(int filters, int channels)
{
    return (size_t)whole_tiles(filters) * (size_t)channels * WINOGRAD;
}

void winograd_filters(real *U, const real *W, int filters, int channels)
{
    const size_t size = winograd_filters_size(filters, channels);
    const int count = filters * channels;
    for (int i = 0; i < count; i++) {
        filter_out(U + (ptrdiff_t)i * WINOGRAD, W + i * SIZE * SIZE);
    }
    memset(U + (ptrdiff_t)count * WINOGRAD, 0,
           (size - (size_t)count * WINOGRAD) * sizeof *U);
}

// ## A walk over tiles
//
// Two by two results are a tile. The walk goes along the rows of one image, then into the
// next image, so that blocks of tiles are full whatever the size of an image. Before the
// first tile of an image, the image is [spread out](spread.c).
typedef struct {
    int n;    /* the image */
    int i, j; /* the upper left result */
} Spot;

static Spot next_spot(const WinogradImages *w, Spot at)
{
    return at.j + 2 < w->columns ? (Spot){at.n, at.i, at.j + 2}
           : at.i + 2 < w->rows  ? (Spot){at.n, at.i + 2, 0}
                                 : (Spot){at.n + 1, 0, 0};
}

static void prepare_window(const WinogradKernel *kernel,
                           const WinogradImages *w, Spot at, real *V,
                           ptrdiff_t step)
{
    const Spread *s = w->edges;
    const ptrdiff_t length = spread_row_length(s);
    if (at.i == 0 && at.j == 0) {
        spread(w->room,
               w->x + (ptrdiff_t)at.n * s->channels * s->rows * s->columns,
               s);
    }
    kernel->windows(V, step, w->room + at.i * length + at.j, length,
                    s->height * length, w->channels);
}

static ptrdiff_t numbers_before(const WinogradImages *w, Spot at)
{
    return ((ptrdiff_t)at.n * w->filters * w->rows + at.i) * w->columns +
           at.j;
}

static WinogradPlace place_of(const WinogradImages *w, Spot at)
{
    return (WinogradPlace){.rows = w->rows - at.i,
                           .columns = w->columns - at.j,
                           .row_step = w->columns,
                           .channel = (ptrdiff_t)w->rows * w->columns};
}

// ## Forward
//
// A block of eight tiles goes the whole way before the next: its windows, and the
// products of all filters, stay in the cache beside the processor.
//
// $$ M_f = \sum_c U_{fc} \odot V_c $$
enum { BLOCK = 8 };

void winograd_images(const WinogradImages *w, int first, int end)
{
    const WinogradKernel *kernel = winograd_kernel();
    const ptrdiff_t V_step = (ptrdiff_t)w->channels * WINOGRAD;
    const ptrdiff_t M_step = (ptrdiff_t)whole_tiles(w->filters) * WINOGRAD;
    real *V = thread_room((size_t)(BLOCK * (V_step + M_step)) * sizeof *V);
    real *M = V + BLOCK * V_step;
    for (Spot at = {first, 0, 0}; at.n < end;) {
        const Spot begin = at;
        int count = 0;
        for (; count < BLOCK && at.n < end; count++) {
            prepare_window(kernel, w, at, V + count * V_step, WINOGRAD);
            at = next_spot(w, at);
        }
        kernel->products(&(WinogradProducts){.rows = w->filters,
                                             .columns = count,
                                             .depth = w->channels,
                                             .a = w->U,
                                             .a_step = V_step,
                                             .b = V,
                                             .b_step = V_step,
                                             .y = M,
                                             .y_down = WINOGRAD,
                                             .y_right = M_step});
        Spot to = begin;
        for (int t = 0; t < count; t++) {
            const WinogradPlace place = place_of(w, to);
            kernel->results(w->y + numbers_before(w, to), &place,
                            M + t * M_step, w->bias, w->filters);
            to = next_spot(w, to);
        }
    }
}

// ## Back to the filters
//
// Each step forward was made of additions and one kind of product, so the way back is,
// too. The slopes of the results become those of the products. These meet the windows
// again, and here the sum goes over all tiles:
//
// $$ \frac{\partial L}{\partial U_{fc}} = \sum_{\text{tiles}} \frac{\partial L}{\partial M_f}
//    \odot V_c, \qquad
//    \frac{\partial L}{\partial g} = G^\top \frac{\partial L}{\partial U}\, G $$
//
// A block holds 32 tiles, and room for one more. Else the rows of the block would lie a
// power of two apart, and such addresses share few places of the cache.
enum { LONG_BLOCK = 32 };

static void four_to_three(real *to, ptrdiff_t step, const real *u,
                          ptrdiff_t u_step)
{
    const real sum = u[u_step] + u[2 * u_step];
    const real difference = u[u_step] - u[2 * u_step];
    to[0] = u[0] + sum / 2;
    to[step] = difference / 2;
    to[2 * step] = sum / 2 + u[3 * u_step];
}

static void add_filter_back(real *dW, const real *dU)
{
    real half[4 * SIZE], whole[SIZE * SIZE];
    for (int i = 0; i < 4; i++) {
        four_to_three(half + i * SIZE, 1, dU + 4 * i, 1);
    }
    for (int j = 0; j < SIZE; j++) {
        four_to_three(whole + j, SIZE, half + j, SIZE);
    }
    for (int k = 0; k < SIZE * SIZE; k++) {
        dW[k] += whole[k];
    }
}

void winograd_slopes(const WinogradImages *w, real *dW, const real *dout,
                     int first, int end)
{
    const WinogradKernel *kernel = winograd_kernel();
    const int filters = whole_tiles(w->filters);
    const int channels = whole_tiles(w->channels);
    const ptrdiff_t step = (LONG_BLOCK + 1) * WINOGRAD;
    const ptrdiff_t dU_step = (ptrdiff_t)channels * WINOGRAD;
    const ptrdiff_t size = step * (channels + filters) + filters * dU_step;
    real *V = thread_room((size_t)size * sizeof *V);
    real *dM = V + step * channels, *dU = dM + step * filters;
    memset(dU, 0, (size_t)(filters * dU_step) * sizeof *dU);
    for (Spot at = {first, 0, 0}; at.n < end;) {
        int count = 0;
        for (; count < LONG_BLOCK && at.n < end; count++) {
            prepare_window(kernel, w, at, V + count * WINOGRAD, step);
            const WinogradPlace place = place_of(w, at);
            kernel->slopes(dM + count * WINOGRAD, step,
                           dout + numbers_before(w, at), &place, w->filters);
            at = next_spot(w, at);
        }
        kernel->products(&(WinogradProducts){.rows = w->filters,
                                             .columns = w->channels,
                                             .depth = count,
                                             .a = dM,
                                             .a_step = step,
                                             .b = V,
                                             .b_step = step,
                                             .y = dU,
                                             .y_down = dU_step,
                                             .y_right = WINOGRAD,
                                             .add = true});
    }
    for (int f = 0; f < w->filters; f++) {
        for (int c = 0; c < w->channels; c++) {
            add_filter_back(dW, dU + f * dU_step + c * WINOGRAD);
            dW += SIZE * SIZE;
        }
    }
}
