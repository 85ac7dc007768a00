#include "exercise_test.h"
#include "exercise_clue.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <criterion/logging.h>

enum { BUFFERS = 64, MESSAGE = 400 };

static const float guard = -98765.5f;

/* The buffers of the running test; each test is a process of its own. */
static struct {
    float *data;
    size_t n;
} buffers[BUFFERS];
static int used;

_Noreturn void exercise_todo(const char *file, int line, const char *function)
{
    cr_assert_fail("not written yet: %s() in %s:%d", function, file, line);
    abort(); /* not reached */
}

void exercise_begin(void)
{
    fflush(stderr);
    dup2(STDOUT_FILENO, STDERR_FILENO);
    /* What was printed shall be seen even if the next line crashes. */
    setvbuf(stdout, NULL, _IONBF, 0);
}

void exercise_end(void) { cr_log_warn("the test has ended"); }

static void *found(void *memory, size_t size)
{
    if (memory == NULL && size > 0) {
        cr_assert_fail("out of memory: it asked for %zu bytes more", size);
    }
    return memory;
}

void *exercise_malloc(size_t size) { return found(malloc(size), size); }

void *exercise_calloc(size_t n, size_t size)
{
    return found(calloc(n, size), n > 0 ? size : 0);
}

void *exercise_realloc(void *p, size_t size)
{
    return found(realloc(p, size), size);
}

/* What a wrong index writes a little behind the end harms nobody, so that the numbers
   before it can be compared, and a question be found. AddressSanitizer comes after that,
   and for it the end is the end. */
#ifdef __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#elif defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
enum { BEHIND = SANITIZED ? 1 : 64 };

static float *buffer(size_t n)
{
    cr_assert(used < BUFFERS, "the test needs more than %d buffers", BUFFERS);
    float *data = exercise_malloc((n + BEHIND) * sizeof *data);
    data[n] = guard;
    buffers[used].data = data;
    buffers[used++].n = n;
    return data;
}

float *blank(size_t n)
{
    float *data = buffer(n);
    for (size_t i = 0; i < n; i++) {
        data[i] = unwritten();
    }
    return data;
}

float *guarded(const float *values, size_t n)
{
    float *data = buffer(n);
    for (size_t i = 0; i < n; i++) {
        data[i] = values[i];
    }
    return data;
}

/* The words of a message, in a place that the next one may use again. */
static const char *words(const char *format, va_list values)
{
    static char text[MESSAGE];
    vsnprintf(text, sizeof text, format, values);
    return text;
}

/* The arrays of about(), while they are compared. */
static struct {
    const float *got, *want;
    size_t n;
    double relative;
} subject;

void about(const float *got, const float *want, size_t n, double relative)
{
    subject.got = got;
    subject.want = want;
    subject.n = n;
    subject.relative = relative;
}

/* What is known of the arrays, or of this number if there are none. */
static const char *clue_of(double got, double want)
{
    const float mine = (float)got, right = (float)want;
    return subject.n > 0
               ? clue(subject.got, subject.want, subject.n, subject.relative)
               : clue(&mine, &right, 1, 0);
}

void expect_near(double got, double want, double relative, const char *name,
                 ...)
{
    va_list values;
    va_start(values, name);
    const char *text = words(name, values);
    va_end(values);
    const int right = within_relative(got, want, relative);
    const char *common = right ? "" : clue_of(got, want);
    cr_assert(right, "%s is %.9g, but %.9g is right%s%s", text, got, want,
              *common == '\0' ? "" : "; ", common);
}

void expect_equal(long long got, long long want, const char *name, ...)
{
    va_list values;
    va_start(values, name);
    const char *text = words(name, values);
    va_end(values);
    cr_assert(got == want, "%s is %lld, but %lld is right", text, got, want);
}

void expect_all_near(const float *got, const float *want, size_t n,
                     double relative, const char *name)
{
    about(got, want, n, relative);
    for (size_t i = 0; i < n; i++) {
        expect_near(got[i], want[i], relative, "%s[%zu]", name, i);
    }
    about(NULL, NULL, 0, 0);
    expect_guard(got, n, name);
}

