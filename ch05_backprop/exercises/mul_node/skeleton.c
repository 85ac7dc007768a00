// # Exercise: back through a product
//
// Two apples at 100 yen each cost 200 yen, and then a tax of 10 % is added. **By
// how much does the sum to pay change if a factor of a product changes by 1?** If
// the price rises by 1, the product rises by 2. Each yen of the product adds 1.1 to
// the sum to pay. So one more yen of price costs $1.1 \cdot 2 = 2.2$ yen, and one
// more apple $1.1 \cdot 100 = 110$ yen.
//
// A node of a graph does this for its two inputs $x$ and $y$. From behind
// comes $dout$, the gradient of its product. By the chain rule (链式法则):
//
// $$ dx = dout \cdot \frac{\partial (xy)}{\partial x}, \qquad
//    dy = dout \cdot \frac{\partial (xy)}{\partial y} $$
//
// All five are single numbers.
#include "ch05.h"

void my_mul_node(float x, float y, float dout, float *dx, float *dy)
{
    YOUR_CODE_HERE();
}
