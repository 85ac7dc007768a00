#include "ch07.h"
#include "exercise_test.h"

#include <string.h>

EXERCISE(ring);

enum { MOST = 6, NUMBERS = 24 };

/* All ranks, side by side. */
struct world {
    size_t ranks, n;
    float *x[MOST], *letter[MOST];
    double want[NUMBERS];
    size_t length[MOST], sent[MOST];
};

static struct world begin(size_t ranks, size_t n)
{
    struct world w = {.ranks = ranks, .n = n};
    uint64_t seed = ranks + n;
    for (size_t rank = 0; rank < ranks; rank++) {
        float numbers[NUMBERS];
        fill_with_noise(numbers, n, &seed);
        w.x[rank] = guarded(numbers, n);
        w.letter[rank] = blank(n);
        for (size_t i = 0; i < n; i++) {
            w.want[i] += numbers[i];
        }
    }
    return w;
}

/* Every rank makes the step, and then all letters go on. */
static void go(struct world *w, size_t step)
{
    for (size_t rank = 0; rank < w->ranks; rank++) {
        w->length[rank] =
            my_ring(w->x[rank], w->letter[rank], w->n, rank, w->ranks, step);
        w->sent[rank] += w->length[rank];
        expect(w->length[rank] <= w->n,
               "step %zu: rank %zu sends %zu numbers, but has %zu", step,
               rank, w->length[rank], w->n);
        expect_guard(w->letter[rank], w->n, "letter");
    }
    float *last = w->letter[w->ranks - 1];
    memmove(w->letter + 1, w->letter, (w->ranks - 1) * sizeof *w->letter);
    w->letter[0] = last;
}

static struct world all_steps(size_t ranks, size_t n)
{
    struct world w = begin(ranks, n);
    for (size_t step = 0; step <= 2 * (ranks - 1); step++) {
        go(&w, step);
    }
    return w;
}

static void expect_sums(const struct world *w)
{
    for (size_t rank = 0; rank < w->ranks; rank++) {
        for (size_t i = 0; i < w->n; i++) {
            expect_near(w->x[rank][i], w->want[i], 1e-5,
                        "%zu ranks, %zu numbers: number %zu of rank %zu",
                        w->ranks, w->n, i, rank);
        }
        expect_guard(w->x[rank], w->n, "x");
    }
}

/* 1, 2 and 10, 20 are 11, 22 for both. */
Test(ring, two_ranks_by_hand)
{
    float *x[] = {guarded((float[]){1, 2}, 2), guarded((float[]){10, 20}, 2)};
    float *a = blank(2), *b = blank(2);
    expect_equal((long long)my_ring(x[0], a, 2, 0, 2, 0), 1,
                 "step 0, rank 0: numbers in the letter");
    expect_near(a[0], 1, 0, "step 0: the letter of rank 0");
    expect_equal((long long)my_ring(x[1], b, 2, 1, 2, 0), 1,
                 "step 0, rank 1: numbers in the letter");
    expect_near(b[0], 20, 0, "step 0: the letter of rank 1");
    my_ring(x[0], b, 2, 0, 2, 1);
    expect_near(b[0], 22, 0, "step 1: the letter of rank 0");
    my_ring(x[1], a, 2, 1, 2, 1);
    expect_near(a[0], 11, 0, "step 1: the letter of rank 1");
    expect_equal((long long)my_ring(x[0], a, 2, 0, 2, 2), 0,
                 "step 2, the last: numbers in the letter");
    my_ring(x[1], b, 2, 1, 2, 2);
    for (int rank = 0; rank < 2; rank++) {
        expect_all_near(x[rank], (float[]){11, 22}, 2, 0, "the sum");
    }
    /* 2^64 is no multiple of 3. */
    float *of_three = guarded((float[]){1, 2, 3}, 3), *letter = blank(3);
    my_ring(of_three, letter, 3, 2, 3, 0);
    expect_near(letter[0], 3, 0, "step 0: the letter of rank 2");
}

Test(ring, everyone_has_the_sum)
{
    for (size_t ranks = 2; ranks <= MOST; ranks++) {
        const struct world w = all_steps(ranks, 2 * ranks);
        expect_sums(&w);
    }
}

/* 7 numbers for 4 ranks; and fewer numbers than ranks. */
Test(ring, pieces_may_differ)
{
    const size_t numbers[] = {7, 1, 5, 23};
    for (int i = 0; i < 4; i++) {
        const struct world w = all_steps(4, numbers[i]);
        expect_sums(&w);
    }
}

Test(ring, alone_there_is_nothing_to_send)
{
    const struct world w = all_steps(1, 5);
    expect_sums(&w);
    expect_equal((long long)w.sent[0], 0, "numbers sent");
}

/* No rank sends more than the others. */
Test(ring, everyone_sends_as_little_as_possible)
{
    for (size_t ranks = 2; ranks <= 6; ranks++) {
        const struct world w = all_steps(ranks, 3 * ranks);
        for (size_t rank = 0; rank < ranks; rank++) {
            expect_equal((long long)w.sent[rank],
                         (long long)(6 * (ranks - 1)),
                         "%zu ranks, %zu numbers: sent by rank %zu", ranks,
                         3 * ranks, rank);
        }
    }
}
