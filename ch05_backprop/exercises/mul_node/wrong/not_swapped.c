/* caught-by: mul_node/apples mul_node/two_nodes_in_a_row */
#include "ch05.h"

void my_mul_node(float x, float y, float dout, float *dx, float *dy)
{
    *dx = dout * x;
    *dy = dout * y;
}
