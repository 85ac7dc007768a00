/* The first programs of this chapter, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char *const digits[] = {"--data", "digits", NULL};

Test(programs, have_manners)
{
    static const char *const all[] = {
        "ch07/shape_matters", "ch07/convolution", "ch07/output_size",
        "ch07/channels",      "ch07/pooling",     "ch07/im2col",
        "ch07/why_fast"};
    for (int i = 0; i < 7; i++) {
        expect_manners(all[i]);
    }
}

/* Both networks on plain and on shuffled digits, for less time than the page. */
Test(programs, shape_matters_to_the_convolution_only)
{
    char *folder = make_digits_folder(1000, 500);
    const char *const words[] = {"--data", folder,     "--images",
                                 "1000",   "--epochs", "3",
                                 "--out",  folder,     NULL};
    Outcome o = run_program("ch07/shape_matters", words, "/", masked);
    expect_outcome(&o, EXIT_OK, "convolution      780 numbers to learn\n");
    expect_outcome(&o, EXIT_OK, "affine      13547520 weights\n");
    expect_outcome(&o, EXIT_OK, "/shuffled.svg\n");
    expect_outcome(&o, EXIT_OK, "/shape_matters.svg\n");
    double plain[2] = {0}, shuffled[2] = {0};
    const char *table = strstr(o.out, "plain  shuffled");
    cr_assert(table != NULL &&
                  sscanf(strstr(table, "affine"), "affine %lf %lf", &plain[0],
                         &shuffled[0]) == 2 &&
                  sscanf(strstr(table, "convolution"), "convolution %lf %lf",
                         &plain[1], &shuffled[1]) == 2,
              "no table in:\n%s", o.out);
    cr_assert(fabs(plain[0] - shuffled[0]) < 0.06, "affine: %g and %g",
              plain[0], shuffled[0]);
    cr_assert(plain[1] - shuffled[1] > 0.1, "convolution: %g and %g",
              plain[1], shuffled[1]);
    cr_assert(plain[1] > plain[0] + 0.02, "plain: %g, %g", plain[0],
              plain[1]);
    cr_assert(shuffled[1] < shuffled[0] - 0.05, "shuffled: %g, %g",
              shuffled[0], shuffled[1]);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, convolution_gives_the_numbers_of_the_book)
{
    static const char *const words[] = {
        "place (0, 0): 1*2 + 2*0 + 3*1 + 0*0 + 1*1 + 2*2 + 3*1 + 0*0 + 1*2 = 15\n",
        " = 16\n",
        " = 6\n",
        " = 15\n",
        "no padding, stride 1 (2, 2)\n   15.0000   16.0000\n    6.0000   15.0000\n",
        "   18.0000   19.0000\n    9.0000   18.0000\n",
        "padding 1 (4, 4)\n    7.0000   12.0000   10.0000    2.0000\n",
        "padding 1, stride 2 (2, 2)\n    7.0000   10.0000\n   10.0000   15.0000\n",
        ": 0 of 4 differ\n",
        ": 0 of 30 differ\n",
        ": 0 of 280 differ\n",
        ": 0 of 86400 differ\n",
        NULL};
    expect_run("ch07/convolution", NULL, NULL, words);
}

Test(programs, output_size_counts_what_is_left)
{
    static const char *const words[] = {
        "H = 7, FH = 3, S = 3, P = 0: 2 places\n  xxxxxxx\n  ###\n     ###\n",
        "H = 7, FH = 3, S = 3, P = 1: 3 places\n  0xxxxxxx0\n",
        "  28   5   1   0    24          0\n",
        "  24   2   2   0    12          0\n",
        "   7   3   3   0     2          1\n",
        "   8   3   2   0     3          1\n",
        "   3   5   1   1     1          0\n",
        NULL};
    expect_run("ch07/output_size", NULL, NULL, words);
}

Test(programs, channels_are_summed_away)
{
    static const char *const words[] = {
        "axis 0: 2 elements, each step 60 numbers; a sum along it: (3, 4, 5)\n",
        "axis 3: 5 elements, each step  1 numbers; a sum along it: (2, 3, 4)\n",
        "element (1, 2, 3, 4) is number 119",
        "channel 0 alone (1, 1, 1, 2)\n    2.0000    5.0000\n",
        "channel 1 alone (1, 1, 1, 2)\n    1.0000    2.0000\n",
        "both channels, one filter (1, 1, 1, 2)\n    3.0000    7.0000\n",
        "two images, three filters (2, 3, 1, 2)\n    3.0000    7.0000\n",
        "    8.0000   10.0000\n\n    6.0000   14.0000\n",
        "    6.0000   10.0000\n",
        "(30, 1, 5, 5) and (30): 780 numbers to learn\n",
        NULL};
    expect_run("ch07/channels", NULL, NULL, words);
}

