/** @file naive_layers.h
 *  @ingroup ch05
 *  Backpropagation for single numbers: the two smallest layers there are.
 *  Each remembers in forward what the chain rule asks of it in backward. */
#ifndef NAIVE_LAYERS_H
#define NAIVE_LAYERS_H

/** A node that multiplies, and the two numbers it last multiplied. */
typedef struct {
    double x; /**< the left factor */
    double y; /**< the right factor */
} MulLayer;

/** The product x * y; layer remembers both factors. */
double mul_forward(MulLayer *layer, double x, double y);

/** From dout, the gradient of layer's product, to dx and dy, those of its
 *  factors. */
void mul_backward(const MulLayer *layer, double dout, double *dx, double *dy);

/** The sum x + y. There is nothing to remember. */
double add_forward(double x, double y);

/** From dout, the gradient of a sum, to dx and dy, those of its terms. */
void add_backward(double dout, double *dx, double *dy);

#endif
