// # Digits from strokes
//
// MNIST has to be downloaded, and a first program should run without the
// internet. **Can a computer write digits by hand?** A hand moves a pen along
// a few curves, and never twice in the same way. Both can be computed: the
// curves from a table, the differences from random numbers.
//
// A digit takes five steps: choose a style, bend it, lean it, fit it into the
// picture, draw it. The amounts of bending and leaning were found by trying.
// A network that only adds up pixels, without a hidden layer, should read
// about 90 of 100 digits; one with 50 hidden neurons about 97. Real
// handwriting is about as hard.
#include "data/digits.h"

#include <tgmath.h>

#include "ground/rng.h"
#include "system/threads.h"

enum { SIDE = 28, CLASSES = 10, MAX_STYLES = 3, MAX_POINTS = 16 };
enum { UNSEEN = 3 }; /* pixels away from a dot: nothing of it is seen there */

typedef struct {
    float x, y;  /* to the right and down, as pixels are counted */
    bool lifted; /* the pen leaves the paper after this point */
} Point;

typedef struct {
    int count;
    Point points[MAX_POINTS];
} Path;

// ## Styles
//
// People write the same digit differently: a 7 with a bar, a 4 that is open,
// a 1 that is only a line. So each digit has up to three styles. A point is
// two letters: its column and its row, counted from `a`. A space leads to the
// next point; at a `/` the pen is lifted. The 7 `bb nb/nb jj gu` is a line to
// the right, and then a curve through three points that ends at the bottom.
// Corners need a lifted pen, because curves are smooth.
static const char *const styles[CLASSES][MAX_STYLES] = {
    {"ia eb bf ak bp et hu lt np ok nf lb ha",
     "ja eb bg al cr hu ms ok mc ha"},
    {"ha hu", "de ia/ia iu", "de ia/ia iu/cu nu"},
    {"be db ha lb mf kk gp bt/bt nt", "be dc ha lb lg io eu as bq eq it nt"},
    {"bc ea ja mc mg jj fj/fj kk no mr ju eu as",
     "ba mb/mb gi/gi lk no lt gu br"},
    {"ca bg al/al nk/lb ju", "ja am/am on/ja ju", "ca bh dl il me/ma lu"},
    {"ma da/da bi/bi gh lj no lt gu bs", "mb ga cc di jk no kt fu br"},
    {"la fd bk bq eu ju nq mm hk dm bp", "ja dg bn cs gu ks lo ik dl bo"},
    {"bb nb/nb jj gu", "bb nb/nb jj gu/ek mk", "be ba na/na ik hu"},
    {"md ha cb cf hi ln ls hu cs bo hj mf md",
     "ha db df hj mf lb ha/hj bn cs hu ls mn hj"},
    {"mc ia db bf dj hk lh md/md mk lu",
     "mc ha cb bg dk jj md/md nl kr fu bs"},
};

static Path read_style(const char *style)
{
    Path path = {0};
    for (const char *s = style; *s != '\0'; s += s[2] != '\0' ? 3 : 2) {
        CHECK(path.count < MAX_POINTS, "more than %d points in %s",
              MAX_POINTS, style);
        path.points[path.count++] =
            (Point){(float)(s[0] - 'a'), (float)(s[1] - 'a'), s[2] != ' '};
    }
    return path;
}

static Path choose_style(int digit, Rng *rng)
{
    int count = 1;
    while (count < MAX_STYLES && styles[digit][count] != NULL) {
        count++;
    }
    return read_style(styles[digit][rng_below(rng, count)]);
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
static void bend(Path *path, Rng *rng)
{
    for (int wave = 0; wave < 2; wave++) {
        const float a = around_zero(rng, 1.7f), b = around_zero(rng, 1.7f);
        const float u = around_zero(rng, 0.35f), v = around_zero(rng, 0.35f);
        const float phi = around_zero(rng, 3.14159265f);
        for (int i = 0; i < path->count; i++) {
            Point *p = &path->points[i];
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
static void lean(Path *path, Rng *rng)
{
    const float alpha = around_zero(rng, 0.25f);
    const float slant = 0.15f + around_zero(rng, 0.35f);
    const float width = 1 + around_zero(rng, 0.2f);
    const float c = cos(alpha), s = sin(alpha);
    for (int i = 0; i < path->count; i++) {
        Point *p = &path->points[i];
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
static void fit(Path *path, Rng *rng)
{
    Point low = path->points[0], high = low;
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
        Point *p = &path->points[i];
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

static void add_strokes(float *nearest, const Path *path)
{
    for (int i = 0; i + 1 < path->count; i++) {
        const Point *b = &path->points[i], *c = b + 1;
        if (b->lifted) {
            continue;
        }
        const Point *a = i > 0 && !b[-1].lifted ? b - 1 : b;
        const Point *d = c->lifted ? c : c + 1;
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
static void draw(uint8_t *pixels, const Path *path, Rng *rng)
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

// ## Ten at a time
//
// Every ten examples are the ten digits in random order, so no digit is rare.
// Each ten have a generator of their own, which depends on the seed and on
// their place and on nothing else. So the threads can share the work, and the
// first 100 pictures are the same whether 100 are wanted or 20,000.
static void draw_ten(Dataset *data, int first, uint64_t seed)
{
    Rng rng = rng_new(seed);
    int order[CLASSES];
    rng_permutation(&rng, order, CLASSES);
    for (int i = first; i < first + CLASSES && i < data->count; i++) {
        const int digit = order[i - first];
        Path path = choose_style(digit, &rng);
        bend(&path, &rng);
        lean(&path, &rng);
        fit(&path, &rng);
        draw(data->pixels + (ptrdiff_t)i * SIDE * SIDE, &path, &rng);
        data->labels[i] = (uint8_t)digit;
    }
}

typedef struct {
    Dataset *data;
    uint64_t start; /* the seed of the first ten */
} Drawing;

static void draw_tens(void *drawing, int first, int end)
{
    const Drawing *d = drawing;
    for (int ten = first; ten < end; ten++) {
        draw_ten(d->data, ten * CLASSES, d->start + (uint64_t)ten);
    }
}

// The seeds 1 and 2 are neighbours, and so are the tens. The first random
// number of a seed lies somewhere among $2^{64}$; counted from there, the
// tens of two seeds do not meet.
Dataset digits_new(int count, uint64_t seed)
{
    Dataset data = dataset_new(count, SIDE, SIDE, CLASSES);
    Rng rng = rng_new(seed);
    in_parts((Job){.count = (count + CLASSES - 1) / CLASSES,
                   .nanoseconds = 5e3 * count},
             draw_tens, &(Drawing){&data, rng_bits(&rng)});
    return data;
}
