#include "exercise_clue.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    AGREE = 3,  /* numbers that must say the same, for no chance */
    MOST = 5000 /* numbers; more are not looked at */
};

/* An array and what it should be. scale is the largest number of the smaller one of
   the two, at most 1: where all are tiny, so is what counts as a difference. */
struct pair {
    const float *got, *want;
    size_t n, wrongs;
    double relative, scale;
};

static char text[240];

static int say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return 1;
}

/* --- what nobody wrote ----------------------------------------------------- */
/* Not a number, with a mark that sums keep. */
static const uint32_t mark = 0x7fd5a5a0;

float unwritten(void)
{
    float x;
    memcpy(&x, &mark, sizeof x);
    return x;
}

int is_unwritten(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (bits & 0x7fffffff) == mark;
}

static int tells_unwritten(const struct pair *p)
{
    size_t count = 0, first = p->n;
    for (size_t i = p->n; i-- > 0;) {
        if (is_unwritten(p->got[i])) {
            count++;
            first = i;
        }
    }
    if (count == 0) {
        return 0;
    }
    if (p->n == 1) {
        return say("it was there before: did nobody write this place, or "
                   "was something added to it?");
    }
    if (count == p->n) {
        return say("all %zu numbers were there before: did nobody write "
                   "these places, or was something added to them?",
                   count);
    }
    return say("%zu of %zu numbers, beginning with [%zu], were there before: "
               "did nobody write these places, or was something added to "
               "them?",
               count, p->n, first);
}

/* --- wrong and right ------------------------------------------------------- */
int within_relative(double got, double want, double relative)
{
    const double larger = fabs(want) > 1 ? fabs(want) : 1;
    return got == want || fabs(got - want) <= relative * larger;
}

static int is_wrong(const struct pair *p, size_t i)
{
    return !within_relative(p->got[i], p->want[i], p->relative);
}

/* Whether a number is what a relation makes of the right one. */
static int fits(const struct pair *p, double got, double made)
{
    const double larger = fabs(made) > p->scale ? fabs(made) : p->scale;
    return fabs(got - made) <= fmax(p->relative, 1e-5) * larger;
}

/* How many different numbers are among those of x that are wrong, or among all; it
   does not count on when there are enough. */
static size_t different(const struct pair *p, const float *x, int all)
{
    float seen[AGREE + 1];
    size_t count = 0;
    for (size_t i = 0; i < p->n && count <= AGREE; i++) {
        size_t k = 0;
        while (k < count && seen[k] != x[i]) {
            k++;
        }
        if (k == count && (all || is_wrong(p, i))) {
            seen[count++] = x[i];
        }
    }
    return count;
}

/* "each of the 4 wrong numbers", or "each of the 4 numbers". */
static const char *each(const struct pair *p)
{
    static char words[60];
    if (p->n == 1) {
        return "it";
    }
    snprintf(words, sizeof words, "each of the %zu %snumbers", p->wrongs,
             p->wrongs < p->n ? "wrong " : "");
    return words;
}

/* --- one relation for all wrong numbers ------------------------------------ */
/* The place of the wrong number whose right one is the largest. */
static size_t largest(const struct pair *p)
{
    size_t best = p->n;
    for (size_t i = 0; i < p->n; i++) {
        if (is_wrong(p, i) &&
            (best == p->n || fabs(p->want[i]) > fabs(p->want[best]))) {
            best = i;
        }
    }
    return best;
}

/* All wrong numbers are slope * want + more. */
static int is_line(const struct pair *p, double slope, double more)
{
    for (size_t i = 0; i < p->n; i++) {
        if (is_wrong(p, i) &&
            !fits(p, p->got[i], slope * p->want[i] + more)) {
            return 0;
        }
    }
    return 1;
}

/* x as a fraction of small numbers: returns its lower one, 0 if it has none. */
static double lower_of(double x)
{
    for (int q = 1; q <= 20; q++) {
        const double upper = round(fabs(x) * q);
        if (upper > 0 && upper <= (q == 1 ? 1000 : 20) &&
            fabs(fabs(x) * q - upper) < 1e-5 * upper) {
            return q;
        }
    }
    return 0;
}

/* "3", "3/4", "the root of 3", "the root of 3/4": x or its square, if small numbers
   make it; else "". */
