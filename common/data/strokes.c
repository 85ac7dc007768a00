// # A pen that never writes the same twice
//
// **Can a computer write by hand?** A hand moves a pen along a few curves, and
// never twice in the same way. Both can be computed: the curves from a few points,
// the differences from random numbers.
//
// A character takes four steps: bend it, lean it, fit it into the picture, draw
// it. The amounts of bending and leaning were found by trying.
#include "data/strokes.h"

#include <tgmath.h>

enum { SIDE = STROKES_SIDE };
enum { UNSEEN = 3 }; /* pixels away from a dot: nothing of it is seen there */

// ## Points
//
// A point is two letters: its column and its row, counted from `a`. A space leads to
// the next point; at a `/` the pen is lifted. The 7 `bb nb/nb jj gu` is a line to
// the right, and then a curve through three points that ends at the bottom.
// Corners need a lifted pen, because curves are smooth.
Strokes strokes_read(const char *style)
{
    Strokes path = {0};
    for (const char *s = style; *s != '\0'; s += s[2] != '\0' ? 3 : 2) {
        CHECK(path.count < STROKES_POINTS, "more than %d points in %s",
              STROKES_POINTS, style);
        path.points[path.count++] = (StrokePoint){
            (float)(s[0] - 'a'), (float)(s[1] - 'a'), s[2] != ' '};
    }
    return path;
}

// ## Bend
//
// Everything that differs from digit to digit is a number from $-a$ to $a$,
// each equally likely.
static float around_zero(Rng *rng, float a)
{
    return a * (2 * (float)rng_uniform(rng) - 1);
}

// If every point moved on its own, two strokes that meet would come apart,
// and a circle would grow thorns. So the whole plane is bent by slow waves,
// and neighbours move nearly alike:
//
// $$ \begin{pmatrix} x \\ y \end{pmatrix} \leftarrow
//    \begin{pmatrix} x \\ y \end{pmatrix} +
//    \begin{pmatrix} a \\ b \end{pmatrix} \sin(u x + v y + \varphi) $$
//
// Then each point shakes a little by itself: no hand is quite steady.
void strokes_bend(Strokes *path, Rng *rng)
{
    for (int wave = 0; wave < 2; wave++) {
        const float a = around_zero(rng, 1.7f), b = around_zero(rng, 1.7f);
        const float u = around_zero(rng, 0.35f), v = around_zero(rng, 0.35f);
        const float phi = around_zero(rng, 3.14159265f);
        for (int i = 0; i < path->count; i++) {
            StrokePoint *p = &path->points[i];
            const float s = sin(u * p->x + v * p->y + phi);
            p->x += a * s;
            p->y += b * s;
        }
    }
    for (int i = 0; i < path->count; i++) {
        path->points[i].x += around_zero(rng, 0.6f);
        path->points[i].y += around_zero(rng, 0.6f);
    }
}

// ## Lean
//
// Some people write wide digits and some narrow ones, and most let them slant
// to the right:
//
// $$ x \leftarrow \mathrm{width} \cdot x - \mathrm{slant} \cdot y $$
//
// And few hold the paper straight. It is turned by an angle $\alpha$:
//
// $$ (x, y) \leftarrow
//    (x \cos\alpha - y \sin\alpha,\; x \sin\alpha + y \cos\alpha) $$
void strokes_lean(Strokes *path, Rng *rng)
{
    const float alpha = around_zero(rng, 0.25f);
    const float slant = 0.15f + around_zero(rng, 0.35f);
    const float width = 1 + around_zero(rng, 0.2f);
    const float c = cos(alpha), s = sin(alpha);
    for (int i = 0; i < path->count; i++) {
        StrokePoint *p = &path->points[i];
        const float x = width * p->x - slant * p->y, y = p->y;
        p->x = c * x - s * y;
        p->y = s * x + c * y;
    }
}

