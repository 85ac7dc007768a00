#include "math/feature.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support.h"
#include "system/threads.h"

/* -- the cases ---------------------------------------------------------------- */

/* Lengths that all differ, one example and one feature, and more places than a block
 * of 512: 521 and 513 features, 3 channels of 187 places, 70 examples of 2000 features. The
 * last two are shared among threads. */
static const Shape shapes[] = {
    {{1, 1}},         {{1, 7}},         {{5, 1}},       {{4, 3}},
    {{3, 521}},       {{1, 1037}},      {{1, 2, 3, 5}}, {{4, 1, 2, 3}},
    {{2, 3, 11, 17}}, {{5, 513, 1, 2}}, {{3, 513}},     {{70, 2000}},
    {{7, 5, 61, 67}},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

/* All that a verb reads and writes: two batches in, one out, and five rows. What a
 * verb does not write keeps a mark. */
enum { ROWS = 5, MARK = 12345 };

typedef struct {
    Tensor *x, *y, *out;
    Tensor *row[ROWS]; /* three that are read, two that are written */
} Case;

static Tensor *filled(Shape shape, Rng *rng, void (*fill)(Tensor *, Rng *))
{
    Tensor *t = tensor_new(shape);
    fill(t, rng);
    return t;
}

/* Whole numbers from -3 to 3. What is made of three of them, and the sums of 28609 of
 * their products, stay below 2^24 and are exact in any order. */
static void fill_digits(Tensor *t, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)(rng_below(rng, 7) - 3);
    }
}

static Case make_case(int s, void (*fill)(Tensor *, Rng *))
{
    Rng rng = rng_new((uint64_t)s + 1);
    Case c = {filled(shapes[s], &rng, fill),
              filled(shapes[s], &rng, fill),
              tensor_new(shapes[s]),
              {NULL}};
    tensor_fill(c.out, MARK);
    for (int k = 0; k < ROWS; k++) {
        c.row[k] = filled(SHAPE(shapes[s].n[1]), &rng, fill);
    }
    tensor_fill(c.row[3], MARK);
    tensor_fill(c.row[4], MARK);
    return c;
}

static void free_case(Case *c)
{
    tensor_free(c->x);
    tensor_free(c->y);
    tensor_free(c->out);
    for (int k = 0; k < ROWS; k++) {
        tensor_free(c->row[k]);
    }
}

/* -- the verbs ---------------------------------------------------------------- */

typedef void Verb(Case *c, bool plain);

static void mean(Case *c, bool plain)
{
    (plain ? feature_mean_plain : feature_mean)(c->row[3], c->x);
}

static void center(Case *c, bool plain)
{
    (plain ? feature_center_plain : feature_center)(c->out, c->row[3], c->x,
                                                    c->row[0]);
}

static void normalize(Case *c, bool plain)
{
    (plain ? feature_normalize_plain : feature_normalize)(
        c->out, c->x, c->row[0], c->row[1], c->row[2]);
}

static void rescale(Case *c, bool plain)
{
    (plain ? feature_rescale_plain : feature_rescale)(c->out, c->x, c->row[0],
                                                      c->row[1], c->row[2]);
}

static void sums(Case *c, bool plain)
{
    (plain ? feature_sums_plain : feature_sums)(c->row[3], c->row[4], c->y,
                                                c->x);
}

static void rest(Case *c, bool plain)
{
    (plain ? feature_rest_plain : feature_rest)(c->out, c->row[0], c->y,
                                                c->row[1], c->x, c->row[2]);
}

static const struct {
    const char *name;
    Verb *verb;
} verbs[] = {{"mean", mean},           {"center", center},
             {"normalize", normalize}, {"rescale", rescale},
             {"sums", sums},           {"rest", rest}};
enum { VERBS = sizeof verbs / sizeof *verbs };

/* -- the same bits ------------------------------------------------------------ */

static void expect_same(const Tensor *got, const Tensor *want,
                        const char *verb, const char *what)
{
    cr_assert(memcmp(got->data, want->data,
                     (size_t)got->size * sizeof *got->data) == 0,
              "%s: another %s %s", verb, what, shape_text(got->shape).text);
}