static const char *fraction(double x)
{
    static char words[60];
    const double own = lower_of(x), q = own > 0 ? own : lower_of(x * x);
    const double upper = (own > 0 ? x : x * x) * q;
    const char *root = own > 0 ? "" : "the root of ";
    if (q == 0) {
        return "";
    }
    snprintf(words, sizeof words, q == 1 ? "%s%.0f" : "%s%.0f/%.0f", root,
             upper, q);
    return words;
}

static int tell_factor(const char *who, double factor)
{
    const char *times = fraction(factor);
    if (fabs(factor + 1) < 1e-4) {
        return say("%s has the sign turned: where does a minus belong?", who);
    }
    if (strchr(times, '/') == NULL && *times != '\0') {
        return say("%s is the right one times %s: what is that here, and "
                   "where should it divide?",
                   who, times);
    }
    if (*times != '\0' && strchr(fraction(1 / factor), '/') == NULL) {
        return say("%s is the right one divided by %s: what is that here, "
                   "and who divides by it?",
                   who, fraction(1 / factor));
    }
    times = fraction(factor);
    if (*times != '\0') {
        return say("%s is the right one times %s: which of these two numbers "
                   "was to be used here?",
                   who, times);
    }
    return say("%s is the right one times %.5g: where does this factor come "
               "from?",
               who, factor);
}

static int tells_factor(const struct pair *p)
{
    const size_t at = largest(p);
    const double factor = (double)p->got[at] / (double)p->want[at];
    if (!isfinite(factor) || fabs(factor) < 1e-6 || !is_line(p, factor, 0)) {
        return 0;
    }
    return tell_factor(each(p), factor);
}

static int tells_difference(const struct pair *p)
{
    const size_t at = largest(p);
    const double more = (double)p->got[at] - (double)p->want[at];
    const double sum = (double)p->got[at] + (double)p->want[at];
    if (p->wrongs <= AGREE) {
        return 0;
    }
    if (is_line(p, 1, more)) {
        return say("%s is too %s by %.5g: what is added once too often, or "
                   "forgotten?",
                   each(p), more > 0 ? "large" : "small", fabs(more));
    }
    if (is_line(p, -1, sum)) {
        return say("%s and the right one add up to %.5g: which of the two "
                   "was asked for?",
                   each(p), sum);
    }
    return 0;
}

static double square(double x) { return x * x; }
static double inverse(double x) { return 1 / x; }
static double sigmoid(double x) { return 1 / (1 + exp(-x)); }

/* The wrong ones are f of the right ones, or, if turned, the right ones are f
   of the wrong ones. */
static int is_function(const struct pair *p, double (*f)(double), int turned)
{
    const float *from = turned ? p->got : p->want;
    const float *to = turned ? p->want : p->got;
    for (size_t i = 0; i < p->n; i++) {
        if (is_wrong(p, i) && !fits(p, to[i], f(from[i]))) {
            return 0;
        }
    }
    return 1;
}

static int tells_function(const struct pair *p)
{
    static const struct {
        double (*f)(double);
        const char *yours;
    } known[] = {{square, "square"},   {sqrt, "root"},
                 {inverse, "inverse"}, {exp, "exponential"},
                 {log, "logarithm"},   {sigmoid, "sigmoid"}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (is_function(p, known[k].f, 0)) {
            return say("%s is the %s of the right one: which step is one too "
                       "many, or is missing?",
                       each(p), known[k].yours);
        }
    }
    return p->n > 1 && is_function(p, sigmoid, 1) &&
           say("%s would be right after a sigmoid: which step is missing?",
               each(p));
}

/* All wrong ones are the same number, or should be. */
static int tells_same(const struct pair *p)
{
    const size_t at = largest(p);
    if (is_line(p, 0, p->got[at]) && different(p, p->want, 0) >= AGREE) {
        return say("%s is %.5g: where does that come from?", each(p),
                   (double)p->got[at]);
    }
    for (size_t i = 0; i < p->n; i++) {
        if (is_wrong(p, i) && p->want[i] != p->want[at]) {
            return 0;
        }
    }
    return p->wrongs < p->n &&
           say("%s should be %.5g: which case is it that all of them have in "
               "common?",
               each(p), (double)p->want[at]);
}

/* One number alone tells something only if it has so many digits that no chance makes
   them. */
