// # Which way is down?
//
// A function of two numbers is a landscape. **From where you stand, which direction
// falls most steeply, and does it lead to the bottom?**
//
// *Predict first.* You are in a long narrow valley, high on one of its sides.
// Does the steepest way down point to the lowest place of the valley?
//
// *Answer.* No. It misses the lowest place by 64 degrees, the last number of this
// row: {run: x0^2/20}.
//
// precision: double
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "math/gradient.h"
#include "system/options.h"
#include "system/way.h"

enum { MOST = 49, DIRECTIONS = 360, LEVELS = 6 };

static const double PI = 3.14159265358979323846;

// ## A slope for each input
//
// Hold all inputs still but one, and measure the slope: that is a **partial
// derivative** (偏导数). It is written $\partial f / \partial x_0$, with a round
// $\partial$ in place of the $d$ of a single input. All of them together are the
// **gradient** (梯度), one number for each input.
//
// Take $f(x) = x_0^2 + x_1^2$ at $(3, 4)$. If $x_1$ stays 4 and $x_0$ goes from
// 2.99 to 3.01, then $f$ grows from $24.9401$ to $25.0601$. That is $0.12$ over a
// distance of $0.02$, a slope of 6. For $x_1$ the slope is 8 in the same way. In
// letters the gradient is $(2 x_0, 2 x_1)$, and the library measures it with
// [numerical_gradient](../common/math/gradient.c).
//
// That function moves the numbers in `x`, and after each move calls a function
// of ours to ask how high we are. It knows nothing of our landscapes. So we
// hand it a `Place`, which holds the landscape and the two numbers, and it
// hands the place on to `height()`, as `void *`: the address of anything. In
// Python `height` would be `lambda: surface(x[0], x[1])`.
static double bowl(double x0, double x1) { return x0 * x0 + x1 * x1; }

static double valley(double x0, double x1) { return x0 * x0 / 20 + x1 * x1; }

typedef struct {
    PlotSurface *surface;
    real x[2];
} Place;

static real height(void *context)
{
    const Place *place = context;
    return place->surface(place->x[0], place->x[1]);
}

static void find_gradient(PlotSurface *surface, double x0, double x1,
                          real *grad)
{
    Place place = {surface, {x0, x1}};
    Tensor x = tensor_view(place.x, SHAPE(2));
    Tensor g = tensor_view(grad, SHAPE(2));
    numerical_gradient(&g, height, &place, &x);
}

static void print_gradient(double x0, double x1)
{
    real g[2];
    find_gradient(bowl, x0, x1, g);
    printf("gradient of x0^2 + x1^2 at (%g, %g): (%.4f, %.4f)\n", x0, x1,
           g[0], g[1]);
}

// ## Trying all directions
//
// Take one small step in each of 360 directions, and see which one led lowest. The
// point $(\cos, \sin)$ of an angle lies at the distance 1 in that direction;
// `atan2` turns a direction into its angle again.
static double find_lowest_direction(PlotSurface *surface, double x0,
                                    double x1)
{
    const double h = 1e-3;
    double best = 0, lowest = (double)HUGE_VAL;
    for (int d = 0; d < DIRECTIONS; d++) {
        const double angle = 2 * PI * d / DIRECTIONS;
        const double now = surface(x0 + h * cos(angle), x1 + h * sin(angle));
        if (now < lowest) {
            lowest = now;
            best = angle;
        }
    }
    return best * 180 / PI;
}

static double degrees(double x0, double x1)
{
    const double angle = atan2(x1, x0) * 180 / PI;
    return angle < 0 ? angle + 360 : angle;
}

static void print_directions(const char *name, PlotSurface *surface,
                             double x0, double x1)
{
    real g[2];
    find_gradient(surface, x0, x1, g);
    const double down = degrees(-g[0], -g[1]), bottom = degrees(-x0, -x1);
    printf("%-15s (%g, %g) %9.0f %10.0f %13.0f %19.0f\n", name, x0, x1,
           degrees(g[0], g[1]), down, find_lowest_direction(surface, x0, x1),
           fabs(down - bottom));
}

// ## The arrows
//
// At each point of a grid an arrow along the *negative* gradient, shortened so
// that neighbours do not touch.
typedef struct {
    int columns, rows;    /* of points */
    double width, height; /* from 0 to the last of them */
    double scale;         /* an arrow is so long for a gradient of length 1 */
} Grid;

