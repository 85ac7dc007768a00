#include "math/matmul.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fast/choice.h"
#include "fast/matmul_kernel.h"
#include "support.h"
#include "system/threads.h"

/* -- the cases ---------------------------------------------------------------- */

/* A tensor on exactly as much memory as it needs, so that AddressSanitizer
 * sees the first byte too many; allocate() rounds up. */
static Tensor exact(Shape shape)
{
    const size_t count = (size_t)shape_size(shape);
    real *data = malloc(count * sizeof *data);
    cr_assert(data != NULL, "no memory for %zu numbers", count);
    return tensor_view(data, shape);
}

typedef void Product(Tensor *y, const Tensor *a, const Tensor *b);

typedef enum { PLAIN, TN, NT, ADD_ROW, FORMS } Form;
static const char *const form_names[] = {"a b", "a' b", "a b'", "a b + row"};

/* One product: the factors as the form wants them and upright, and a row. */
typedef struct {
    int N, K, M;
    Tensor a, b, row, a_turned, b_turned;
} Case;

static Tensor turned(const Tensor *t)
{
    const int rows = t->shape.n[0], columns = t->shape.n[1];
    Tensor result = exact(SHAPE(columns, rows));
    for (int i = 0; i < t->size; i++) {
        result.data[i % columns * rows + i / columns] = t->data[i];
    }
    return result;
}

/* Whole numbers of one digit: their products and sums are exact in any order,
 * fused or not, so results can be compared bit by bit. */
static void fill_digits(Tensor *t, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)(rng_below(rng, 19) - 9);
    }
}

static Case make_case(int N, int K, int M, uint64_t seed,
                      void (*fill)(Tensor *, Rng *))
{
    Rng rng = rng_new(seed);
    Case c = {.N = N, .K = K, .M = M};
    c.a = exact(SHAPE(N, K));
    c.b = exact(SHAPE(K, M));
    c.row = exact(SHAPE(M));
    fill(&c.a, &rng);
    fill(&c.b, &rng);
    fill(&c.row, &rng);
    c.a_turned = turned(&c.a);
    c.b_turned = turned(&c.b);
    return c;
}

static void free_case(Case *c)
{
    free(c->a.data);
    free(c->b.data);
    free(c->row.data);
    free(c->a_turned.data);
    free(c->b_turned.data);
}

static void multiply(Form form, Tensor *y, const Case *c)
{
    switch (form) {
    case TN:
        matmul_tn(y, &c->a_turned, &c->b);
        break;
    case NT:
        matmul_nt(y, &c->a, &c->b_turned);
        break;
    case ADD_ROW:
        matmul_add_row(y, &c->a, &c->b, &c->row);
        break;
    default:
        matmul(y, &c->a, &c->b);
    }
}

/* The same on one kernel: the tiles of y strip by strip, with b padded by zeros
 * into strips. What lies past the edges of y is not to be touched. */
static void multiply_on(const MatmulKernel *kernel, Form form, Tensor *y,
                        const Case *c)
{
    const int N = c->N, K = c->K, M = c->M, width = kernel->columns;
    real *strip = allocate((size_t)(K * width), sizeof *strip);
    for (int m = 0; m < M; m += width) {
        const int columns = M - m < width ? M - m : width;
        for (int i = 0; i < K * width; i++) {
            const int k = i / width, j = i % width;
            strip[i] = j < columns ? c->b.data[k * M + m + j] : 0;
        }
        const bool turned = form == TN;
        kernel->tiles(&(Tiles){
            .rows = N,
            .columns = columns,
            .depth = K,
            .a = turned ? c->a_turned.data : c->a.data,
            .a_down = turned ? 1 : K,
            .a_right = turned ? N : 1,
            .b = strip,
            .b_step = width,
            .bias = form == ADD_ROW ? c->row.data + m : NULL,
            .y = y->data + m,
            .y_step = M,
        });
    }
    free(strip);
}

/* By the definition. */
static void multiply_plainly(Form form, Tensor *y, const Case *c)
{
    matmul_plain(y, matrix_of(&c->a), matrix_of(&c->b),
                 form == ADD_ROW ? &c->row : NULL);
}