// ## Fit
//
// The makers of MNIST scaled each digit into a square of 20 pixels and put it
// into the middle of the picture. We do nearly so: the size varies by a
// seventh, and the middle by two pixels. The points stay within 18, because
// the pen adds its own width.
void strokes_fit(Strokes *path, Rng *rng)
{
    StrokePoint low = path->points[0], high = low;
    for (int i = 1; i < path->count; i++) {
        low.x = fmin(low.x, path->points[i].x);
        low.y = fmin(low.y, path->points[i].y);
        high.x = fmax(high.x, path->points[i].x);
        high.y = fmax(high.y, path->points[i].y);
    }
    const float size = 16.75f + around_zero(rng, 1.25f);
    const float scale = size / fmax(high.x - low.x, high.y - low.y);
    const float middle = (float)(SIDE - 1) / 2;
    const float x = middle + around_zero(rng, 2);
    const float y = middle + around_zero(rng, 2);
    for (int i = 0; i < path->count; i++) {
        StrokePoint *p = &path->points[i];
        p->x = x + scale * (p->x - (low.x + high.x) / 2);
        p->y = y + scale * (p->y - (low.y + high.y) / 2);
    }
}

// ## From points to a curve
//
// We know four points of a stroke, $a$, $b$, $c$ and $d$, and want to go from
// $b$ to $c$ while $t$ goes from $0$ to $1$. Let the direction in $b$ be that
// from $a$ to $c$, and the direction in $c$ that from $b$ to $d$: then the
// next piece begins in the direction in which this one ends, and the curve is
// smooth. One polynomial of degree three does all this, the spline of E.
// Catmull and R. Rom (1974). It serves $x$ and $y$ alike.
static float spline(float a, float b, float c, float d, float t)
{
    const float t1 = c - a;
    const float t2 = 2 * a - 5 * b + 4 * c - d;
    const float t3 = 3 * (b - c) + d - a;
    return b + t * (t1 + t * (t2 + t * t3)) / 2;
}

// ## From a curve to pixels
//
// The pen leaves dots, so close together that they look like one line. A
// pixel remembers only how far away the nearest dot is, as the square of the
// distance. No pixel further than three from a dot can see it, so eight rows
// and columns are enough.
static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static void add_dot(float *nearest, float x, float y)
{
    enum { SEEN = 8 };
    const int left = clamp((int)x - SEEN / 2 + 1, 0, SIDE - SEEN);
    const int top = clamp((int)y - SEEN / 2 + 1, 0, SIDE - SEEN);
    for (int row = top; row < top + SEEN; row++) {
        float *pixel = nearest + row * SIDE + left;
        const float dy = (float)row - y;
        for (int i = 0; i < SEEN; i++) {
            const float dx = (float)(left + i) - x;
            const float square = dx * dx + dy * dy;
            pixel[i] = square < pixel[i] ? square : pixel[i];
        }
    }
}

static void add_strokes(float *nearest, const Strokes *path)
{
    for (int i = 0; i + 1 < path->count; i++) {
        const StrokePoint *b = &path->points[i], *c = b + 1;
        if (b->lifted) {
            continue;
        }
        const StrokePoint *a = i > 0 && !b[-1].lifted ? b - 1 : b;
        const StrokePoint *d = c->lifted ? c : c + 1;
        const float dx = c->x - b->x, dy = c->y - b->y;
        const int steps = 1 + (int)(1.5f * sqrt(dx * dx + dy * dy));
        for (int step = 0; step <= steps; step++) {
            const float t = (float)step / (float)steps;
            add_dot(nearest, spline(a->x, b->x, c->x, d->x, t),
                    spline(a->y, b->y, c->y, d->y, t));
        }
    }
}

// Pixels nearer than the pen's radius are white, those far away are black. A
// pixel on the edge of the line is covered in part and becomes grey, which
// makes the edge look smooth.
void strokes_draw(uint8_t *pixels, const Strokes *path, Rng *rng)
{
    float nearest[SIDE * SIDE];
    const float radius = 1.2f + around_zero(rng, 0.5f), edge = 1.3f;
    for (int i = 0; i < SIDE * SIDE; i++) {
        nearest[i] = SIDE * SIDE;
    }
    add_strokes(nearest, path);
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (nearest[i] < UNSEEN * UNSEEN) {
            const float ink = (radius - sqrt(nearest[i])) / edge + 0.5f;
            const double grey = ink > 1 ? 1 : ink > 0 ? ink : 0;
            pixels[i] = (uint8_t)(255 * grey + 0.5);
        }
    }
}
