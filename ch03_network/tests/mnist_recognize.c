/* The shipped weights of MNIST read MNIST. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(mnist_recognize, reads_the_test_set_of_mnist)
{
    need_mnist();
    char *folder = make_folder();
    const char *const words[] = {"--data", "mnist", "--out", folder, NULL};
    Outcome o = run_program("ch03/recognize", words, "/", NULL);
    expect_outcome(&o, EXIT_OK, "weights/mnist.safetensors\n");
    const char *line = strstr(o.out, "\n 1000 ");
    cr_assert(line != NULL, "no line for 1000 in %s", o.out);
    double seconds, speed, accuracy;
    int right;
    cr_assert(sscanf(line + 6, "%lf %lf %d %lf", &seconds, &speed, &right,
                     &accuracy) == 4,
              "%s", line);
    cr_assert(right > 9650, "only %d of 10000 right", right);
    outcome_clear(&o);
    remove_folder(folder);
}