static void expect_same(const real *got, const real *want, const Case *c,
                        const char *what)
{
    const size_t bytes = (size_t)(c->N * c->M) * sizeof *got;
    for (int i = 0; i < c->N * c->M && memcmp(got, want, bytes) != 0; i++) {
        cr_assert(got[i] == want[i],
                  "%s, (%d, %d) times (%d, %d): y[%d, %d] is %.9g, not %.9g",
                  what, c->N, c->K, c->K, c->M, i / c->M, i % c->M,
                  (double)got[i], (double)want[i]);
    }
}

/* All forms of one shape, through the door and on every kernel. */
static void expect_all_forms(int N, int K, int M)
{
    Case c =
        make_case(N, K, M, (uint64_t)(N * 10000 + K * 100 + M), fill_digits);
    Tensor y = exact(SHAPE(N, M)), want = exact(SHAPE(N, M));
    for (Form form = PLAIN; form < FORMS; form++) {
        multiply_plainly(form, &want, &c);
        tensor_fill(&y, (real)NAN); /* what was there must not count */
        multiply(form, &y, &c);
        expect_same(y.data, want.data, &c, form_names[form]);
        const MatmulKernel *kernel;
        for (int i = 0; (kernel = matmul_kernel_at(i)) != NULL; i++) {
            tensor_fill(&y, (real)NAN);
            multiply_on(kernel, form, &y, &c);
            expect_same(y.data, want.data, &c, kernel->name);
        }
    }
    free_case(&c);
    free(y.data);
    free(want.data);
}

/* -- the numbers ---------------------------------------------------------------- */

Test(matmul, products_done_by_hand)
{
    real a[] = {1, 2, 3, 4, 5, 6}, b[] = {7, 8, 9, 10, 11, 12};
    real row[] = {100, 200}, numbers[4];
    const Tensor flat_a = tensor_view(a, SHAPE(2, 3)),
                 tall_a = tensor_view(a, SHAPE(3, 2)),
                 flat_b = tensor_view(b, SHAPE(2, 3)),
                 tall_b = tensor_view(b, SHAPE(3, 2)),
                 hundreds = tensor_view(row, SHAPE(2));
    const real plain[] = {58, 64, 139, 154}, tn[] = {89, 98, 116, 128},
               nt[] = {50, 68, 122, 167}, sum[] = {158, 264, 239, 354};
    Tensor y = tensor_view(numbers, SHAPE(2, 2));
    matmul_plain(&y, matrix_of(&flat_a), matrix_of(&tall_b), NULL);
    expect_near(numbers, plain, 4, 0, 0);
    matmul_plain(&y, matrix_turned(&tall_a), matrix_of(&tall_b), NULL);
    expect_near(numbers, tn, 4, 0, 0);
    matmul_plain(&y, matrix_of(&flat_a), matrix_turned(&flat_b), &hundreds);
    expect_near(numbers, (const real[]){150, 268, 222, 367}, 4, 0, 0);
    tensor_fill(&y, 0);
    matmul(&y, &flat_a, &tall_b);
    expect_near(numbers, plain, 4, 0, 0);
    matmul_tn(&y, &tall_a, &tall_b);
    expect_near(numbers, tn, 4, 0, 0);
    matmul_nt(&y, &flat_a, &flat_b);
    expect_near(numbers, nt, 4, 0, 0);
    matmul_add_row(&y, &flat_a, &tall_b, &hundreds);
    expect_near(numbers, sum, 4, 0, 0);
}

Test(fast_matmul, all_small_odd_shapes_agree_with_the_definition)
{
    for (int N = 1; N < 40; N += 2) {
        for (int K = 1; K < 40; K += 2) {
            for (int M = 1; M < 40; M += 2) {
                expect_all_forms(N, K, M);
            }
        }
    }
}

Test(fast_matmul, shapes_around_the_edges_of_tiles_agree_with_the_definition)
{
    const int edges[] = {1,  2,  5,  6,  7,  8,  9,  10, 11, 12, 13, 15,
                         16, 17, 18, 20, 21, 24, 31, 32, 33, 48, 49, 65};
    enum { EDGES = sizeof edges / sizeof *edges };
    for (int i = 0; i < EDGES; i++) {
        for (int j = 0; j < EDGES; j++) {
            expect_all_forms(edges[i], 3 + (i + j) % 5, edges[j]);
        }
    }
}

