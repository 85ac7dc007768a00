/* caught-by: mul_node/apples mul_node/zero_and_negative */
#include "ch05.h"

void my_mul_node(float x, float y, float dout, float *dx, float *dy)
{
    *dx = y;
    *dy = x;
}
