// # Multiply and add
//
// A network is built of thousands of multiplications and additions. **What
// does one of them do with a gradient?** If we know it for one, we know it for
// all: every node looks only at its own inputs and output.
//
// Both nodes have the same two verbs. *forward* takes the inputs and gives the
// output. *backward* takes the gradient of the output, called `dout`, and gives
// the gradients of the inputs. The nodes around them know no more than this
// common interface (层的共通接口). Later [every layer](../common/layers/layer.c) of a
// network has it.
#include "naive_layers.h"

// ## The multiplication
//
// Two apples at 100 yen each cost $2 \cdot 100 = 200$. If the price of an apple
// rises by 1, the product rises by 2, the number of apples. If there is one apple
// more, it rises by 100, the price. A `MulLayer` is a struct with room for these
// two numbers, `x` and `y`.
double mul_forward(MulLayer *layer, double x, double y)
{
    layer->x = x;
    layer->y = y;
    return x * y;
}

// So each factor's slope is the *other* factor. The chain rule multiplies it by the
// gradient that comes back. Because the two factors change places (翻转值), the node
// must remember both of them. With $L$ for the number at the end of the graph:
//
// $$ \frac{\partial L}{\partial x} = \frac{\partial L}{\partial (xy)} \cdot y,
//    \qquad
//    \frac{\partial L}{\partial y} = \frac{\partial L}{\partial (xy)} \cdot x $$
//
// There are two results, and a function of C returns only one. So the caller says where
// to put them: `mul_backward(&node, 1.1, &dx, &dy)` writes the two gradients into the
// caller's `dx` and `dy`, and `*dx` is the number at that place.
void mul_backward(const MulLayer *layer, double dout, double *dx, double *dy)
{
    *dx = dout * layer->y;
    *dy = dout * layer->x;
}

// ## The addition
//
// In $200 + 450 = 650$, if one of the two terms rises by 1, the sum rises by 1.
// Both slopes are $1$, and the gradient passes on unchanged, to both sides.
double add_forward(double x, double y) { return x + y; }

void add_backward(double dout, double *dx, double *dy)
{
    *dx = dout;
    *dy = dout;
}

// ## Side by side
//
// The addition (加法层) passes the gradient on; the multiplication (乘法层) swaps
// its inputs and multiplies. Only the second must remember what went through
// it forward. [buy_apple](buy_apple.c) and
// [buy_apple_orange](buy_apple_orange.c) are made of these two nodes and
// nothing else.
//
// **Try it.** Write a node for the difference $x - y$. What does it pass back to
// its second input?
//
// **Check yourself.** A number goes into two nodes at once. Two gradients come
// back to it. What must be done with them? Let the number rise by 1, and ask how
// much the end changes through the one node, and how much through the other.
//
// *Answer.* They are added. If the number rises by 1, the end changes through
// both nodes, and it changes by the sum of the two.