static void add_arrows(Plot *plot, PlotSurface *surface, Grid grid)
{
    double x[MOST], y[MOST], dx[MOST], dy[MOST];
    const int count = grid.columns * grid.rows;
    CHECK(count <= MOST, "%d arrows", count);
    for (int i = 0; i < count; i++) {
        real g[2];
        x[i] =
            grid.width * (2.0 * (i % grid.columns) / (grid.columns - 1) - 1);
        y[i] = grid.height * (2.0 * (i / grid.columns) / (grid.rows - 1) - 1);
        find_gradient(surface, x[i], y[i], g);
        dx[i] = -grid.scale * g[0];
        dy[i] = -grid.scale * g[1];
    }
    plot_arrows(plot, count, x, y, dx, dy);
}

// In the valley two grids lie between each other, because its arrows are long. One
// of them is that of the question above, in orange; a dashed line goes from its
// place to the bottom.
static void add_valley(Plot *plot)
{
    const double scale = 0.42, x0 = -7, x1 = 2;
    real g[2];
    plot_color(plot, PLOT_BLUE);
    add_arrows(plot, valley, (Grid){8, 2, 7, 2, scale});
    plot_color(plot, PLOT_BLUE);
    add_arrows(plot, valley, (Grid){7, 2, 6, 1, scale});
    find_gradient(valley, x0, x1, g);
    plot_color(plot, PLOT_ORANGE);
    plot_arrows(plot, 1, &x0, &x1, (double[]){-scale * g[0]},
                (double[]){-scale * g[1]});
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_DASHED, 2, (double[]){x0, 0},
                (double[]){x1, 0});
}

static Plot *draw(void)
{
    static const double levels[LEVELS] = {0.1, 0.5, 1, 2, 4, 6};
    const PlotFrame round = {.title = "a bowl",
                             .x = "x0",
                             .y = "x1",
                             .x_min = -2.5,
                             .x_max = 2.5,
                             .y_min = -2.5,
                             .y_max = 2.5,
                             .square = true,
                             .height = 300};
    PlotFrame narrow = round;
    narrow.title = "a valley";
    narrow.x_min = -9;
    narrow.x_max = 9;
    Plot *plot = plot_new("gradient_field", round);
    plot_contours(plot, bowl, LEVELS, levels);
    plot_color(plot, PLOT_BLUE);
    add_arrows(plot, bowl, (Grid){7, 7, 2, 2, 0.15});
    plot_panel(plot, narrow);
    plot_contours(plot, valley, LEVELS, levels);
    add_valley(plot);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Draws the gradient of two landscapes as arrows.", NULL, 0);
    print_gradient(3, 4);
    print_gradient(0, 2);
    print_gradient(3, 0);
    puts("\ndirections in degrees, 0 to the right, 90 up");
    puts("function        from     gradient  -gradient  "
         "lowest found  misses the bottom by");
    print_directions("x0^2 + x1^2", bowl, 1, 2);
    print_directions("x0^2/20 + x1^2", valley, -7, 2);
    Plot *plot = draw();
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The gradient itself points where the function *rises* most, and the **negative**
// gradient where it falls most. The search over all directions agrees. Why is that
// so? With the gradient $(g_0, g_1)$, a small step $(a, b)$ changes $f$ by about
// $g_0 a + g_1 b$. That is a dot product, and among steps of one length it is
// largest if the step has the direction of the gradient.
//
// Do the arrows point to the lowest place? In the bowl they do. But in the
// valley they point across it: from $(-7, 2)$ the steepest way down misses the
// lowest place by 64 degrees. An arrow knows only the ground under your feet.
//
// ![Arrows along the negative gradient, on lines of equal height as on a map. They cross the lines at right angles, in the bowl and in the valley. The orange one stands at (-7, 2), and the dashed line leads from there to the bottom: the arrow goes another way. Near the bottom arrows become short.](gradient_field.svg)
//
// **Try it.** Give the valley $x_0^2 / 2$ instead of $x_0^2 / 20$. By how much does
// the arrow miss now?
//
// **Check yourself.** Where is the gradient exactly zero, and does that have to be
// a lowest place?
//
// *Answer.* At $(0, 0)$, for both functions, and there it is the lowest place.
// In general it need not be: on the top of a hill the gradient is zero as
// well, and so it is on a pass between two hills.