/* What is summed is taken in pieces: one up to 512, or 1280 with many columns, two up to
   2560, then four. */
Test(fast_matmul, long_sums_agree_with_the_definition)
{
    const int lengths[] = {512, 513, 1025, 2560, 2561};
    for (int i = 0; i < 5; i++) {
        expect_all_forms(7, lengths[i], 19);
        expect_all_forms(64, lengths[i], 5);
        expect_all_forms(3, lengths[i] + 768, 257);
    }
}

Test(fast_matmul, the_shapes_of_real_layers_agree_with_the_definition)
{
    const int shapes[][3] = {{100, 784, 50}, {100, 50, 10}, {100, 10, 50},
                             {784, 100, 50}, {50, 100, 10}, {1, 784, 50},
                             {101, 37, 1},   {1, 1, 501},   {257, 1, 129},
                             {20, 7, 26},    {30, 9, 24},   {40, 11, 8}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        expect_all_forms(shapes[i][0], shapes[i][1], shapes[i][2]);
    }
}

/* A sum of K products, in any order, is off by at most K roundings of the sum
 * of the magnitudes (N. Higham, 2002, section 3.1). */
static void expect_rounding_only(const Tensor *y, const Case *c, Form form,
                                 const char *what)
{
    const double unit = TOLERANCE(0x1p-24, 0x1p-53);
    for (int i = 0; i < c->N * c->M; i++) {
        double sum = 0, magnitude = 0;
        for (int k = 0; k < c->K; k++) {
            const double product = (double)c->a.data[i / c->M * c->K + k] *
                                   (double)c->b.data[k * c->M + i % c->M];
            sum += product;
            magnitude += fabs(product);
        }
        if (form == ADD_ROW) {
            sum += (double)c->row.data[i % c->M];
            magnitude += fabs((double)c->row.data[i % c->M]);
        }
        cr_assert(fabs((double)y->data[i] - sum) <=
                      2 * unit * (c->K + 1) * magnitude,
                  "%s, (%d, %d, %d), element %d: %.9g, not %.9g", what, c->N,
                  c->K, c->M, i, (double)y->data[i], sum);
    }
}

static const int ragged[][3] = {{100, 784, 50}, {97, 131, 43},
                                {13, 1001, 7},  {64, 64, 64},
                                {53, 2571, 35}, {7, 1001, 260}};
enum { RAGGED = sizeof ragged / sizeof *ragged };

Test(matmul, fractions_are_off_by_rounding_only)
{
    for (int s = 0; s < RAGGED; s++) {
        Case c = make_case(ragged[s][0], ragged[s][1], ragged[s][2],
                           (uint64_t)s, fill_normal);
        Tensor y = exact(SHAPE(c.N, c.M));
        for (Form form = PLAIN; form < FORMS; form++) {
            multiply(form, &y, &c);
            expect_rounding_only(&y, &c, form, form_names[form]);
            const MatmulKernel *kernel;
            for (int i = 0; (kernel = matmul_kernel_at(i)) != NULL; i++) {
                multiply_on(kernel, form, &y, &c);
                expect_rounding_only(&y, &c, form, kernel->name);
            }
        }
        free_case(&c);
        free(y.data);
    }
}

Test(matmul, images_are_read_as_rows)
{
    Case c = make_case(3, 2 * 4 * 5, 7, 1, fill_digits);
    Tensor y = exact(SHAPE(3, 7)), want = exact(SHAPE(3, 7));
    const Tensor images = tensor_reshaped(&c.a, SHAPE(3, 2, 4, 5));
    multiply_plainly(PLAIN, &want, &c);
    matmul(&y, &images, &c.b);
    expect_same(y.data, want.data, &c, "images times b");
    Tensor back = exact(SHAPE(2, 4, 5, 7)), flat = exact(SHAPE(40, 7));
    matmul_tn(&back, &images, &y);
    matmul_tn(&flat, &c.a, &y);
    expect_near(back.data, flat.data, 280, 0, 0);
    free_case(&c);
    free(y.data);
    free(want.data);
    free(back.data);
    free(flat.data);
}

