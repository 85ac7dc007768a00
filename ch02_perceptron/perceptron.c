// # The perceptron
//
// **How can a handful of numbers decide?** A perceptron (感知机) weighs its inputs,
// which are also called signals (信号). Each input $x_i$ is multiplied by a weight
// $w_i$ (权重), which says how much the input matters. The products are added: this
// is the **weighted sum** (加权总和) of the inputs. Then the bias $b$ (偏置) is added as
// well. If the result is above zero, the neuron (神经元) is **activated** (激活): it
// *fires*, and its answer $y$ is 1. If not, the answer is 0.
#include "perceptron.h"

// ## One neuron
//
// With $w_1 = w_2 = 0.5$ and $b = -0.7$, the inputs 1 and 1 give
// $-0.7 + 0.5 + 0.5 = 0.3$, and the answer is 1. The inputs 1 and 0 give
// $-0.7 + 0.5 + 0 = -0.2$, and the answer is 0. The three numbers of a neuron
// are kept in a struct, in this order:
//
// ```c
// typedef struct {
//     double w1; /**< the weight of the first input */
//     double w2; /**< the weight of the second */
//     double b;  /**< the bias */
// } Perceptron;
// ```
//
// A comparison is a number in C: 1 if it is true, and else 0. So the whole neuron
// is one line. In general:
//
// $$ y = \begin{cases}
//    1 & \text{if } b + w_1 x_1 + w_2 x_2 > 0 \\ 0 & \text{else}
//    \end{cases} $$
int perceptron(Perceptron p, double x1, double x2)
{
    return p.b + p.w1 * x1 + p.w2 * x2 > 0;
}

// ## Three gates
//
// The same structure with other numbers is another gate. The braces hold
// $w_1$, $w_2$ and $b$. NAND is "not AND": all three signs are reversed, so a
// sum above 0 becomes one below 0. Other numbers that give the same answers are
// as good as these.
const Perceptron and_gate = {0.5, 0.5, -0.7};
const Perceptron nand_gate = {-0.5, -0.5, 0.7};
const Perceptron or_gate = {0.5, 0.5, -0.2};

// ## Two layers
//
// No choice of weights and bias makes one neuron answer like an **XOR gate**
// (异或门), which says 1 if exactly one input is 1; [boundary](boundary.c) shows
// why. But two layers can do it (多层感知机). XOR is 1 if the inputs are *not both*
// 1 and *at least one* is: an AND of NAND and OR.
int xor_of_layers(int x1, int x2)
{
    const int s1 = perceptron(nand_gate, x1, x2);
    const int s2 = perceptron(or_gate, x1, x2);
    return perceptron(and_gate, s1, s2);
}
