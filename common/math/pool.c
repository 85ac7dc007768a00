// # The largest under a window
//
// Of four neighbours, $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$, only the
// largest is kept. **What is then left of a whole image?** Of $28 \times 28$
// numbers $14 \times 14$ are left, and the strongest answers are among them.
#include "math/pool.h"

#include "fast/choice.h"
#include "fast/planes.h"
#include "fast/pool_fours.h"

static int at_least(int a, int least) { return a > least ? a : least; }
static int at_most(int a, int most) { return a < most ? a : most; }

// ## Who wins
//
// The larger of two wins, and of equals the one that was there first. A number
// that is none (NaN) is a sign of trouble. It wins over all others, so that the
// trouble is seen in the loss and not hidden here. It is the only number that
// is not equal to itself.
static bool wins(real challenger, real winner)
{
    return challenger > winner || challenger != challenger;
}

// ## The definition
//
// In $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$ the 1 wins at first,
// because no other number has come before it; then the 2, then the 9, and the 4
// does not win against it.
//
// The window at place $(i, j)$ begins $P$ rows above row $iS$, where $S$ is the stride
// and $P$ the padding, and as many columns further left. Rows and columns that are not
// in the image do not count.
//
// $$ y_{ij} = \max_{u,v}\; x_{iS+u-P,\,jS+v-P} $$
static int find_winner(const real *x, int H, int W, const Window *w, int i,
                       int j)
{
    const int top = i * w->stride_down - w->pad_down;
    const int left = j * w->stride_right - w->pad_right;
    const int bottom = at_most(top + w->height, H);
    const int right = at_most(left + w->width, W);
    int winner = at_least(top, 0) * W + at_least(left, 0);
    for (int r = at_least(top, 0); r < bottom; r++) {
        for (int c = at_least(left, 0); c < right; c++) {
            if (wins(x[r * W + c], x[winner])) {
                winner = r * W + c;
            }
        }
    }
    return winner;
}

// We remember for each output which number won: the way back will ask for it.
void max_pool_plain(Tensor *y, int *winners, const Tensor *x,
                    const Window *window)
{
    const int *in = x->shape.n, *out = y->shape.n;
    window_check_pooled(y->shape, x->shape, window);
    const real *plane = x->data;
    real *to = y->data;
    for (int p = 0; p < in[0] * in[1]; p++, plane += in[2] * in[3]) {
        for (int i = 0; i < out[2]; i++) {
            for (int j = 0; j < out[3]; j++, winners++) {
                *winners = find_winner(plane, in[2], in[3], window, i, j);
                *to++ = plane[*winners];
            }
        }
    }
}

// ## The way back
//
// Only the winner reached the output, so it alone gets the gradient: $1$ is the slope
// of a maximum in its largest number, and $0$ in all others. Where windows overlap, a
// number can win several times, and its gradients add up.
//
// $$ \frac{\partial L}{\partial x_{rc}} =
//    \sum_{ij:\; (r,c) \text{ won in } (i,j)} dout_{ij} $$
void max_pool_back_plain(Tensor *dx, const int *winners, const Tensor *dout)
{
    const int *in = dx->shape.n, *out = dout->shape.n;
    const real *from = dout->data;
    real *plane = dx->data;
    tensor_fill(dx, 0);
    for (int p = 0; p < in[0] * in[1]; p++, plane += in[2] * in[3]) {
        for (int k = 0; k < out[2] * out[3]; k++) {
            plane[*winners++] += *from++;
        }
    }
}

// ## The same, faster
//
// The maps do not depend on each other, so they are taken
// [at the same time](../fast/planes.c). Windows of $2 \times 2$ that lie
// side by side have a [faster way](../fast/pool_fours.c) to the same answer.
/* folded */
typedef struct {
    const Window *window;
    int *winners;
} Pooling;

static void max_of_plane(void *pooling, Tensor *y, Tensor *x, int i)
{
    const Pooling *p = pooling;
    int *winners = p->winners + (ptrdiff_t)i * y->size;
    if (!pool_fours(y, winners, x, p->window)) {
        max_pool_plain(y, winners, x, p->window);
    }
}

void max_pool(Tensor *y, int *winners, const Tensor *x, const Window *window)
{
    if (FAST) {
        window_check_pooled(y->shape, x->shape, window);
        in_planes(y, x, 0.5 * x->size, max_of_plane,
                  &(Pooling){window, winners});
    } else {
        max_pool_plain(y, winners, x, window);
    }
}

static void back_to_plane(void *winners, Tensor *dout, Tensor *dx, int i)
{
    const int *const *first = winners;
    max_pool_back_plain(dx, *first + (ptrdiff_t)i * dout->size, dout);
}

void max_pool_back(Tensor *dx, const int *winners, const Tensor *dout)
{
    const int *in = dx->shape.n, *out = dout->shape.n;
    CHECK(in[0] == out[0] && in[1] == out[1], "%s back to %s",
          shape_text(dout->shape).text, shape_text(dx->shape).text);
    if (FAST) {
        in_planes(dout, dx, 0.3 * dx->size, back_to_plane, &winners);
    } else {
        max_pool_back_plain(dx, winners, dout);
    }
}
