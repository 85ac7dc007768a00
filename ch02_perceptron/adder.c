// # From NAND to a computer
//
// **Can neurons calculate?** Every part of a computer that adds or compares can be
// built of NAND gates, and a NAND gate is a perceptron. So the part of a computer
// that calculates is a network of perceptrons with many layers. Here is a small
// part of it: a machine that adds two numbers of four bits.
//
// *Predict first.* How many perceptrons does it take to add two numbers from 0
// to 15: about 4, about 40, or about 400?
//
// *Answer.* About 40 comes nearest: {run: neurons:}, thirteen for each of the
// four columns.
#include <stdio.h>

#include "perceptron.h"
#include "system/options.h"
#include "system/way.h"

enum { BITS = 4, RANGE = 1 << BITS };

// ## One kind of part
//
// Only this function answers anything by itself. It counts how often it is
// used: each use is one neuron of the machine.
static int nand(int *neurons, int a, int b)
{
    ++*neurons;
    return perceptron(nand_gate, a, b);
}

// ## The half adder
//
// One bit and one bit: $0 + 0 = 00$, $0 + 1 = 01$, $1 + 1 = 10$ in binary. The
// right digit, the *sum*, is XOR; the left one, the *carry* (进位), is AND.
//
// Four NANDs make XOR, and a fifth one makes AND:
//
// ```text example
// a ─┬───────────── NAND left ──┐
//    ├─ NAND both ──┤           NAND sum
// b ─┴───────────── NAND right ─┘
//    both, twice ── NAND carry
// ```
//
// | a | b | both | left | right | sum | carry |
// |---|---|---|---|---|---|---|
// | 0 | 0 | 1 | 1 | 1 | 0 | 0 |
// | 0 | 1 | 1 | 1 | 0 | 1 | 0 |
// | 1 | 0 | 1 | 0 | 1 | 1 | 0 |
// | 1 | 1 | 0 | 1 | 1 | 0 | 1 |
//
// `both` is 0 only if $a$ and $b$ are both 1. So `left` is 0 only if $a$ is 1
// and $b$ is not, and `right` only if $b$ is 1 and $a$ is not. The fourth NAND
// answers 1 if one of these two is 0. A NAND that gets the same bit twice turns
// it round, 0 to 1 and 1 to 0. So a fifth one turns `both` into AND.
typedef struct {
    int sum, carry;
} Bits;

static Bits half_adder(int *neurons, int a, int b)
{
    const int both = nand(neurons, a, b);
    const int left = nand(neurons, a, both);
    const int right = nand(neurons, both, b);
    return (Bits){.sum = nand(neurons, left, right),
                  .carry = nand(neurons, both, both)};
}

// ## The full adder
//
// In every column but the rightmost a carry comes in, too. Two half adders, one
// after the other, add three bits. If the first half adder has a carry, its sum is
// 0, and then the second half adder has no carry. So at most one of the two carries
// $c_1$ and $c_2$ is 1, and an OR joins them. One of them is 1 if not both are 0:
// so OR is the NAND of "not $c_1$" and "not $c_2$".
static Bits full_adder(int *neurons, int a, int b, int carry)
{
    const Bits first = half_adder(neurons, a, b);
    const Bits second = half_adder(neurons, first.sum, carry);
    const int no_first = nand(neurons, first.carry, first.carry);
    const int no_second = nand(neurons, second.carry, second.carry);
    return (Bits){.sum = second.sum,
                  .carry = nand(neurons, no_first, no_second)};
}

// ## Four columns
//
// We add as on paper, from the right to the left, and hand the carry on.
// `a >> i & 1` is the binary digit of $a$ at place $i$, counted from the right.
// `column.sum << i` puts a digit at place $i$.
static int add(int *neurons, int a, int b)
{
    int sum = 0, carry = 0;
    for (int i = 0; i < BITS; i++) {
        const Bits column =
            full_adder(neurons, a >> i & 1, b >> i & 1, carry);
        sum |= column.sum << i;
        carry = column.carry;
    }
    return sum | carry << BITS;
}

static void print_half_adder(void)
{
    int neurons = 0;
    printf(" a  b   carry  sum\n");
    for (int a = 0; a <= 1; a++) {
        for (int b = 0; b <= 1; b++) {
            const Bits bits = half_adder(&neurons, a, b);
            printf("%2d%3d %7d %4d\n", a, b, bits.carry, bits.sum);
        }
    }
}

static void print_binary(const char *name, int number)
{
    printf("%4s ", name);
    for (int i = BITS; i >= 0; i--) {
        putchar('0' + (number >> i & 1));
    }
    printf("  = %2d\n", number);
}

static int count_right(void)
{
    int right = 0, neurons = 0;
    for (int a = 0; a < RANGE; a++) {
        for (int b = 0; b < RANGE; b++) {
            right += add(&neurons, a, b) == a + b;
        }
    }
    return right;
}

int main(int argc, char **argv)
{
    int a = 11, b = 6, neurons = 0;
    const Option extra[] = {{"a", "NUMBER", "the first number, 0 to 15",
                             OPTION_INT, &a, 0, RANGE - 1},
                            {"b", "NUMBER", "the second number, 0 to 15",
                             OPTION_INT, &b, 0, RANGE - 1}};
    Options options;
    options_parse(&options, argc, argv,
                  "Adds two numbers with perceptrons of one kind.", extra, 2);
    print_half_adder();
    putchar('\n');
    const int sum = add(&neurons, a, b);
    print_binary("a", a);
    print_binary("b", b);
    print_binary("sum", sum);
    printf("\nneurons: %d\nright: %d of all %d sums\n", neurons,
           count_right(), RANGE * RANGE);
    return way_on(&options);
}

// ## What came out
//
// Fifty-two neurons add, thirteen in each column, and all 256 sums are right. No
// part knows what an addition is; only the arrangement of the parts adds. The same
// is true of networks: no neuron knows what a digit is.
//
// **Try it.** Run `./ch02/adder --a 15 --b 15`. Say first which five digits
// come out.
//
// **Check yourself.** `full_adder` uses thirteen NANDs; nine are enough. Two
// carries are turned round and then turned round again. Which four NANDs can go?
//
// *Answer.* Each half adder has a NAND that turns `both` round into the carry,
// and the OR at the end has two that turn the two carries back. These four can
// go: the last NAND then gets `both` of each half adder.
