// # Logic gates
//
// An AND gate answers 1 if both of its inputs are 1. **Which numbers turn a
// perceptron into a gate, and how many kinds of gate can one perceptron be?**
//
// *Predict first.* The AND gate below has the weights 0.5 and 0.5 and the bias
// $-0.7$. You may change one of the three numbers to make it an OR gate, which
// answers 1 if at least one input is 1. Which one do you change, and to what?
//
// *Answer.* The bias. Any number above $-0.5$ and not above 0 will do. With $-0.2$
// a single 1 gives $-0.2 + 0.5 = 0.3$, which is above zero, and two zeros give
// $-0.2$, which is not. The run has a column for each of the three numbers, one for
// $-b$, and four for the answers: {run: gate } and below it {run: OR }.
#include <stdio.h>

#include "perceptron.h"
#include "system/options.h"
#include "system/way.h"

// ## One structure, three gates
//
// A gate can be asked four questions. The four answers together are its **truth
// table** (真值表). Some books write the rule with a **threshold** $\theta$ (阈值):
// the answer is 1 if $w_1 x_1 + w_2 x_2 > \theta$. This is the same rule, with
// $\theta$ moved to the other side: $b = -\theta$.
static void print_gate(const char *name, Perceptron p)
{
    printf("%-5s %5.1f %5.1f %5.1f %6.1f   ", name, p.w1, p.w2, p.b, -p.b);
    for (int x1 = 0; x1 <= 1; x1++) {
        for (int x2 = 0; x2 <= 1; x2++) {
            printf(" %5d", perceptron(p, x1, x2));
        }
    }
    putchar('\n');
}

// ## A gate of gates
//
// XOR needs two layers. The first holds two neurons, the second one:
//
// ```text example
// x1 ──┬── NAND ── s1 ──┐
//      │                AND ── y
// x2 ──┴── OR ──── s2 ──┘
// ```
static void print_xor(void)
{
    printf("\n x1 x2   s1 = NAND   s2 = OR   y = s1 AND s2\n");
    for (int x1 = 0; x1 <= 1; x1++) {
        for (int x2 = 0; x2 <= 1; x2++) {
            printf("%3d%3d %11d %9d %15d\n", x1, x2,
                   perceptron(nand_gate, x1, x2), perceptron(or_gate, x1, x2),
                   xor_of_layers(x1, x2));
        }
    }
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Makes the gates AND, NAND, OR and XOR of perceptrons.",
                  NULL, 0);
    printf("gate     w1    w2     b  theta    (0,0) (0,1) (1,0) (1,1)\n");
    print_gate("AND", and_gate);
    print_gate("NAND", nand_gate);
    print_gate("OR", or_gate);
    print_xor();
    return way_on(&options);
}

// ## What came out
//
// The three gates share one structure and one line of code; only the numbers
// differ. From AND to OR it is the bias that changes: with $b = -0.2$ a single
// 1 is enough, because $-0.2 + 0.5 = 0.3$ is above zero.
//
// In the second table, read the columns from left to right. Neither $s_1$ nor $s_2$
// is XOR, but the AND of both columns is.
//
// How many kinds of gate can one perceptron be? Four answers of 0 or 1 make
// $2^4 = 16$ truth tables. One perceptron can answer 14 of them, as
// [an exercise](exercises/separable/skeleton.c) counts. The two others are XOR
// and its opposite, and [boundary](boundary.c) shows why.
//
// **Try it.** In [perceptron.c](perceptron.c), give AND the bias $-1.1$. Say
// first what each of the four answers becomes.
//
// **Check yourself.** AND answers correctly with $b = -0.7$, and also with
// $-0.6$ and $-0.9$. Between which two numbers may the bias of this AND lie?
//
// *Answer.* The sum of two ones, $0.5 + 0.5 + b$, must be above 0, so $b$ is
// above $-1$. The sum with a single one, $0.5 + b$, must not be above 0, so
// $b$ is at most $-0.5$. It lies between $-1$, which is excluded, and $-0.5$.
