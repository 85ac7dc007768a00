/** @file ch02.h
 *  The functions that the exercises of chapter 2 ask for. An answer of a gate
 * is 0 or 1. */
#ifndef CH02_H
#define CH02_H

#include "exercise.h"

/** The answer of a perceptron with the n weights w and the bias b to x. */
int my_perceptron(const float *w, float b, const float *x, size_t n);

/** The gates that one perceptron can be. */
enum gate { GATE_AND, GATE_OR, GATE_NAND };

/** Weights and a bias with which a perceptron answers like gate g. */
void my_gate_params(enum gate g, float w[2], float *b);

/** Three gates that are there already; a and b are 0 or 1. */
int gate_and(int a, int b);
int gate_or(int a, int b);
int gate_nand(int a, int b);

/** 1 if exactly one of a and b is 1; built of the three gates above. */
int my_xor_gate(int a, int b);

/** The two binary digits of a + b + cin: sum on the right, cout on the left.
 */
void my_full_adder(int a, int b, int cin, int *sum, int *cout);

/** Let a perceptron with the d weights w and the bias b learn the n answers t
 * to the rows of x (n, d), with the rate lr, for at most max rounds. Returns
 * the number of rounds with a mistake. */
size_t my_perceptron_train(float *w, float *b, const float *x, const int *t,
                           size_t n, size_t d, float lr, size_t max);

/** 1 if one perceptron can answer t[0] to (0, 0), t[1] to (0, 1), t[2] to (1,
 * 0) and t[3] to (1, 1), and else 0. */
int my_separable(const int t[4]);

#endif
