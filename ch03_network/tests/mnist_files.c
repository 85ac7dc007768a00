#include <criterion/criterion.h>
#include <string.h>

#include "data/examples.h"
#include "support.h"

static void expect_histogram(const Dataset *data, const int *want)
{
    int counts[10] = {0};
    for (int i = 0; i < data->count; i++) {
        counts[data->labels[i]]++;
    }
    for (int digit = 0; digit < 10; digit++) {
        cr_assert_eq(counts[digit], want[digit],
                     "the digit %d comes %d times, not %d", digit,
                     counts[digit], want[digit]);
    }
}

Test(mnist, is_60000_and_10000_images_of_28_x_28)
{
    Examples mnist = load_mnist();
    cr_assert_eq(mnist.train.count, 60000, "%d", mnist.train.count);
    cr_assert_eq(mnist.test.count, 10000, "%d", mnist.test.count);
    cr_assert(mnist.train.height == 28 && mnist.train.width == 28 &&
                  mnist.train.classes == 10,
              "%d x %d, %d classes", mnist.train.height, mnist.train.width,
              mnist.train.classes);
    cr_assert_str_eq(mnist.name, "MNIST", "its name is %s", mnist.name);
    cr_assert(strstr(mnist.note, "60000 to learn from and 10000") != NULL,
              "%s", mnist.note);
    examples_clear(&mnist);
}

Test(mnist, has_the_labels_that_everyone_has)
{
    Examples mnist = load_mnist();
    const uint8_t first[] = {5, 0, 4, 1, 9}, first_test[] = {7, 2, 1, 0, 4};
    cr_assert_eq(memcmp(mnist.train.labels, first, 5), 0, "begins with %d",
                 mnist.train.labels[0]);
    cr_assert_eq(memcmp(mnist.test.labels, first_test, 5), 0,
                 "the test begins with %d", mnist.test.labels[0]);
    expect_histogram(&mnist.train,
                     (const int[]){5923, 6742, 5958, 6131, 5842, 5421, 5918,
                                   6265, 5851, 5949});
    expect_histogram(&mnist.test, (const int[]){980, 1135, 1032, 1010, 982,
                                                892, 958, 1028, 974, 1009});
    examples_clear(&mnist);
}

/* The mean of all pixels is 0.1307 in many programs that normalize MNIST. */
Test(mnist, has_the_pixels_that_everyone_has)
{
    Examples mnist = load_mnist();
    double sum = 0;
    for (int i = 0; i < 60000 * 784; i++) {
        sum += mnist.train.pixels[i];
    }
    const double mean = sum / 255 / 784 / 60000;
    cr_assert(mean > 0.13065 && mean < 0.13067, "the mean is %.6f", mean);
    examples_clear(&mnist);
}
