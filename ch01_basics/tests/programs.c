/* The programs of this chapter, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char *const all[] = {"ch01/vectors",   "ch01/arrays",
                                  "ch01/sin_graph", "ch01/show_image",
                                  "ch01/objects",   "ch01/matrix_speed"};

static const char *const small[] = {"--size", "64", NULL};
static const char *const digits[] = {"--data", "digits", NULL};

Test(programs, have_manners)
{
    for (int i = 0; i < 6; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs, show_image_makes_sense_of_any_data)
{
    static const char *const command[] = {"ch01/show_image", NULL};
    expect_sense_on_any_data(command, 29);
}

Test(programs, vectors_multiplies_by_hand)
{
    static const char *const words[] = {
        "both together buy (6, 4)\n",
        "each pays 350 450\n",
        "customer 0 pays  350  390 ",
        "customer 1 pays  450  430 ",
        "\nread: ch01_basics/vectors.c; next: ./ch01/arrays\n",
        NULL};
    expect_run("ch01/vectors", NULL, NULL, words);
}

Test(programs, a_quiet_program_does_not_say_what_comes_next)
{
    const char *const quiet[] = {"--quiet", NULL};
    Outcome o = run_program("ch01/matrix_speed", small, NULL, NULL);
    cr_assert(strstr(o.out, "; next: ./ch02/gates\n"), "from a detour: %s",
              o.out);
    outcome_clear(&o);
    o = run_program("ch01/objects", quiet, NULL, NULL);
    cr_assert(o.status == 0 && strstr(o.out, "next:") == NULL, "%s", o.out);
    outcome_clear(&o);
}

Test(programs, arrays_prints_what_can_be_checked_by_hand)
{
    static const char *const words[] = {
        "vector (6)\n",
        "matrix (2, 3)\n    1.0000    2.0000    3.0000\n    4.0000",
        "tensor (3, 1, 2)\n",
        "axes: 1, 2, 3; numbers: 6, 6, 6\n",
        "(3, 2)\n    1.0000    2.0000\n    3.0000    4.0000\n",
        "row 1, column 1 of (3, 2) is 40\n",
        "(2) has 1 axis, (1, 2) has 2\n",
        "    1.0000    4.0000    9.0000\n   16.0000   25.0000   36.0000\n",
        "   10.0000   40.0000   90.0000\n   40.0000  100.0000  180.0000\n",
        "sum along axis 0 (3)\n    5.0000    7.0000    9.0000\n",
        "sum along axis 1 (2)\n    6.0000   15.0000\n",
        NULL};
    expect_run("ch01/arrays", NULL, NULL, words);
}

Test(programs, sin_graph_draws_two_figures)
{
    static const char *const words[] = {" 0.0     0.0000   1.0000\n",
                                        " 1.0     0.8415   0.5403\n",
                                        " 6.0    -0.2794   0.9602\n",
                                        "/sin.svg\n",
                                        "/sin_cos.svg\n",
                                        NULL};
    expect_run("ch01/sin_graph", NULL, NULL, words);
}

Test(programs, show_image_counts_its_pixels)
{
    static const char *const words[] = {
        "built-in digits", "image 0 shows a ", ": 28 x 28 = 784 numbers, ",
        "/image.svg\n",    "/images.svg\n",    NULL};
    expect_run("ch01/show_image", digits, NULL, words);
    char *folder = make_digits_folder(10, 10);
    const char *const beyond[] = {"--data", folder, "--index", "10", NULL};
    Outcome o = run_program("ch01/show_image", beyond, "/", NULL);
    expect_outcome(&o, 64, "--index 10: choose 0 to 9, there are 10 images");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, objects_runs_two_rows_of_steps)
{
    static const char *const words[] = {
        "mean of 2 heights: 175\n", "mean of 1 age:     30\n",
        "5 -> times 3 -> 15 -> plus 4 -> 19\n",
        "5 -> plus 4 -> 9 -> times 3 -> 27\n", NULL};
    expect_run("ch01/objects", NULL, NULL, words);
}

Test(programs, matrix_speed_agrees_with_itself_at_any_order)
{
    static const char *const words[] = {
        "  32 x 32   ******** ******** ******** ********\n",
        "  64 x 64   ********", "all four agree\n", "/matrix_speed.svg\n",
        NULL};
    expect_run("ch01/matrix_speed", small, masked, words);
}

/* As ./setup --local puts it: below the root of the program that looks for it. Without
   it, the note stands below what was printed before. */
Test(programs, find_gnuplot_in_the_project)
{
    char *folder = make_folder();
    Outcome o = run_script(
        "mkdir -p common/ground build/deps/bin build/release/ch01 &&\n"
        ">common/ground/base.h &&\n"
        "cp \"$PROGRAMS/ch01/sin_graph\" build/release/ch01 &&\n"
        "PATH=/nowhere build/release/ch01/sin_graph >without 2>&1\n"
        "printf '#!/bin/sh\\n>\"$0.asked\"\\n' >build/deps/bin/gnuplot &&\n"
        "chmod +x build/deps/bin/gnuplot\n"
        "PATH=/nowhere build/release/ch01/sin_graph >/dev/null 2>&1\n"
        "[ -e build/deps/bin/gnuplot.asked ] &&\n"
        "echo \"it was asked below $(head -n 1 without)\"",
        folder, masked);
    expect_outcome(&o, 0, "it was asked below    x      sin x");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, work_without_gnuplot)
{
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch01/sin_graph", NULL, without_gnuplot, nothing);
    expect_run_on_few("ch01/show_image", NULL, without_gnuplot, nothing);
    expect_run("ch01/matrix_speed", small, without_gnuplot, nothing);
}
