#include "ch04.h"
#include "exercise_test.h"

EXERCISE(batch);

enum { UNTOUCHED = 999, ROOM = 12 };

/* Ask for one batch and compare it, and the places behind it, with want. */
static void expect_batch(struct batcher *b, const uint32_t *want,
                         size_t count, const char *name)
{
    uint32_t out[ROOM];
    for (int i = 0; i < ROOM; i++) {
        out[i] = UNTOUCHED;
    }
    expect_equal((long long)my_next_batch(b, out), (long long)count,
                 "%s: the number of examples", name);
    for (size_t i = 0; i < ROOM; i++) {
        expect_equal(out[i], i < count ? want[i] : UNTOUCHED,
                     "%s: out[%zu]%s", name, i,
                     i < count
                         ? out[i] == UNTOUCHED
                               ? ", where 999 stood before and nobody wrote,"
                               : ""
                         : ", which is behind the batch and was 999 before,");
    }
}

Test(batch, seven_by_three)
{
    const uint32_t order[] = {4, 2, 6, 0, 5, 1, 3};
    struct batcher b = {order, 7, 3, 0};
    expect_batch(&b, order, 3, "the first batch of 7 by 3");
    expect_batch(&b, order + 3, 3, "the second batch of 7 by 3");
    expect_batch(&b, order + 6, 1, "the last batch of 7 by 3");
}

Test(batch, a_new_epoch_begins)
{
    const uint32_t order[] = {4, 2, 0, 3, 1};
    struct batcher b = {order, 5, 2, 0};
    for (int epoch = 0; epoch < 3; epoch++) {
        expect_batch(&b, order, 2, "the first batch of 5 by 2");
        expect_batch(&b, order + 2, 2, "the second batch of 5 by 2");
        expect_batch(&b, order + 4, 1, "the last batch of 5 by 2");
    }
}

Test(batch, no_empty_batch)
{
    const uint32_t order[] = {3, 1, 0, 2};
    struct batcher b = {order, 4, 2, 0};
    expect_batch(&b, order, 2, "the first batch of 4 by 2");
    expect_batch(&b, order + 2, 2, "the last batch of 4 by 2");
    expect_batch(&b, order, 2, "the first batch of the next epoch");
}

Test(batch, larger_than_all)
{
    const uint32_t order[] = {1, 0, 2};
    struct batcher b = {order, 3, 10, 0};
    expect_batch(&b, order, 3, "the only batch of 3 by 10");
    expect_batch(&b, order, 3, "the same in the next epoch");
}
