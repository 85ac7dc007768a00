/* The programs of this chapter, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

Test(programs, have_manners)
{
    static const char *const all[] = {"ch02/gates", "ch02/bias",
                                      "ch02/boundary", "ch02/learn_gates",
                                      "ch02/adder"};
    for (int i = 0; i < 5; i++) {
        expect_manners(all[i]);
    }
}

Test(programs, gates_prints_four_truth_tables)
{
    static const char *const words[] = {
        "AND     0.5   0.5  -0.7    0.7        0     0     0     1\n",
        "NAND   -0.5  -0.5   0.7   -0.7        1     1     1     0\n",
        "OR      0.5   0.5  -0.2    0.2        0     1     1     1\n",
        "  0  0           1         0               0\n",
        "  0  1           1         1               1\n",
        "  1  0           1         1               1\n",
        "  1  1           0         1               0\n",
        NULL};
    expect_run("ch02/gates", NULL, NULL, words);
}

/* Of 441 pairs one has the sum 0; 231 have a sum up to 20; none exceeds 40. */
Test(programs, bias_counts_the_pairs_that_fire)
{
    static const char *const words[] = {
        "-0.1      440\n",  "-20.0      210\n",
        "-40.0        0\n", "1.0       21\n",
        "4.0        6\n",   "40.0        1\n",
        "figure: ",         NULL};
    expect_run("ch02/bias", NULL, NULL, words);
}

Test(programs, boundary_finds_lines_for_or_and_none_for_xor)
{
    static const char *const words[] = {
        "OR          4                   2870", "XOR         3", " 0\n",
        "boundary.svg", NULL};
    expect_run("ch02/boundary", NULL, NULL, words);
}

Test(programs, learn_gates_learns_three_and_circles_in_the_fourth)
{
    static const char *const words[] = {"AND\n",
                                        "learnt\n",
                                        "OR\n",
                                        "learnt\n",
                                        "NAND\n",
                                        "learnt\n",
                                        "XOR\n",
                                        "    2       3    -1     0     1\n",
                                        "    3       4    -1     0     1\n",
                                        "the same numbers as after round 2",
                                        "learn_gates.svg",
                                        NULL};
    expect_run("ch02/learn_gates", NULL, NULL, words);
}

Test(programs, adder_adds)
{
    static const char *const words[] = {"carry  sum\n",
                                        " 1  1       1    0\n",
                                        "   a 01011  = 11\n",
                                        "   b 00110  =  6\n",
                                        " sum 10001  = 17\n",
                                        "neurons: 52\n",
                                        "right: 256 of all 256 sums\n",
                                        NULL};
    expect_run("ch02/adder", NULL, NULL, words);
    static const char *const cases[][2] = {{"16", "16"}, {"-1", "-1"}};
    for (int i = 0; i < 2; i++) {
        const char *const options[] = {"--a", cases[i][0], NULL};
        Outcome o = run_program("ch02/adder", options, NULL, NULL);
        expect_outcome(&o, 64, cases[i][1]);
        outcome_clear(&o);
    }
}

Test(programs, work_without_gnuplot)
{
    static const char *const all[] = {"ch02/bias", "ch02/boundary",
                                      "ch02/learn_gates"};
    static const char *const words[] = {"\n", NULL};
    for (int i = 0; i < 3; i++) {
        expect_run(all[i], NULL, without_gnuplot, words);
    }
}
