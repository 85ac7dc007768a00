/** @file perceptron.h
 *  @ingroup ch02
 *  A neuron that answers with 0 or 1, and three sets of numbers that make a
 *  logic gate of it. F. Rosenblatt, "The perceptron", Psychological Review 65,
 *  1958. */
#ifndef PERCEPTRON_H
#define PERCEPTRON_H

/** The parameters of a neuron with two inputs. */
typedef struct {
    double w1; /**< the weight of the first input */
    double w2; /**< the weight of the second */
    double b;  /**< the bias */
} Perceptron;

/** The answer of p to the inputs x1 and x2: 1 if b + w1 x1 + w2 x2 > 0, and
 *  else 0. */
int perceptron(Perceptron p, double x1, double x2);

/** 1 only for 1 and 1. */
extern const Perceptron and_gate;

/** 0 only for 1 and 1. */
extern const Perceptron nand_gate;

/** 0 only for 0 and 0. */
extern const Perceptron or_gate;

/** 1 if x1 and x2, each 0 or 1, differ: two layers of perceptrons. */
int xor_of_layers(int x1, int x2);

#endif
