// # Exercise: back through softmax and the loss
//
// A network says how likely each class is, and one class is right. **In which
// direction should the scores of a network change?** Down by as much probability as
// a wrong class has, and up by as much as the right class lacks to 1. A descent
// subtracts the gradient, so the gradient has the opposite signs. The loss is the mean over the batch, so each example has only
// its share of the gradient.
//
// For one example with $y = (0.2, 0.7, 0.1)$, in which class 0 is right,
// $dx = ({-0.8}, 0.7, 0.1)$. If it is one of two examples, $dx$ is half as
// large.
//
// $y$ and $dx$ have the shape $(batch, classes)$. $t$ $(batch)$ holds the
// *number* of the right class.
#include "ch05.h"

void my_softmax_loss_backward(const float *y, const uint8_t *t, float *dx,
                              size_t batch, size_t classes)
{
    YOUR_CODE_HERE();
}
