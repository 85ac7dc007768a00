#include "ch03.h"
#include "exercise_test.h"

EXERCISE(forward3);

static const struct net3 book = {.w1 = {0.1f, 0.3f, 0.5f, 0.2f, 0.4f, 0.6f},
                                 .b1 = {0.1f, 0.2f, 0.3f},
                                 .w2 = {0.1f, 0.4f, 0.2f, 0.5f, 0.3f, 0.6f},
                                 .b2 = {0.1f, 0.2f},
                                 .w3 = {0.1f, 0.3f, 0.2f, 0.4f},
                                 .b3 = {0.1f, 0.2f}};

Test(forward3, numbers_of_the_book)
{
    const float x[] = {1, 0.5f}, want[] = {0.31682708f, 0.69627909f};
    float *y = blank(2);
    my_forward3(&book, guarded(x, 2), y);
    expect_all_near(y, want, 2, 1e-5, "y");
}

/* With weights 0 in the last layer only its bias is left: any number. */
Test(forward3, output_is_not_bent)
{
    struct net3 net = book;
    for (int i = 0; i < 4; i++) {
        net.w3[i] = 0;
    }
    net.b3[0] = -5;
    net.b3[1] = 7;
    const float x[] = {1, 1}, want[] = {-5, 7};
    float *y = blank(2);
    my_forward3(&net, guarded(x, 2), y);
    expect_all_near(y, want, 2, 0, "with w3 = 0 and b3 = (-5, 7), y");
}

/* Large weights drive every neuron to 0 or 1, so the result is known. */
Test(forward3, neurons_of_zero_and_one)
{
    const struct net3 net = {.w1 = {100, -100, 0, 0, 0, 100},
                             .w2 = {100, 0, 0, 100, -100, -100},
                             .b2 = {50, -50},
                             .w3 = {1, 2, 4, 8}};
    const float x[] = {1, -1}, want[] = {1, 2};
    float *y = blank(2);
    my_forward3(&net, guarded(x, 2), y);
    expect_all_near(y, want, 2, 1e-6, "y");
}
