// # How large is the result?
//
// A filter moves over an image and gives one number at each place where it
// fits. **How many places are there, and what happens if the last step does
// not end at the edge?**
//
// *Predict first.* A filter of 3 rows moves down an image of 7 rows by 3 rows at a
// time. How many rows of the image does it never see?
//
// *Answer.* One, the last row: {run: S = 3, P = 0}, as the drawing below
// shows.
#include <stdio.h>

#include "system/options.h"
#include "system/way.h"
#include "tensor/window.h"

// ## The places, one by one
//
// The filter needs 3 of the 7 rows for its first place. Four rows are left below
// it, and each further place needs 3 of them: $4 / 3$ gives 1, and the rest is 1.
// So there are 2 places, and one row is never seen.
//
// What the filter sees at one place is called its *window* (窗口). Let
// $H$ be the rows of the image and $FH$ those of the filter. Let
// $S$ be the **stride** (步幅), and $P$ the rows of **padding** (填充) at each end.
// Then the number of places, $OH$, is the *output size* (输出大小):
//
// $$ OH = \left\lfloor \frac{H + 2P - FH}{S} \right\rfloor + 1 $$
//
// The brackets say that the quotient is rounded down. For the columns the same
// holds with $W$, $FW$ and $OW$.
static void draw_places(int H, int FH, int S, int P)
{
    const int places = window_places(H, FH, S, P);
    printf("H = %d, FH = %d, S = %d, P = %d: %d places\n  ", H, FH, S, P,
           places);
    for (int row = 0; row < H + 2 * P; row++) {
        putchar(row < P || row >= H + P ? '0' : 'x');
    }
    for (int i = 0; i < places; i++) {
        printf("\n  ");
        for (int row = 0; row < i * S + FH; row++) {
            putchar(row < i * S ? ' ' : '#');
        }
    }
    puts("\n");
}

// ## What is left over
//
// The last place begins at row $(OH - 1)\,S$ and ends $FH$ rows later. Whatever of
// the padded image lies behind that is not used.
static int left_over(int H, int FH, int S, int P)
{
    const int OH = window_places(H, FH, S, P);
    return H + 2 * P - ((OH - 1) * S + FH);
}

// With $S = 1$ nothing is ever left over. If $FH$ is odd and $P = (FH - 1) / 2$,
// the result is as large as the image: that is what padding is mostly used for.
static void print_table(void)
{
    static const int settings[][4] = {
        {28, 5, 1, 0}, {24, 2, 2, 0}, {28, 3, 1, 1}, {28, 5, 1, 2},
        {7, 3, 1, 0},  {7, 3, 2, 0},  {7, 3, 3, 0},  {7, 3, 2, 1},
        {8, 3, 2, 0},  {8, 3, 2, 1},  {4, 3, 5, 0},  {5, 5, 1, 0},
        {3, 5, 1, 1}};
    puts("   H  FH   S   P    OH  left over");
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const int *s = settings[i];
        printf("%4d%4d%4d%4d%6d%11d\n", s[0], s[1], s[2], s[3],
               window_places(s[0], s[1], s[2], s[3]),
               left_over(s[0], s[1], s[2], s[3]));
    }
}

// ## If the filter does not fit
//
// A filter of 5 rows fits nowhere in an image of 3 rows. The formula would give
// $-1$, which is no size. That is a mistake in the program, so the library stops it, as for
// [a product that does not exist](../ch03_network/matrix_product.c), and says which
// lengths met:
//
// ```text test ch07 window/what_makes_no_sense_stops_with_the_numbers
// a window of 5 does not fit into 3, which is 3 padded by 0 on both sides
// ```
int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Shows at how many places a filter can stand.", NULL, 0);
    draw_places(7, 3, 2, 0);
    draw_places(7, 3, 3, 0);
    draw_places(7, 3, 3, 1);
    print_table();
    return way_on(&options);
}

// ## What came out
//
// In the drawings, `x` is a row of the image, `0` one of padding, and each line of
// `#` a place of the filter. With the stride 3 the seventh row stays unseen. With
// padding there are three places and every row is used, the zeros too.
//
// The notes print the formula without rounding. Where the quotient is no whole
// number, all common libraries round down, and the rest of the image has no
// effect on the result. No message says so. With the stride 2 on 8 rows, one
// row is lost.
//
// The last line of the table shows that a filter may be larger than the image, if
// the padding makes room for it. Without the padding the program stops.
//
// **Try it.** Add $H = 224$, $FH = 7$, $S = 2$, $P = 3$ to the table: the first layer
// of many known networks. Compute $OH$ first.
//
// **Check yourself.** The convolution of this chapter has filters of $5 \times 5$
// without padding, on $28 \times 28$. A pooling with a window of 2 and the stride 2
// follows. Which shape does one map have in the end?
//
// *Answer.* $24 \times 24$ after the convolution, because $28 - 5 + 1 = 24$,
// and $12 \times 12$ after the pooling, because $(24 - 2)/2 + 1 = 12$.
