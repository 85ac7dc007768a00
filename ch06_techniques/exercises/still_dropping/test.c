#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(still_dropping);

enum { D = 40, LEARNT = 2000, N = 3000 };

static size_t draws;

float random_uniform(uint64_t *rng)
{
    draws++;
    return (noise(rng) + 1) / 2;
}

/* Each number of an example says a little about its class; all of them
   together nearly everything. */
static float share(struct dropping *net, uint64_t seed)
{
    float *x = blank(N * D);
    uint8_t t[N];
    fill_with_noise(x, N * D, &seed);
    for (int n = 0; n < N; n++) {
        t[n] = noise(&seed) > 0;
        for (int i = 0; i < D; i++) {
            x[n * D + i] += t[n] ? 0.17f : -0.17f;
        }
    }
    draws = 0;
    return my_still_dropping(net, x, t, LEARNT, N);
}

static struct dropping network(uint64_t *rng)
{
    static const float zeros[D];
    return (struct dropping){.w = guarded(zeros, D),
                             .read = blank(D),
                             .d = D,
                             .p = 0.5f,
                             .rng = rng};
}

Test(still_dropping, unseen)
{
    uint64_t rng = 1;
    struct dropping net = network(&rng);
    const float right = share(&net, 2);
    expect_mended(right >= 0.93f,
                  "it is right in %.1f of 100 cases, but more than 93 are "
                  "expected",
                  100 * (double)right);
}

Test(still_dropping, drops_while_it_learns)
{
    uint64_t rng = 3;
    struct dropping net = network(&rng);
    share(&net, 4);
    expect(draws >= (size_t)LEARNT * D,
           "while it learnt %d examples of %d numbers, it has drawn %zu "
           "times, but %d is right",
           LEARNT, D, draws, LEARNT * D);
}

Test(still_dropping, keeps_p)
{
    uint64_t rng = 5;
    struct dropping net = network(&rng);
    share(&net, 6);
    expect_near(net.p, 0.5, 0, "afterwards, p");
    const float right = share(&net, 7);
    expect(right >= 0.93f,
           "the second time it is right in %.1f of 100 cases, but more than "
           "93 are expected",
           100 * (double)right);
}

Test(still_dropping, few_changes) { expect_few_changes(8); }