static int has_digits(double x)
{
    const double parts = 720 * x; /* of halves, thirds, ..., and of tenths */
    return fabs(parts - round(parts)) > 0.01 && fabs(x) > 1e-3;
}

static int tells_single(const struct pair *p)
{
    const double got = p->got[0], want = p->want[0];
    const double factor = got / want, more = got - want;
    const char *of =
        fabs(factor) > 1 ? fraction(factor) : fraction(1 / factor);
    if (!has_digits(want) || !has_digits(got)) {
        return 0;
    }
    if (*of != '\0' && strchr(of, '/') == NULL && strlen(of) < 15) {
        return tell_factor(each(p), factor);
    }
    if (fabs(got + want - 1) < 1e-5) {
        return say("it and the right one add up to 1: which of the two was "
                   "asked for?");
    }
    if (fabs(more - round(more)) < 1e-5 && fabs(more) < 2) {
        return say("it is too %s by 1: what is added once too often, or "
                   "forgotten?",
                   more > 0 ? "large" : "small");
    }
    return tells_function(p);
}

/* Two wrong numbers tell a factor if both have many digits. */
static int tells_two(const struct pair *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (is_wrong(p, i) &&
            (!has_digits(p->want[i]) || !has_digits(p->got[i]))) {
            return 0;
        }
    }
    return tells_factor(p);
}

/* --- the right numbers at other places ------------------------------------- */
static int increasing(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float *sorted(const float *x, size_t n)
{
    float *copy = malloc(n * sizeof *copy);
    if (copy != NULL) {
        memcpy(copy, x, n * sizeof *copy);
        qsort(copy, n, sizeof *copy, increasing);
    }
    return copy;
}

static int are_the_same_numbers(const struct pair *p)
{
    float *got = sorted(p->got, p->n), *want = sorted(p->want, p->n);
    int same = got != NULL && want != NULL;
    for (size_t i = 0; same && i < p->n; i++) {
        same = fits(p, got[i], want[i]);
    }
    free(got);
    free(want);
    return same;
}

static int is_turned(const struct pair *p, size_t rows)
{
    const size_t columns = p->n / rows;
    for (size_t i = 0; i < p->n; i++) {
        const size_t from = i % columns * rows + i / columns;
        if (!fits(p, p->got[i], p->want[from])) {
            return 0;
        }
    }
    return 1;
}

static int is_backwards(const struct pair *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (!fits(p, p->got[i], p->want[p->n - 1 - i])) {
            return 0;
        }
    }
    return 1;
}

static int tells_order(const struct pair *p)
{
    if (!are_the_same_numbers(p)) {
        return 0;
    }
    if (is_backwards(p)) {
        return say("the numbers are right, and their order is the opposite: "
                   "which end comes first?");
    }
    for (size_t rows = 2; rows < p->n; rows++) {
        if (p->n % rows == 0 && is_turned(p, rows)) {
            return say("the numbers are right, and rows and columns have "
                       "changed places: which index counts the rows?");
        }
    }
    return say("the numbers are right, and some have changed their places: "
               "which index moves fastest, and how long is a row?");
}

/* Each number of a row is the right one and the number before it. */
static int is_summed_up(const struct pair *p, size_t length)
{
    for (size_t i = 0; i < p->n; i++) {
        const double before = i % length > 0 ? p->got[i - 1] : 0;
        if (!fits(p, p->got[i], before + p->want[i])) {
            return 0;
        }
    }
    return 1;
}

static int tells_summed_up(const struct pair *p)
{
    for (size_t length = p->n; length > 1; length--) {
        if (p->n % length == 0 && p->wrongs >= AGREE &&
            is_summed_up(p, length)) {
            return say("each number holds the one before it as well, %zu in "
                       "a row: where does each sum begin?",
                       length);
        }
    }
    return 0;
}

/* Each wrong number is a right one, of another place. */
static int tells_other_place(const struct pair *p)
{
    if (p->wrongs < AGREE || different(p, p->got, 0) < AGREE) {
        return 0;
    }
    for (size_t i = 0; i < p->n; i++) {
        size_t k = 0;
        while (k < p->n && !fits(p, p->got[i], p->want[k])) {
            k++;
        }
        if (k == p->n || (is_wrong(p, i) && !has_digits(p->got[i]))) {
            return 0;
        }
    }
    return say("%s is right at another place: which index chooses it?",
               each(p));
}

