#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(gradient_check);

enum { NOWHERE = 999 };

static void expect_error(const float *a, const float *b, size_t n,
                         double want, size_t want_worst, const char *name)
{
    size_t worst = NOWHERE;
    const double got = my_gradient_check(a, b, n, &worst);
    if (isnan(want)) {
        expect(isnan(got), "%s: the error is %.9g, but NaN is right", name,
               got);
    } else {
        expect(fabs(got - want) <= 1e-6 * want,
               "%s: the error is %.9g, but %.9g is right", name, got, want);
    }
    expect_equal((long long)worst, (long long)want_worst, "%s: worst", name);
}

Test(gradient_check, by_hand)
{
    const float a[] = {1, -4, 2}, b[] = {1, -5, 2};
    expect_error(a, b, 3, 0.2, 1, "of (1, -4, 2) and (1, -5, 2)");
    expect_error(b, a, 3, 0.2, 1, "of (1, -5, 2) and (1, -4, 2)");
    expect_error(a + 1, b + 1, 1, 0.2, 0, "of (-4) and (-5)");
}

/* One number of 100 is wrong by one part in a hundred. */
Test(gradient_check, one_percent_shows)
{
    enum { N = 100 };
    for (size_t place = 0; place < N; place += 33) {
        float a[N], b[N];
        for (int i = 0; i < N; i++) {
            a[i] = b[i] = i % 2 == 0 ? 2e-4f : -1e-4f;
        }
        a[place] = 0.5f;
        b[place] = 0.495f;
        expect_error(a, b, N, (0.5 - (double)b[place]) / 0.5, place,
                     "of 0.5 and 0.495 among 99 equal pairs");
    }
}

Test(gradient_check, equal_and_zero)
{
    const float zero[] = {0, 0, 0, 0}, a[] = {3, -2};
    expect_error(zero, zero, 4, 0, 0, "of zeros and zeros");
    expect_error(a, a, 2, 0, 0, "of (3, -2) and itself");
}

Test(gradient_check, size_does_not_matter)
{
    const float small_a[] = {1e-8f, 4e-8f}, small_b[] = {1e-8f, 2e-8f};
    const float large_a[] = {1e8f, 4e8f}, large_b[] = {1e8f, 2e8f};
    expect_error(small_a, small_b, 2, 0.5, 1,
                 "of (1, 4) and (1, 2), times 1e-8");
    expect_error(large_a, large_b, 2, 0.5, 1,
                 "of (1, 4) and (1, 2), times 1e8");
}

Test(gradient_check, rounding_is_forgiven)
{
    const float a[] = {1000, 1e-3f, 7}, b[] = {1000, -1e-3f, 7};
    expect_error(a, b, 3, 2e-6, 1,
                 "of (1000, 0.001, 7) and (1000, -0.001, 7)");
}

Test(gradient_check, the_first_of_equals)
{
    const float a[] = {0, 1, 0, 1, 0}, b[] = {0, 2, 0, 0, 0};
    expect_error(a, b, 5, 0.5, 1, "of (0, 1, 0, 1, 0) and (0, 2, 0, 0, 0)");
}

Test(gradient_check, not_a_number)
{
    const float a[] = {1, 9, NAN, 5}, b[] = {1, 2, 3, 5},
                c[] = {NAN, 0, 0, 0};
    expect_error(a, b, 4, NAN, 2, "of (1, 9, NaN, 5) and (1, 2, 3, 5)");
    expect_error(b, a, 4, NAN, 2, "of (1, 2, 3, 5) and (1, 9, NaN, 5)");
    expect_error(a, c, 4, NAN, 0, "of (1, 9, NaN, 5) and (NaN, 0, 0, 0)");
}
