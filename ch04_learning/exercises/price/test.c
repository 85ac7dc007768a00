#include "ch04.h"
#include "exercise_test.h"

EXERCISE(price);

enum { IMAGES = 60000, BATCH = 100, LAYERS = 3 };

static const int layer[LAYERS] = {784, 50, 10};

/* Each neuron has a weight for each number before it, and a bias. */
static double parameters(void)
{
    double all = 0;
    for (int k = 1; k < LAYERS; k++) {
        all += layer[k] * (layer[k - 1] + 1.0);
    }
    return all;
}

/* One place on each side. */
static double losses(void) { return parameters() + parameters(); }

Test(price, parameters)
{
    const struct price mine = my_price();
    expect_predicted(mine.parameters, parameters(), 0,
                     "the number of parameters");
}

Test(price, losses)
{
    const struct price mine = my_price();
    expect_predicted(mine.losses, losses(), 0,
                     "the number of losses for one gradient");
}

Test(price, images)
{
    const struct price mine = my_price();
    expect_predicted(mine.images, losses() * BATCH, 0,
                     "how many images go through the network");
}

Test(price, steps)
{
    const struct price mine = my_price();
    double steps = 0;
    for (int seen = 0; seen < IMAGES; seen += BATCH) {
        steps++;
    }
    expect_predicted(mine.steps, steps, 0, "the number of steps");
}

Test(price, hours)
{
    const struct price mine = my_price();
    const double steps = (double)IMAGES / BATCH, seconds = 0.001;
    expect_predicted(mine.hours, steps * losses() * seconds / 60 / 60, 0.01,
                     "how many hours an epoch takes");
}
