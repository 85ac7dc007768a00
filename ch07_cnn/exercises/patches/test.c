#include "ch07.h"
#include "exercise_test.h"

EXERCISE(patches);

enum { IMAGES = 100, SIDE = 28, WINDOW = 5, FILTERS = 30 };

/* Move the window over an image. Returns the number of its places, and counts
   those at which it sees the pixel in this row and column. */
static double places(int row, int column, double *seen)
{
    double all = 0;
    *seen = 0;
    for (int i = 0; i + WINDOW <= SIDE; i++) {
        for (int j = 0; j + WINDOW <= SIDE; j++) {
            all++;
            *seen += i <= row && row < i + WINDOW && j <= column &&
                     column < j + WINDOW;
        }
    }
    return all;
}

static double rows(void)
{
    double seen;
    return IMAGES * places(0, 0, &seen);
}

Test(patches, rows)
{
    const struct patches mine = my_patches();
    expect_predicted(mine.rows, rows(), 0,
                     "the number of rows of the matrix");
}

Test(patches, columns)
{
    const struct patches mine = my_patches();
    expect_predicted(mine.columns, WINDOW * WINDOW, 0,
                     "the number of its columns");
}

Test(patches, growth)
{
    const struct patches mine = my_patches();
    const double before = IMAGES * SIDE * SIDE;
    expect_predicted(mine.growth, rows() * WINDOW * WINDOW / before, 0.005,
                     "how many times as large as the images it is");
}

Test(patches, products)
{
    const struct patches mine = my_patches();
    expect_predicted(mine.products, rows() * WINDOW * WINDOW * FILTERS, 0,
                     "the number of multiplications");
}

Test(patches, middle)
{
    const struct patches mine = my_patches();
    double seen;
    places(SIDE / 2, SIDE / 2, &seen);
    expect_predicted(mine.middle, seen, 0,
                     "the number of patches with a pixel of the middle");
}

Test(patches, corner)
{
    const struct patches mine = my_patches();
    double seen;
    places(0, 0, &seen);
    expect_predicted(mine.corner, seen, 0,
                     "the number of patches with the pixel of a corner");
}
