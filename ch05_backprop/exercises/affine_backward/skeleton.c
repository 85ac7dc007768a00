// # Exercise: back through a layer
//
// Forward, a layer makes $y = xW + b$. From behind comes $dout$, the gradient of
// $y$. **How much do each input, weight and bias of an affine layer matter to the
// loss?** Ask for each of them which outputs it reaches, and how.
//
// Take $x = (5, 7)$,
// $W = \begin{pmatrix} 1 & 0 & 2 \\ 3 & 1 & 0 \end{pmatrix}$ and
// $dout = (1, 2, {-1})$. The input 7 reaches the three outputs through 3, 1
// and 0, so its gradient is $3 \cdot 1 + 1 \cdot 2 - 0 \cdot 1 = 5$. The
// weight 2 brings the input 5 to the third output, so its gradient is
// $5 \cdot (-1) = -5$. The bias of the third output reaches it as it is, and
// its gradient is $-1$. Write $dx$ and $dW$ as products of matrices: their
// shapes say which one is transposed.
//
// A bias, like a weight, serves all examples of a batch. What each of them
// says about it is added up.
//
// $x$ and $dx$ have the shape $(batch, in)$, $W$ and $dW$ $(in, out)$, $db$
// $(out)$, and $dout$ $(batch, out)$. Whatever was in the three results
// before has no influence.
#include "ch05.h"

void my_affine_backward(const float *x, const float *w, const float *dout,
                        float *dx, float *dw, float *db, size_t batch,
                        size_t in, size_t out)
{
    YOUR_CODE_HERE();
}
