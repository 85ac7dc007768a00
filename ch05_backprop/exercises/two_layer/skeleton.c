// # Exercise: back through a network
//
// You know the way back through each kind of layer. **How do its layers give the
// gradients of a whole network?** First all layers forwards:
//
// $$ \begin{aligned} z &= \mathrm{sigmoid}(x W_1 + b_1)
//    \\ y &= \mathrm{softmax}(z W_2 + b_2) \end{aligned} $$
//
// Then all layers in the reverse order. Each takes the gradient of its
// output, and hands the gradient of its input to the layer before it.
//
// Take one input, one hidden neuron and two classes: $x = 3$, with
// $W_1 = b_1 = 0$, $W_2 = (2, {-2})$ and $b_2 = ({-1}, 1)$. Forward,
// $z = 0.5$, both scores are 0, and $y = (0.5, 0.5)$. If class 0 is right,
// the gradient of the scores is $({-0.5}, 0.5)$. So
// $dW_2 = ({-0.25}, 0.25)$, and $z$ gets
// $-0.5 \cdot 2 + 0.5 \cdot (-2) = -2$. Through the sigmoid pass
// $-2 \cdot 0.25 = -0.5$, and $dW_1 = 3 \cdot (-0.5) = -1.5$.
//
// `struct two_layer` in `ch05.h` has the weights, places for their gradients,
// and rooms for what lies between. Six functions without `my_` stand there,
// too: they are ready. Only the four gradients are asked for, `dw1`, `db1`,
// `dw2` and `db2`. $x$ has the shape $(batch, in)$, $t$ $(batch)$.
#include "ch05.h"

void my_two_layer(struct two_layer *net, const float *x, const uint8_t *t,
                  size_t batch)
{
    YOUR_CODE_HERE();
}