/* A row of numbers in the table of digits that move by so many pixels. */
static void read_moves(const char *text, int pixels, double *change)
{
    char start[16];
    snprintf(start, sizeof start, "\n%6d", pixels);
    const char *row = strstr(strstr(text, "average 4"), start);
    cr_assert(row != NULL &&
                  sscanf(row + 7, "%lf %lf %lf %lf %lf", &change[0],
                         &change[1], &change[2], &change[3], &change[4]) == 5,
              "no row %d in:\n%s", pixels, text);
}

/* Pooled digits change less, and by far more than nothing. */
Test(programs, pooling_forgets_a_part_of_a_move)
{
    Outcome o = run_program("ch07/pooling", digits, "/", masked);
    expect_outcome(&o, EXIT_OK,
                   "max, window 2, stride 2 (1, 1, 2, 2)\n"
                   "    2.0000    3.0000\n    4.0000    2.0000\n"
                   "average, window 2, stride 2 (1, 1, 2, 2)\n"
                   "    1.0000    1.5000\n    2.2500    1.0000\n");
    expect_outcome(&o, EXIT_OK,
                   "the same of -1 - x (1, 1, 2, 2)\n"
                   "   -1.0000   -1.0000\n");
    expect_outcome(&o, EXIT_OK, " 0 0 9 0 0 0 0 0   pooled:  0 9 0 0\n");
    expect_outcome(&o, EXIT_OK, " 0 0 0 9 0 0 0 0   pooled:  0 9 0 0\n");
    expect_outcome(&o, EXIT_OK, " 0 0 0 0 9 0 0 0   pooled:  0 0 9 0\n");
    for (int pixels = 1; pixels <= 3; pixels++) {
        double c[5];
        read_moves(o.out, pixels, c);
        cr_assert(c[1] < 0.95 * c[0] && c[3] < 0.9 * c[1] && c[3] > 0.2,
                  "%d pixels: image %g, max %g and %g", pixels, c[0], c[1],
                  c[3]);
    }
    outcome_clear(&o);
}

Test(programs, im2col_is_a_convolution)
{
    static const char *const ten[] = {"--images", "10", NULL};
    static const char *const words[] = {
        "patches (4, 9)\n    1.0000    2.0000    3.0000    0.0000    1.0000",
        "patches times filter (4, 1)\n   15.0000\n   16.0000\n    6.0000\n   15.0000\n",
        "copies of each pixel (1, 1, 4, 4)\n    1.0000    2.0000    2.0000    1.0000\n",
        "<im2col x, y> = 7492, <x, col2im y> = 7492\n",
        "x (10, 1, 28, 28): 7840 numbers; patches (5760, 25): 144000\n",
        "seven loops ********\n",
        "all three agree\n",
        "/im2col.svg\n",
        NULL};
    expect_run("ch07/im2col", ten, masked, words);
}

/* Its times are masked; what it checks is that all ways agree. */
Test(programs, why_fast_computes_the_same_in_all_ways)
{
    static const char *const few[] = {"--images", "3", "--threads", "2",
                                      NULL};
    static const char *const words[] = {
        "3 images, threads at the end: 2, the versions: generic and ",
        "\ndefinition               ******** ********\n",
        "\nmore threads             ******** ******** ********\n",
        "fewer multiplications    ******** ******** ********\n",
        "\npatches of each image    ******** ******** ********\n",
        "\nall eight agree\n",
        "\ndoor                     definition one thread        all    times",
        "\nmatrix product           ********** ********** ********** ********\n",
        "\nReLU and its slope       ********** ********** ********** ********\n",
        "\nboth sides of each door agree\n",
        "/why_fast.svg\n",
        NULL};
    expect_run("ch07/why_fast", few, masked, words);
}

Test(programs, work_without_gnuplot)
{
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch07/im2col", NULL, without_gnuplot, nothing);
}