Test(fast_matmul, any_number_of_threads_gives_the_same_bits)
{
    const int threads[] = {2, 3, 8, 1};
    for (int s = 0; s < RAGGED; s++) {
        Case c = make_case(ragged[s][0], ragged[s][1], ragged[s][2],
                           (uint64_t)s, fill_normal);
        Tensor y = exact(SHAPE(c.N, c.M)), want = exact(SHAPE(c.N, c.M));
        for (Form form = PLAIN; form < FORMS; form++) {
            threads_use(1);
            multiply(form, &want, &c);
            for (int i = 0; i < 4; i++) {
                tensor_fill(&y, 0);
                threads_use(threads[i]);
                if (i % 2 == 0) {
                    weights_changed(); /* divided in another way */
                }
                multiply(form, &y, &c);
                expect_same(y.data, want.data, &c, form_names[form]);
            }
        }
        free_case(&c);
        free(y.data);
        free(want.data);
    }
}

/* -- what must not happen -------------------------------------------------------- */

Test(matmul, nothing_around_the_result_and_no_input_is_written)
{
    enum { MARGIN = 64 };
    const int shapes[][3] = {
        {1, 3, 1}, {5, 7, 9}, {7, 4, 17}, {100, 50, 10}, {13, 84, 50}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        Case c = make_case(shapes[s][0], shapes[s][1], shapes[s][2], s,
                           fill_digits);
        Case same = make_case(c.N, c.K, c.M, s, fill_digits);
        const int size = c.N * c.M;
        Tensor space = exact(SHAPE(size + 2 * MARGIN));
        Tensor y = tensor_view(space.data + MARGIN, SHAPE(c.N, c.M));
        for (Form form = PLAIN; form < FORMS; form++) {
            tensor_fill(&space, 12345);
            multiply(form, &y, &c);
            for (int i = 0; i < MARGIN; i++) {
                cr_assert(space.data[i] == 12345,
                          "%s wrote %d places before y", form_names[form],
                          MARGIN - i);
                cr_assert(space.data[MARGIN + size + i] == 12345,
                          "%s wrote %d places behind y", form_names[form], i);
            }
        }
        expect_near(c.a.data, same.a.data, c.N * c.K, 0, 0);
        expect_near(c.b.data, same.b.data, c.K * c.M, 0, 0);
        expect_near(c.row.data, same.row.data, c.M, 0, 0);
        expect_near(c.a_turned.data, same.a_turned.data, c.N * c.K, 0, 0);
        expect_near(c.b_turned.data, same.b_turned.data, c.K * c.M, 0, 0);
        free_case(&c);
        free_case(&same);
        free(space.data);
    }
}

/* Put bad into one place of a: it must spoil its row of y, and no other. */
static void expect_spoilt(int N, int K, int M, real bad, bool in_b)
{
    const int line = (in_b ? M : N) / 2, k = K / 3;
    Case c = make_case(N, K, M, 4, fill_digits);
    tensor_fill(in_b ? &c.a : &c.b, 0); /* 0 times infinity is not 0 */
    (in_b ? c.b.data + k * M + line : c.a.data + line * K + k)[0] = bad;
    free(c.a_turned.data);
    free(c.b_turned.data);
    c.a_turned = turned(&c.a);
    c.b_turned = turned(&c.b);
    Tensor y = exact(SHAPE(N, M));
    for (Form form = PLAIN; form < FORMS; form++) {
        multiply(form, &y, &c);
        for (int i = 0; i < y.size; i++) {
            const bool hit = (in_b ? i % M : i / M) == line;
            cr_assert(hit ? isnan(y.data[i]) : isfinite(y.data[i]),
                      "%s, (%d, %d, %d), %g in %s: y[%d, %d] is %g",
                      form_names[form], N, K, M, (double)bad,
                      in_b ? "b" : "a", i / M, i % M, (double)y.data[i]);
        }
    }
    free_case(&c);
    free(y.data);
}

