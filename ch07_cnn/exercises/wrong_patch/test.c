#include "ch07.h"
#include "exercise_test.h"

EXERCISE(wrong_patch);

enum { N = 300, SIZE = 10, LINE = 6 };

/* Images of noise, with a line that lies (0) or stands (1). */
static void draw(float *x, uint8_t *t, uint64_t *seed)
{
    fill_with_noise(x, N * SIZE * SIZE, seed);
    for (int n = 0; n < N; n++) {
        float *image = x + n * SIZE * SIZE;
        const int along = (int)((noise(seed) + 1) / 2 * (SIZE - LINE)),
                  across = (int)((noise(seed) + 1) / 2 * SIZE);
        t[n] = noise(seed) > 0;
        for (int i = along; i < along + LINE; i++) {
            image[t[n] ? i * SIZE + across : across * SIZE + i] += 2;
        }
    }
}

static float trained(uint64_t seed)
{
    static float x[N * SIZE * SIZE];
    struct finder net = {.b = 0};
    uint8_t t[N];
    draw(x, t, &seed);
    fill_with_noise(net.w[0], 4 * 9, &seed);
    fill_with_noise(net.v, 4, &seed);
    return my_wrong_patch(&net, x, t, N, SIZE, SIZE, 40);
}

Test(wrong_patch, lines)
{
    for (uint64_t seed = 3; seed <= 5; seed++) {
        const float right = trained(seed);
        expect_mended(right > 0.9f,
                      "seed %d: it knows %.0f of 100 lines, but more than 90 "
                      "are expected",
                      (int)seed, 100 * (double)right);
    }
}

Test(wrong_patch, few_changes) { expect_few_changes(4); }
