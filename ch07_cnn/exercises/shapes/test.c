#include "ch07.h"
#include "exercise_test.h"

EXERCISE(shapes);

/* Move a window over rows with zeros around them, and count its places. */
static int places(int rows, int window, int stride, int pad)
{
    int count = 0;
    for (int at = -pad; at + window <= rows + pad; at += stride) {
        count++;
    }
    return count;
}

enum { CHANNELS = 3, ROWS = 32, FIRST = 16, SECOND = 32, CLASSES = 10 };

static int conv1(void) { return places(ROWS, 5, 1, 2); }
static int pool1(void) { return places(conv1(), 2, 2, 0); }
static int conv2(void) { return places(pool1(), 3, 1, 0); }
static int pool2(void) { return places(conv2(), 2, 2, 0); }
static int features(void) { return SECOND * pool2() * pool2(); }

Test(shapes, conv1)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.conv1, conv1(), 0,
                     "the number of rows behind the first convolution");
}

Test(shapes, pool1)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.pool1, pool1(), 0,
                     "the number of rows behind the first pooling");
}

Test(shapes, conv2)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.conv2, conv2(), 0,
                     "the number of rows behind the second convolution");
}

Test(shapes, pool2)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.pool2, pool2(), 0,
                     "the number of rows behind the second pooling");
}

Test(shapes, features)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.features, features(), 0,
                     "how many numbers the affine layer reads");
}

Test(shapes, learnt2)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.learnt2, SECOND * (FIRST * 3 * 3 + 1.0), 0,
                     "how much the second convolution learns");
}

Test(shapes, affine)
{
    const struct shapes mine = my_shapes();
    expect_predicted(mine.affine, CLASSES * (features() + 1.0), 0,
                     "how much the affine layer learns");
}