/* Each number is that of `by` places later, or earlier. */
static int is_moved(const struct pair *p, size_t by, int later)
{
    for (size_t i = 0; i + by < p->n; i++) {
        const size_t to = later ? i + by : i, from = later ? i : i + by;
        if (!fits(p, p->got[to], p->want[from])) {
            return 0;
        }
    }
    return 1;
}

static int tells_moved(const struct pair *p)
{
    for (size_t by = 1; by + AGREE < p->n && by <= p->n / 2; by++) {
        for (int later = 0; later < 2; later++) {
            if (is_moved(p, by, later)) {
                return say("the numbers stand %zu %s too %s: where does the "
                           "first one belong?",
                           by, by == 1 ? "place" : "places",
                           later ? "late" : "early");
            }
        }
    }
    return 0;
}

/* The first numbers come again and again. */
static int tells_repeated(const struct pair *p)
{
    for (size_t length = 2; length <= p->n / 2; length++) {
        size_t i = p->n % length == 0 ? length : 0;
        while (i > 0 && i < p->n && fits(p, p->got[i], p->got[i - length])) {
            i++;
        }
        if (i == p->n) {
            return say("the first %zu numbers come again and again: what "
                       "should be another one in the next row?",
                       length);
        }
    }
    return 0;
}

/* --- what repeats ---------------------------------------------------------- */
/* Got and want differ by an amount, or by a factor, that depends on the column
   alone (i % length), or on the row (i / length). */
struct pattern {
    size_t length;
    int by_row, is_factor;
};

/* Number k of class c: of a row, or of a column. */
static size_t member(struct pattern m, size_t c, size_t k)
{
    return m.by_row ? c * m.length + k : k * m.length + c;
}

static size_t classes(const struct pair *p, struct pattern m)
{
    return m.by_row ? p->n / m.length : m.length;
}

static size_t members(const struct pair *p, struct pattern m)
{
    return p->n / classes(p, m);
}

/* By how much class c differs, as its largest right number says it. */
static double amount(const struct pair *p, struct pattern m, size_t c)
{
    size_t at = member(m, c, 0);
    for (size_t k = 1; k < members(p, m); k++) {
        const size_t i = member(m, c, k);
        at = fabs(p->want[i]) > fabs(p->want[at]) ? i : at;
    }
    const double got = p->got[at], want = p->want[at];
    return m.is_factor ? got / want : got - want;
}

static int is_class_wrong(const struct pair *p, struct pattern m, size_t c)
{
    for (size_t k = 0; k < members(p, m); k++) {
        if (is_wrong(p, member(m, c, k))) {
            return 1;
        }
    }
    return 0;
}

static int is_class_alike(const struct pair *p, struct pattern m, size_t c)
{
    const double by = amount(p, m, c);
    size_t wrongs = 0;
    for (size_t k = 0; k < members(p, m); k++) {
        const size_t i = member(m, c, k);
        const double made = m.is_factor ? p->want[i] * by : p->want[i] + by;
        if (!isfinite(by) || !fits(p, p->got[i], made)) {
            return 0;
        }
        wrongs += (size_t)is_wrong(p, i);
    }
    return wrongs == 0 || wrongs >= AGREE;
}

/* Each class differs by an amount of its own, at least two of them. */
static int is_pattern(const struct pair *p, struct pattern m)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t c = 0; c < classes(p, m); c++) {
        if (!is_class_alike(p, m, c)) {
            return 0;
        }
        if (is_class_wrong(p, m, c)) {
            least = fmin(least, amount(p, m, c));
            most = fmax(most, amount(p, m, c));
        }
    }
    return most - least > 1e-3 * (fabs(least) + fabs(most));
}

static int tell_pattern(const struct pair *p, struct pattern m)
{
    char first[60] = "";
    size_t shown = 0, at = 0;
    for (size_t c = 0; c < classes(p, m) && shown < AGREE; c++) {
        if (is_class_wrong(p, m, c)) {
            at += (size_t)snprintf(first + at, sizeof first - at, "%s%.4g",
                                   shown++ > 0 ? ", " : "", amount(p, m, c));
        }
    }
    const char *differ = m.is_factor ? "are the right ones times"
                                     : "differ from the right ones by";
    if (m.by_row) {
        return say("the wrong numbers %s %s, one for each row of %zu: what "
                   "do these %zu share?",
                   differ, first, m.length, m.length);
    }
    return say("the wrong numbers %s %s, one for each of %zu columns: what "
               "goes with a column?",
               differ, first, m.length);
}

