/* The programs of this chapter, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(programs, have_manners)
{
    static const char *const all[] = {
        "ch03/activations", "ch03/linear_collapse",  "ch03/matrix_product",
        "ch03/forward",     "ch03/output_functions", "ch03/softmax",
        "ch03/show_digits", "ch03/recognize",        "ch03/train_recognizer"};
    for (int i = 0; i < 9; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs, make_sense_of_any_data)
{
    static const char *const all[][4] = {
        {"ch03/show_digits"},
        {"ch03/recognize"},
        {"ch03/train_recognizer", "--steps", "3"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
}

Test(programs, activations_prints_four_functions)
{
    static const char *const words[] = {
        "step      0.0000  0.0000  0.0000  0.0000  1.0000  1.0000  1.0000",
        "sigmoid   0.0067  0.1192  0.2689  0.5000  0.7311  0.8808  0.9933",
        "ReLU      0.0000  0.0000  0.0000  0.0000  1.0000  2.0000  5.0000",
        "tanh     -0.9999 -0.9640 -0.7616  0.0000  0.7616  0.9640  0.9999",
        "exactly 1 from about 1",
        "/step_sigmoid.svg",
        "/activations.svg",
        NULL};
    expect_run("ch03/activations", NULL, NULL, words);
}

/* By hand: W = W1 W2 = (1 - 4 - 3, 2 + 2 + 1) = (-6, 5); b = 1 + 2 + 4 = 7. */
Test(programs, linear_collapse_makes_one_layer_of_two)
{
    static const char *const words[] = {
        "W = W1 W2 (2, 1)\n   -6.0000\n    5.0000\n",
        "b = b1 W2 + b2 (1, 1)\n    7.0000\n",
        "two layers                  14.00    12.00    10.00   middle of the ends  12.00",
        "one layer                   14.00    12.00    10.00   middle of the ends  12.00",
        "two layers with a ReLU      10.00     9.00    12.00   middle of the ends  11.00",
        "/collapse.svg\n",
        NULL};
    expect_run("ch03/linear_collapse", NULL, NULL, words);
}

Test(programs, matrix_product_multiplies)
{
    static const char *const words[] = {
        "A B (2, 2)\n   19.0000   22.0000\n   43.0000   50.0000\n",
        "B A (2, 2)\n   23.0000   34.0000\n   31.0000   46.0000\n",
        "(2, 3) times (3, 4) (2, 4)\n    1.0000    2.0000    3.0000    6.0000\n",
        "    4.0000    5.0000    6.0000   15.0000\n", NULL};
    expect_run("ch03/matrix_product", NULL, NULL, words);
}

Test(programs, forward_gives_the_numbers_of_the_book)
{
    static const char *const words[] = {
        "A1 (1, 3)\n    0.3000    0.7000    1.1000\n",
        "Z1 (1, 3)\n    0.5744    0.6682    0.7503\n",
        "A2 (1, 2)\n    0.5162    1.2140\n",
        "Z2 (1, 2)\n    0.6262    0.7710\n",
        "y = 0.3168 0.6963\n",
        "/forward.svg\n",
        NULL};
    expect_run("ch03/forward", NULL, NULL, words);
}

Test(programs, output_functions_agree_for_two_classes)
{
    static const char *const words[] = {
        "y = 21.4\n",   "y = 0.8176\n", "y = 0.0182 0.2452 0.7366\n",
        "= 0.817574\n", "= 0.817574\n", NULL};
    expect_run("ch03/output_functions", NULL, NULL, words);
}

Test(programs, softmax_overflows_and_is_cured)
{
    static const char *const words[] = {
        "0.0900     0.2447     0.6652   sum     1.0000",
        "0.0900     0.2447     0.6652   sum     1.0000",
        "0.0182     0.2452     0.7366   sum     1.0000",
        "1010       1000        990\n  plain",
        "        nan        nan        nan   sum        nan\n",
        "safe         1.0000     0.0000     0.0000   sum     1.0000",
        "-300\n",
        "safe         0.7311     0.2689     0.0000   sum     1.0000",
        NULL};
    expect_run("ch03/softmax", NULL, NULL, words);
}

Test(programs, show_digits_counts_every_image_once)
{
    char *folder = make_folder();
    const char *const words[] = {"--data", "digits", "--out", folder, NULL};
    Outcome o = run_program("ch03/show_digits", words, "/", NULL);
    expect_outcome(&o, 0, "x (1, 784), t (1, 10)\n");
    const char *line = strstr(o.out, "of each class:");
    cr_assert(line != NULL, "no counts in %s", o.out);
    char *place = strchr(line, ':') + 1;
    long sum = 0;
    for (int k = 0; k < 10; k++) {
        sum += strtol(place, &place, 10);
    }
    cr_assert(sum == 20000, "%ld images, not 20000", sum);
    const char *shown = strstr(o.out, "the first shows a ");
    cr_assert(shown != NULL, "no first image in %s", o.out);
    const int digit = shown[18] - '0';
    const char *one = strchr(strstr(shown, "one-hot:"), '1');
    cr_assert(one - (strstr(shown, "one-hot:") + 8) == 2 * digit + 1,
              "the 1 of %d stands elsewhere: %s", digit, shown);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, work_without_gnuplot)
{
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch03/activations", NULL, without_gnuplot, nothing);
    expect_run_on_few("ch03/show_digits", NULL, without_gnuplot, nothing);
}
