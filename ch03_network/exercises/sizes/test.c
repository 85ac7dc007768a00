#include "ch03.h"
#include "exercise_test.h"

EXERCISE(sizes);

static const int layer[] = {784, 50, 100, 10};

/* Walk through the network and count its weights, and its biases. */
static void count(double *weights, double *biases)
{
    *weights = *biases = 0;
    for (int k = 1; k < 4; k++) {
        for (int to = 0; to < layer[k]; to++) {
            for (int from = 0; from < layer[k - 1]; from++) {
                ++*weights;
            }
            ++*biases;
        }
    }
}

Test(sizes, weights)
{
    const struct sizes mine = my_sizes();
    expect_predicted(mine.weights, layer[1] * layer[2], 0,
                     "the number of weights from 50 to 100 neurons");
}

Test(sizes, products)
{
    const struct sizes mine = my_sizes();
    double weights, biases;
    count(&weights, &biases);
    expect_predicted(mine.products, weights, 0,
                     "the number of multiplications for one image");
}

Test(sizes, parameters)
{
    const struct sizes mine = my_sizes();
    double weights, biases;
    count(&weights, &biases);
    expect_predicted(mine.parameters, weights + biases, 0,
                     "the number of parameters of the network");
}

Test(sizes, hidden)
{
    const struct sizes mine = my_sizes();
    expect_predicted(mine.hidden, 100.0 * layer[2], 0,
                     "how many numbers the layer of 100 puts out");
}

Test(sizes, bytes)
{
    const struct sizes mine = my_sizes();
    double weights, biases;
    count(&weights, &biases);
    expect_predicted(mine.bytes, (weights + biases) * sizeof(float), 0,
                     "how many bytes the parameters take");
}
