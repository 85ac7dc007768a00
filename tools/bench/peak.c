/* peak - how many thousand million multiplications and additions a second (GFLOP/s) one
 * thread of this processor can do at all: fused multiply-adds on vectors that never
 * leave their registers, and so many of them that none waits for another. No product of
 * matrices can be faster, because it has to fetch its numbers. It is compiled for the
 * very processor that it runs on. */
#include <math.h>
#include <stdio.h>

#include "ground/base.h"
#include "ground/timing.h"

#if defined __AVX512F__
enum { BYTES = 64 };
#elif defined __AVX__
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif
enum { LANES = BYTES / sizeof(float), CHAINS = 12, STEPS = 2000000 };
typedef float Vector __attribute__((vector_size(BYTES)));

/* Each chain comes close to 1. They begin at different numbers, and their sum is used,
 * so that nothing may be left out. */
static float run_chains(void)
{
    Vector chains[CHAINS], sum = {0};
    const Vector half = sum + 0.5F;
    for (int i = 0; i < CHAINS; i++) {
        chains[i] = sum + (float)i;
    }
    for (int step = 0; step < STEPS; step++) {
        for (int i = 0; i < CHAINS; i++) {
            chains[i] = chains[i] * half + half;
        }
    }
    for (int i = 0; i < CHAINS; i++) {
        sum += chains[i];
    }
    return sum[0];
}

/* The best of many: what disturbs makes them only slower. */
int main(void)
{
    double best = 0;
    for (int round = 0; round < 12; round++) {
        const double start = timing_now();
        const float sum = run_chains();
        const double seconds = timing_now() - start;
        CHECK(sum == CHAINS, "the chains end at %g", (double)sum);
        best = fmax(best, 2e-9 * LANES * CHAINS * STEPS / seconds);
    }
    printf("%.0f\n", best);
    return EXIT_OK;
}