static void expect_same_case(const Case *got, const Case *want,
                             const char *verb, bool rows_too)
{
    expect_same(got->x, want->x, verb, "x");
    expect_same(got->y, want->y, verb, "y");
    expect_same(got->out, want->out, verb, "result");
    for (int k = 0; k < (rows_too ? ROWS : 3); k++) {
        expect_same(got->row[k], want->row[k], verb, "row");
    }
}

/* Of whole numbers all sums are exact, so all is the same. Of fractions, what is no
 * sum is: each number has one formula, without a fused multiplication on either side. */
Test(fast_feature, what_is_exact_is_as_defined_bit_by_bit)
{
    for (int s = 0; s < SHAPES; s++) {
        for (int v = 0; v < VERBS; v++) {
            for (int whole = 0; whole < 2; whole++) {
                void (*fill)(Tensor *, Rng *) =
                    whole ? fill_digits : fill_normal;
                Case got = make_case(s, fill), want = make_case(s, fill);
                verbs[v].verb(&got, false);
                verbs[v].verb(&want, true);
                expect_same_case(&got, &want, verbs[v].name, whole);
                free_case(&got);
                free_case(&want);
            }
        }
    }
}

Test(fast_feature, any_number_of_threads_gives_the_same_bits)
{
    const int threads[] = {3, 8};
    for (int s = 0; s < SHAPES; s++) {
        for (int v = 0; v < VERBS; v++) {
            threads_use(1);
            Case want = make_case(s, fill_normal);
            verbs[v].verb(&want, false);
            for (int i = 0; i < 2; i++) {
                threads_use(threads[i]);
                Case got = make_case(s, fill_normal);
                verbs[v].verb(&got, false);
                expect_same_case(&got, &want, verbs[v].name, true);
                free_case(&got);
            }
            free_case(&want);
        }
    }
    cr_assert(threads_report().shared > 0, "nothing was shared");
}

/* -- sums of fractions -------------------------------------------------------- */

/* What is summed up over a feature, for number i of the batch. */
typedef double Term(const Case *c, int i, int feature);

static double x_of(const Case *c, int i, int feature)
{
    (void)feature;
    return (double)c->x->data[i];
}

static double squared_distance(const Case *c, int i, int feature)
{
    const double d = (double)c->x->data[i] - (double)c->row[0]->data[feature];
    return d * d;
}

static double y_of(const Case *c, int i, int feature)
{
    (void)feature;
    return (double)c->y->data[i];
}

static double product(const Case *c, int i, int feature)
{
    (void)feature;
    return (double)c->y->data[i] * (double)c->x->data[i];
}

/* A sum of M numbers, in any order, is off by at most M - 1 roundings of the sum of
 * the magnitudes (N. Higham, 2002, section 4.2). A few more come from what is summed,
 * and from the mean that is made of the sum:
 *
 *     mean       1/M and the product with it                     2
 *     variance   the same, the square, and twice the distance    5
 *     sum        nothing                                         0
 *     product    the product of two numbers                      1 */
static const struct {
    const char *name;
    Verb *verb;
    int row; /* where the result is */
    Term *term;
    bool mean;
    int roundings;
} results[] = {{"mean", mean, 3, x_of, true, 2},
               {"variance", center, 3, squared_distance, true, 5},
               {"sum", sums, 3, y_of, false, 0},
               {"product", sums, 4, product, false, 1}};
enum { RESULTS = sizeof results / sizeof *results };

/* Twice the bound: what is compared with is rounded, too, in double as much. */
static void expect_rounding_only(const Case *c, int r, int feature)
{
    const int N = c->x->shape.n[0], C = c->x->shape.n[1];
    const int P = c->x->size / (N * C), M = N * P;
    const double unit = TOLERANCE(0x1p-24, 0x1p-53);
    double sum = 0, magnitude = 0;
    for (int n = 0; n < N; n++) {
        for (int p = 0; p < P; p++) {
            const double term =
                results[r].term(c, (n * C + feature) * P + p, feature);
            sum += term;
            magnitude += fabs(term);
        }
    }
    const double share = results[r].mean ? 1.0 / M : 1;
    const double got = (double)c->row[results[r].row]->data[feature];
    cr_assert(fabs(got - share * sum) <= 2 * unit *
                                             (M - 1 + results[r].roundings) *
                                             share * magnitude,
              "%s of feature %d of %s: %.17g, not %.17g", results[r].name,
              feature, shape_text(c->x->shape).text, got, share * sum);
}