static int tells_pattern(const struct pair *p)
{
    for (int is_factor = 0; is_factor < 2; is_factor++) {
        for (size_t length = 2; length <= p->n / AGREE; length++) {
            const struct pattern m = {length, 0, is_factor};
            if (p->n % length == 0 && is_pattern(p, m)) {
                return tell_pattern(p, m);
            }
        }
        for (size_t length = p->n / 2; length > AGREE; length--) {
            const struct pattern m = {length, 1, is_factor};
            if (p->n % length == 0 && is_pattern(p, m)) {
                return tell_pattern(p, m);
            }
        }
    }
    return 0;
}

/* --- which places are wrong ------------------------------------------------ */
/* The numbers that are wrong, or those that are right, are first + k * step for all k,
   and no others. */
static int is_every(const struct pair *p, int wrong, size_t first,
                    size_t step)
{
    size_t count = 0;
    for (size_t i = 0; i < p->n; i++) {
        const int one = i >= first && (i - first) % step == 0;
        if (one != (is_wrong(p, i) == wrong)) {
            return 0;
        }
        count += (size_t)one;
    }
    return count >= AGREE;
}

static size_t first_that_is(const struct pair *p, int wrong)
{
    size_t i = 0;
    while (i < p->n && is_wrong(p, i) != wrong) {
        i++;
    }
    return i;
}

static int tells_places(const struct pair *p)
{
    const size_t wrong = first_that_is(p, 1);
    if (p->wrongs == 1 && p->n > 2 * AGREE &&
        (wrong == 0 || wrong == p->n - 1)) {
        return say("of %zu numbers only the %s is wrong", p->n,
                   wrong == 0 ? "first" : "last");
    }
    if (wrong > 1 && is_every(p, 1, wrong, 1)) {
        return say("the first %zu of %zu numbers are right, and no others: "
                   "what changes after them?",
                   wrong, p->n);
    }
    for (size_t step = 2; step <= p->n / AGREE; step++) {
        for (int bad = 0; bad < 2; bad++) {
            const size_t first = first_that_is(p, bad);
            if (is_every(p, bad, first, step)) {
                return say("%s are [%zu], [%zu], [%zu] and so on, and no "
                           "others: what is different there?",
                           bad ? "wrong" : "right", first, first + step,
                           first + 2 * step);
            }
        }
    }
    return 0;
}

/* --- all of them ----------------------------------------------------------- */
static int all_finite(const float *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(x[i])) {
            return 0;
        }
    }
    return 1;
}

static int tells(const struct pair *p)
{
    if (p->n == 1) {
        return tells_single(p);
    }
    if (p->wrongs == 2 && tells_two(p)) {
        return 1;
    }
    if (p->wrongs >= AGREE && different(p, p->want, 0) >= AGREE &&
        (tells_same(p) || tells_factor(p) || tells_difference(p) ||
         (p->wrongs > AGREE && tells_function(p)))) {
        return 1;
    }
    if (different(p, p->want, 1) > AGREE &&
        (tells_order(p) || tells_repeated(p) || tells_moved(p) ||
         tells_summed_up(p) || tells_pattern(p) || tells_other_place(p))) {
        return 1;
    }
    return (p->wrongs >= AGREE && tells_same(p)) || tells_places(p);
}

const char *clue(const float *got, const float *want, size_t n,
                 double relative)
{
    struct pair p = {got, want, n, 0, relative, 1};
    if (n > MOST) {
        return "";
    }
    if (tells_unwritten(&p)) {
        return text;
    }
    double mine = 0, right = 0;
    for (size_t i = 0; i < n; i++) {
        p.wrongs += (size_t)is_wrong(&p, i);
        mine = fmax(mine, fabs(got[i]));
        right = fmax(right, fabs(want[i]));
    }
    p.scale = fmin(1, fmin(mine, right));
    const int known = p.wrongs > 0 && all_finite(got, n) &&
                      all_finite(want, n) && tells(&p);
    return known ? text : "";
}
