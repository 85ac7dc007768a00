#include "ch02.h"
#include "exercise_test.h"

EXERCISE(full_adder);

static void add(int i, int *sum, int *cout)
{
    *sum = *cout = -1; /* shows what is not written */
    my_full_adder(i >> 2, i >> 1 & 1, i & 1, sum, cout);
}

Test(full_adder, sum_of_all_eight)
{
    for (int i = 0; i < 8; i++) {
        int sum, cout;
        add(i, &sum, &cout);
        expect_equal(sum, ((i >> 2) + (i >> 1 & 1) + (i & 1)) % 2,
                     "the sum of %d + %d + %d", i >> 2, i >> 1 & 1, i & 1);
    }
}

Test(full_adder, carry_of_all_eight)
{
    for (int i = 0; i < 8; i++) {
        int sum, cout;
        add(i, &sum, &cout);
        expect_equal(cout, ((i >> 2) + (i >> 1 & 1) + (i & 1)) / 2,
                     "the carry of %d + %d + %d", i >> 2, i >> 1 & 1, i & 1);
    }
}

Test(full_adder, eight_columns)
{
    const int a = 0xa7, b = 0x5e;
    int total = 0, carry = 0;
    for (int i = 0; i < 8; i++) {
        int digit = -1, next = -1;
        my_full_adder(a >> i & 1, b >> i & 1, carry, &digit, &next);
        total += digit << i;
        carry = next;
    }
    expect_equal(total + (carry << 8), a + b, "167 + 94 in eight columns");
}
