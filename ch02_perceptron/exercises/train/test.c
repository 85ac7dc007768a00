#include "ch02.h"
#include "exercise_test.h"

EXERCISE(train);

static const float corners[] = {0, 0, 0, 1, 1, 0, 1, 1};

static int mistakes(const float *w, float b, const float *x, const int *t,
                    size_t n, size_t d)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) {
        float sum = b;
        for (size_t j = 0; j < d; j++) {
            sum += w[j] * x[i * d + j];
        }
        count += (sum > 0) != t[i];
    }
    return count;
}

/* From zero, with the rate 1, all numbers stay whole: they can be computed by
   hand, and no rounding decides. */
Test(train, one_round_by_hand)
{
    const int t[] = {1, 0, 0, 1};
    const float want[] = {1, 0};
    float *w = guarded((float[]){0, 0}, 2), b = 0;
    expect_equal((long long)my_perceptron_train(w, &b, guarded(corners, 8), t,
                                                4, 2, 1, 1),
                 1, "the number of rounds with a mistake, with max = 1,");
    expect_all_near(w, want, 2, 0, "after one round, w");
    expect_near(b, 1, 0, "after one round, b");
}

Test(train, learns_what_a_line_can_part)
{
    static const int tables[][4] = {
        {0, 0, 0, 1}, {0, 1, 1, 1}, {1, 1, 1, 0}, {1, 0, 0, 0}};
    for (int i = 0; i < 4; i++) {
        float w[2] = {0, 0}, b = 0;
        const size_t rounds =
            my_perceptron_train(w, &b, corners, tables[i], 4, 2, 0.5f, 100);
        expect(rounds > 0 && rounds < 100,
               "table %d: it says %zu rounds with a mistake, but 1 to 99 is "
               "right",
               i, rounds);
        expect_equal(mistakes(w, b, corners, tables[i], 4, 2), 0,
                     "table %d: the mistakes after learning", i);
    }
}

Test(train, xor_never_ends)
{
    const int t[] = {0, 1, 1, 0};
    float w[2] = {0, 0}, b = 0;
    expect_equal(
        (long long)my_perceptron_train(w, &b, corners, t, 4, 2, 1, 50), 50,
        "for XOR, with max = 50, the number of rounds with a mistake");
}

Test(train, what_is_right_is_not_touched)
{
    const int t[] = {0, 0, 0, 1};
    const float want[] = {0.5f, 0.5f};
    float *w = guarded(want, 2), b = -0.75f;
    expect_equal(
        (long long)my_perceptron_train(w, &b, corners, t, 4, 2, 1, 10), 0,
        "when AND is known, the number of rounds with a mistake");
    expect_all_near(w, want, 2, 0, "when AND is known, w");
    expect_near(b, -0.75, 0, "when AND is known, b");
}

/* Three inputs, and eleven examples that lie on the two sides of a plane. */
Test(train, three_inputs)
{
    enum { N = 11, D = 3 };
    uint64_t seed = 4;
    float x[N * D];
    int t[N];
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N; i++) {
        const float side = x[i * D] - 2 * x[i * D + 1] + x[i * D + 2] + 0.3f;
        x[i * D] += side > 0 ? 0.5f : -0.5f; /* away from the border */
        t[i] = side > 0;
    }
    float *w = guarded((float[]){0, 0, 0}, D), b = 0;
    const size_t rounds = my_perceptron_train(w, &b, x, t, N, D, 0.1f, 1000);
    expect(
        rounds < 1000,
        "%zu of 1000 rounds had a mistake, but a plane parts these examples",
        rounds);
    expect_equal(mistakes(w, b, x, t, N, D), 0,
                 "the mistakes after learning");
}