Test(matmul, nan_and_infinity_spoil_their_row_or_column_only)
{
    const real bad[] = {(real)NAN, (real)INFINITY, -(real)INFINITY};
    const int shapes[][3] = {
        {1, 1, 1}, {5, 3, 7}, {13, 9, 33}, {100, 50, 10}};
    for (int s = 0; s < 4; s++) {
        for (int i = 0; i < 3; i++) {
            const int *n = shapes[s];
            expect_spoilt(n[0], n[1], n[2], bad[i], false);
            expect_spoilt(n[0], n[1], n[2], bad[i], true);
        }
    }
}

typedef struct {
    Product *product;
    Shape y, a, b;
} Misfit;

static void multiply_misfit(void *context)
{
    const Misfit *m = context;
    m->product(tensor_new(m->y), tensor_new(m->a), tensor_new(m->b));
}

Test(matmul, shapes_that_do_not_fit_stop_with_both)
{
    struct {
        Misfit misfit;
        const char *words;
    } known[] = {
        {{matmul, SHAPE(2, 5), SHAPE(2, 3), SHAPE(4, 5)},
         "(2, 3) times (4, 5): 3 columns meet 4 rows"},
        {{matmul_tn, SHAPE(3, 5), SHAPE(2, 3), SHAPE(4, 5)},
         "(2, 3) turned times (4, 5): 2 columns meet 4 rows"},
        {{matmul_nt, SHAPE(2, 4), SHAPE(2, 3), SHAPE(4, 5)},
         "(2, 3) times (4, 5) turned: 3 columns meet 5 rows"},
        {{matmul, SHAPE(5, 3), SHAPE(2, 3), SHAPE(3, 5)},
         "(5, 3) cannot hold the (2, 5) result"},
        {{matmul_tn, SHAPE(2, 5), SHAPE(2, 3), SHAPE(2, 5)},
         "(2, 5) cannot hold the (3, 5) result"},
        {{matmul_nt, SHAPE(2, 2), SHAPE(2, 3), SHAPE(5, 3)},
         "(2, 2) cannot hold the (2, 5) result"},
        {{matmul, SHAPE(2, 1, 5), SHAPE(2, 3, 4), SHAPE(3, 5)},
         "(2, 3, 4) times (3, 5): 12 columns meet 3 rows"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        expect_stop(multiply_misfit, &known[i].misfit, known[i].words);
    }
}

static void add_wrong_row(Tensor *y, const Tensor *a, const Tensor *b)
{
    matmul_add_row(y, a, b, tensor_new(SHAPE(4)));
}

static void replace_first(Tensor *y, const Tensor *a, const Tensor *b)
{
    (void)y;
    matmul((Tensor *)(size_t)a, a, b);
}

static void replace_second(Tensor *y, const Tensor *a, const Tensor *b)
{
    (void)y;
    matmul_nt((Tensor *)(size_t)b, a, b);
}

Test(matmul, a_wrong_row_or_a_result_among_the_factors_stops)
{
    Misfit row = {add_wrong_row, SHAPE(2, 5), SHAPE(2, 3), SHAPE(3, 5)};
    Misfit first = {replace_first, SHAPE(1), SHAPE(3, 3), SHAPE(3, 3)};
    Misfit second = {replace_second, SHAPE(1), SHAPE(3, 3), SHAPE(3, 3)};
    expect_stop(multiply_misfit, &row, "a row of 4 on rows of 5");
    expect_stop(multiply_misfit, &first, "cannot replace its factors");
    expect_stop(multiply_misfit, &second, "cannot replace its factors");
}

/* -- which version runs ------------------------------------------------------------ */

/* Whether the flags line of Linux's /proc/cpuinfo has the word flag. */
static bool processor_has(const char *flag)
{
    char line[8192], word[32];
    bool found = false;
    FILE *file = fopen("/proc/cpuinfo", "r");
    snprintf(word, sizeof word, " %s ", flag);
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = ' ';
        found = strncmp(line, "flags", 5) == 0 && strstr(line, word) != NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

Test(fast_matmul, the_fastest_version_that_this_processor_can_run_is_taken)
{
#ifdef __x86_64__
    if (access("/proc/cpuinfo", R_OK) != 0) {
        cr_skip_test("the system does not say what its processor has");
    }
    if (getenv("RUN_BY") != NULL) {
        cr_skip_test("another processor is played by a program");
    }
    const bool wide = processor_has("avx2") && processor_has("fma");
    const bool widest = processor_has("avx512f");
    const char *want = widest ? "avx512f" : wide ? "avx2+fma" : "generic";
    const int versions = widest ? 3 : wide ? 2 : 1;
#else
    const char *want = "generic";
    const int versions = 1;
    (void)processor_has;
#endif
    cr_assert_str_eq(matmul_kernel()->name, want, "%s runs here, not %s",
                     matmul_kernel()->name, want);
    cr_assert(matmul_kernel_at(0) == matmul_kernel(),
              "the best is not first");
    const MatmulKernel *last = matmul_kernel_at(versions - 1);
    cr_assert_str_eq(last->name, "generic", "the last is %s", last->name);
    cr_assert(matmul_kernel_at(versions) == NULL, "more than %d", versions);
}

/* So a result does not depend on the processor, if only it has FMA. */
Test(fast_matmul, all_versions_with_fma_give_the_same_bits)
{
    Case c = make_case(97, 131, 43, 1, fill_normal);
    Tensor y = exact(SHAPE(c.N, c.M)), want = exact(SHAPE(c.N, c.M));
    const MatmulKernel *kernel = matmul_kernel();
    for (Form form = PLAIN; form < FORMS; form++) {
        multiply(form, &want, &c);
        for (int i = 0; strcmp(kernel->name, "generic") != 0; i++) {
            multiply_on(kernel, form, &y, &c);
            expect_same(y.data, want.data, &c, kernel->name);
            kernel = matmul_kernel_at(i + 1);
        }
        kernel = matmul_kernel();
    }
    free_case(&c);
    free(y.data);
    free(want.data);
}

/* -- the oracle -------------------------------------------------------------------- */

typedef void Gemm(int order, int turn_a, int turn_b, int N, int M, int K,
                  real alpha, const real *a, int a_step, const real *b,
                  int b_step, real beta, real *y, int y_step);

static Gemm *find_openblas(void)
{
    const char *names[] = {"libopenblas.so.0", "libopenblas.so",
                           "libopenblas.dylib"};
    for (int i = 0; i < 3; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) {
            Gemm *gemm;
            *(void **)&gemm =
                dlsym(library, TOLERANCE("cblas_sgemm", "cblas_dgemm"));
            return gemm;
        }
    }
    return NULL;
}

/* Where OpenBLAS is not installed, the definition takes its place, so that the
 * test says something everywhere. */
static void multiply_by_oracle(Gemm *gemm, Form form, Tensor *y,
                               const Case *c)
{
    enum { ROW_MAJOR = 101, UPRIGHT = 111, TURNED = 112 };
    if (gemm == NULL) {
        multiply_plainly(form, y, c);
        return;
    }
    for (int i = 0; i < y->size; i++) {
        y->data[i] = form == ADD_ROW ? c->row.data[i % c->M] : 0;
    }
    gemm(ROW_MAJOR, form == TN ? TURNED : UPRIGHT,
         form == NT ? TURNED : UPRIGHT, c->N, c->M, c->K, 1,
         form == TN ? c->a_turned.data : c->a.data, form == TN ? c->N : c->K,
         form == NT ? c->b_turned.data : c->b.data, form == NT ? c->K : c->M,
         1, y->data, c->M);
}

Test(matmul, openblas_agrees)
{
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
    Gemm *gemm = find_openblas();
    if (gemm == NULL) {
        cr_log_info("OpenBLAS is not installed: compared with three loops");
    }
    for (int s = 0; s < RAGGED; s++) {
        Case c = make_case(ragged[s][0], ragged[s][1], ragged[s][2],
                           (uint64_t)s, fill_normal);
        Tensor y = exact(SHAPE(c.N, c.M)), want = exact(SHAPE(c.N, c.M));
        for (Form form = PLAIN; form < FORMS; form++) {
            multiply(form, &y, &c);
            multiply_by_oracle(gemm, form, &want, &c);
            expect_near(y.data, want.data, y.size, 0,
                        TOLERANCE(4e-6, 8e-15) * c.K);
        }
        free_case(&c);
        free(y.data);
        free(want.data);
    }
}
