// # Exercise: back through a layer
//
// Forward, a layer makes $y = xW + b$. From behind comes $dout$, the gradient
// of $y$. **How much does each input, each weight and each bias matter?** Ask
// for each of them which outputs it reaches, and how.
//
// Take $x = (1, 2)$,
// $W = \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}$ and
// $dout = (2, 0, {-1})$. The input 2 reaches the three outputs through 2, 4
// and 6, so its gradient is $2 \cdot 2 + 4 \cdot 0 - 6 \cdot 1 = -2$. The
// weight 6 carries the input 2 to the third output, so its gradient is
// $2 \cdot (-1) = -2$. The bias of the third output reaches it as it is, and
// its gradient is $-1$. In letters:
//
// $$ dx = dout\,W^\top, \qquad dW = x^\top dout $$
//
// A bias, like a weight, serves all examples of a batch. What each of them
// says about it is added up.
//
// $x$ and $dx$ have the shape $(batch, in)$, $W$ and $dW$ $(in, out)$, $db$
// $(out)$, and $dout$ $(batch, out)$. Whatever stood in the three results
// before has no influence.
#include "ch05.h"

void my_affine_backward(const float *x, const float *w, const float *dout,
                        float *dx, float *dw, float *db, size_t batch,
                        size_t in, size_t out)
{
    YOUR_CODE_HERE();
}
