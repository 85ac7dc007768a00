#include "perceptron.h"

#include <criterion/criterion.h>

Test(perceptron, gates_answer_by_their_tables)
{
    static const struct {
        const Perceptron *gate;
        int wanted[4];
    } cases[] = {{&and_gate, {0, 0, 0, 1}},
                 {&nand_gate, {1, 1, 1, 0}},
                 {&or_gate, {0, 1, 1, 1}}};
    static const int exclusive[] = {0, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
        for (int g = 0; g < 3; g++) {
            const int y = perceptron(*cases[g].gate, i / 2, i % 2);
            cr_assert(y == cases[g].wanted[i], "gate %d says %d to %d, %d", g,
                      y, i / 2, i % 2);
        }
        const int y = xor_of_layers(i / 2, i % 2);
        cr_assert(y == exclusive[i], "XOR says %d to %d, %d", y, i / 2,
                  i % 2);
    }
}

/* "Above zero", and not "at least zero". */
Test(perceptron, a_sum_of_zero_does_not_fire)
{
    const Perceptron p = {2, -1, -3};
    cr_assert(perceptron(p, 2, 1) == 0, "0 fires");
    cr_assert(perceptron(p, 2, 0.5) == 1, "0.5 does not fire");
    cr_assert(perceptron(p, 1, -1) == 0, "0 fires");
    cr_assert(perceptron(p, 0, 0) == 0, "-3 fires");
}
