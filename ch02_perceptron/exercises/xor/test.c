/* may-call: gate_and gate_or gate_nand */
#include "ch02.h"
#include "exercise_test.h"

EXERCISE(xor);

/* In this test the gates can be broken: then an answer that is built of them
   breaks, too. */
static int broken;

int gate_and(int a, int b) { return !broken && a && b; }
int gate_or(int a, int b) { return !broken && (a || b); }
int gate_nand(int a, int b) { return !broken && !(a && b); }

Test(xor, table)
{
    for (int i = 0; i < 4; i++) {
        expect_equal(my_xor_gate(i / 2, i % 2), i == 1 || i == 2,
                     "the answer to (%d, %d)", i / 2, i % 2);
    }
}

Test(xor, built_of_gates)
{
    int answers[2];
    for (broken = 0; broken < 2; broken++) {
        answers[broken] = my_xor_gate(1, 0);
    }
    expect(answers[0] != answers[1],
           "with gates that always say 0 the answer to (1, 0) is still %d: "
           "it does not come from the gates",
           answers[1]);
}
