// # A sliding window
//
// A window of three rows slides down an image of seven. **At how many places can it
// stand?** At five, if it moves by one row: its first row can be row 0, 1,
// 2, 3 or 4.
#include "tensor/window.h"

#include <limits.h>

Window window_square(int size, int stride, int pad)
{
    return (Window){size, size, stride, stride, pad, pad};
}

// ## How many places
//
// The first place is always possible. Each further one needs $S$ more rows, the
// **stride** (步幅). With $P$ rows of **padding** (填充) at both ends, $H + 2P - FH$
// rows are left below the first place, so
//
// $$ OH = \left\lfloor \frac{H + 2P - FH}{S} \right\rfloor + 1 $$
//
// With $H = 7$, $FH = 3$, $P = 0$ and $S = 2$ that is $4/2 + 1 = 3$. With $S = 3$ it
// is $\lfloor 4/3 \rfloor + 1 = 2$, and the last row of the image is never seen.
int window_places(int length, int window, int stride, int pad)
{
    CHECK(length >= 1 && window >= 1 && stride >= 1 && pad >= 0,
          "a window of %d with stride %d on a length of %d padded by %d",
          window, stride, length, pad);
    CHECK(pad <= (INT_MAX - length) / 2, "a length of %d padded by %d",
          length, pad);
    CHECK(window <= length + 2 * pad,
          "a window of %d does not fit into %d, which is %d padded by %d on "
          "both sides",
          window, length + 2 * pad, length, pad);
    return (length + 2 * pad - window) / stride + 1;
}

void window_check_pool(const Window *window)
{
    const Window *w = window;
    CHECK(2 * w->pad_down <= w->height && 2 * w->pad_right <= w->width,
          "padding by %d and %d is more than half of a window of %d x %d",
          w->pad_down, w->pad_right, w->height, w->width);
}

void window_check_pooled(Shape y, Shape x, const Window *window)
{
    const Shape out = window_output(window, x, x.n[1]);
    window_check_pool(window);
    CHECK(shape_equal(y, out), "%s for the result %s", shape_text(y).text,
          shape_text(out).text);
}

Shape window_output(const Window *window, Shape x, int channels)
{
    const Window *w = window;
    CHECK(shape_rank(x) == 4, "%s is not (N, C, H, W)", shape_text(x).text);
    return SHAPE(
        x.n[0], channels,
        window_places(x.n[2], w->height, w->stride_down, w->pad_down),
        window_places(x.n[3], w->width, w->stride_right, w->pad_right));
}