void expect_product(const float *c, const float *a, const float *b,
                    size_t rows, size_t inner, size_t columns)
{
    const size_t n = rows * columns;
    float *want = exercise_malloc(n * sizeof *want);
    for (size_t at = 0; at < n; at++) {
        const size_t i = at / columns, j = at % columns;
        double sum = 0;
        for (size_t k = 0; k < inner; k++) {
            sum += (double)a[i * inner + k] * (double)b[k * columns + j];
        }
        want[at] = (float)sum;
    }
    about(c, want, n, 1e-5);
    for (size_t at = 0; at < n; at++) {
        expect_near(c[at], want[at], 1e-5,
                    "of %zu x %zu times %zu x %zu, c[%zu][%zu]", rows, inner,
                    inner, columns, at / columns, at % columns);
    }
    about(NULL, NULL, 0, 0);
    free(want);
}

void expect_guard(const float *x, size_t n, const char *name)
{
    for (int i = 0; i < used; i++) {
        const int ours = buffers[i].data == x && buffers[i].n == n;
        cr_assert(!ours || x[n] == guard,
                  "%s[%zu] was written, but %s holds only %zu numbers", name,
                  n, name, n);
    }
}

void expect(int ok, const char *message, ...)
{
    va_list values;
    va_start(values, message);
    const char *text = words(message, values);
    va_end(values);
    cr_assert(ok, "%s", text);
}

void expect_predicted(double got, double want, double relative,
                      const char *name, ...)
{
    va_list values;
    va_start(values, name);
    const char *text = words(name, values);
    va_end(values);
    cr_assert(within_relative(got, want, relative), "%s is not %.9g", text,
              got);
}

void expect_not_zero(double got, const char *name)
{
    cr_assert(got != 0,
              "%s is 0: in C, 1 / 50 of whole numbers is 0; write 1.0 / 50",
              name);
}

/* --- what was changed ---------------------------------------------------- */
/* The next character of f; a comment is a space. */
static int next(FILE *f)
{
    const int c = getc(f), d = c == '/' ? getc(f) : 0;
    if (d != '/' && d != '*') {
        return c == '/' ? (ungetc(d, f), c) : c;
    }
    for (int before = 0, e; (e = getc(f)) != EOF; before = e) {
        if (d == '/' ? e == '\n' : before == '*' && e == '/') {
            break;
        }
    }
    return ' ';
}

/* The words and signs of a file, each as a number. */
struct text {
    uint32_t *sign;
    size_t n;
};

static void append(struct text *text, uint32_t sign)
{
    if (text->n % BUFFERS == 0) {
        const size_t size = (text->n + BUFFERS) * sizeof sign;
        text->sign = exercise_realloc(text->sign, size);
    }
    text->sign[text->n++] = sign;
}

static struct text signs_of(const char *file)
{
    struct text text = {0};
    FILE *f = fopen(file, "r");
    cr_assert(f != NULL, "the test does not find %s", file);
    for (int c = next(f); c != EOF;) {
        uint32_t sign = (uint32_t)c;
        const int word = isalnum(c) || c == '_', space = isspace(c);
        for (c = next(f); word && (isalnum(c) || c == '_' || c == '.');
             c = next(f)) {
            sign = sign * 16777619 ^ (uint32_t)c;
        }
        if (!space) {
            append(&text, sign);
        }
    }
    fclose(f);
    return text;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How many words and signs of the skeleton are others in the answer, are
   missing or new: the edit distance. row[j] is that of what was read of the
   skeleton to the first j of the answer. */
static size_t changes(void)
{
    const struct text old = signs_of("skeleton.c"),
                      new = signs_of("answer.c");
    size_t *row = exercise_malloc((new.n + 1) * sizeof *row);
    for (size_t j = 0; j <= new.n; j++) {
        row[j] = j;
    }
    for (size_t i = 0; i < old.n; i++) {
        size_t corner = row[0]++;
        for (size_t j = 0; j < new.n; j++) {
            const size_t other = corner + (old.sign[i] != new.sign[j]);
            corner = row[j + 1];
            row[j + 1] = least(other, least(corner, row[j]) + 1);
        }
    }
    const size_t all = row[new.n];
    free(row);
    free(old.sign);
    free(new.sign);
    return all;
}

void expect_mended(int ok, const char *message, ...)
{
    va_list values;
    va_start(values, message);
    const char *text = words(message, values);
    va_end(values);
    cr_assert(ok, "%s%s",
              ok || changes() > 0 ? "" : "not mended yet: ", text);
}

void expect_few_changes(size_t most)
{
    const size_t all = changes();
    cr_assert(all <= most,
              "%zu words and signs are changed, but %zu are enough", all,
              most);
}

/* A linear congruential generator; D. E. Knuth's constants (MMIX). */
float noise(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (float)(*seed >> 40) / (float)(1 << 23) - 1;
}

void fill_with_noise(float *x, size_t n, uint64_t *seed)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = noise(seed);
    }
}