Test(feature, sums_of_fractions_are_off_by_rounding_only)
{
    for (int s = 0; s < SHAPES; s++) {
        for (int r = 0; r < RESULTS; r++) {
            for (int plain = 0; plain < 2; plain++) {
                Case c = make_case(s, fill_normal);
                results[r].verb(&c, plain);
                for (int f = 0; f < shapes[s].n[1]; f++) {
                    expect_rounding_only(&c, r, f);
                }
                free_case(&c);
            }
        }
    }
}

/* -- by hand ------------------------------------------------------------------ */

/* The definitions themselves: two features of two images of 1 x 2 places. */
Test(feature, known_values)
{
    real numbers[] = {1, 7, 10, 20, 9, 15, 30, 40}, y[8], means[2],
         squares[2];
    const Tensor x = tensor_view(numbers, SHAPE(2, 2, 1, 2));
    Tensor out = tensor_view(y, x.shape), mu = tensor_view(means, SHAPE(2)),
           var = tensor_view(squares, SHAPE(2));
    cr_assert(feature_count(&x) == 4);
    feature_mean_plain(&mu, &x);
    expect_near(means, (const real[]){8, 25}, 2, 0, 0);
    feature_center_plain(&out, &var, &x, &mu);
    expect_near(y, (const real[]){-7, -1, -15, -5, 1, 7, 5, 15}, 8, 0, 0);
    expect_near(squares, (const real[]){25, 125}, 2, 0, 0);
    feature_rescale_plain(&out, &x, &mu, &var, &mu);
    expect_near(y, (const real[]){-167, -17, -1850, -600, 33, 183, 650, 1900},
                8, 0, 0);
    feature_rest_plain(&out, &mu, &x, &mu, &x, &var);
    expect_near(y,
                (const real[]){-58, -310, -7718.75, -15281.25, -394, -646,
                               -22843.75, -30406.25},
                8, 0, 0);
    feature_sums_plain(&mu, &var, &out, &x);
    expect_near(means, (const real[]){-1408, -76250}, 2, 0, 0);
    expect_near(squares, (const real[]){-15464, -2284375}, 2, 0, 0);
    feature_sums_plain(&mu, &var, &x, &x);
    expect_near(means, (const real[]){32, 100}, 2, 0, 0);
    expect_near(squares, (const real[]){356, 3000}, 2, 0, 0);
    feature_normalize_plain(&out, &(Tensor){x.shape, 8, 0, numbers}, &mu, &mu,
                            &var);
    expect_near(numbers,
                (const real[]){32, 224, 1000, 2000, 288, 480, 3000, 4000}, 8,
                0, 0);
    expect_near(y,
                (const real[]){1380, 7524, 103000, 203000, 9572, 15716,
                               303000, 403000},
                8, 0, 0);
}

static void take_what_does_not_fit(void *context)
{
    Tensor *x = tensor_new(SHAPE(4, 3)), *row = tensor_new(SHAPE(2));
    (void)context;
    feature_mean(row, x);
}

static void take_a_vector(void *context)
{
    Tensor *x = tensor_new(SHAPE(4)), *row = tensor_new(SHAPE(1));
    (void)context;
    feature_mean(row, x);
}

static void take_another_batch(void *context)
{
    Tensor *x = tensor_new(SHAPE(4, 3)), *y = tensor_new(SHAPE(3, 3));
    Tensor *row = tensor_new(SHAPE(3));
    (void)context;
    feature_rest(y, row, x, row, x, row);
}

Test(feature, what_does_not_fit_stops)
{
    expect_stop(take_what_does_not_fit, NULL,
                "(2) has not one number for each feature of (4, 3)");
    expect_stop(take_a_vector, NULL,
                "(4) has no features, which are axis 1 of a matrix");
    expect_stop(take_another_batch, NULL, "(3, 3) beside (4, 3)");
}
