/* caught-by: mul_node/apples */
#include "ch05.h"

void my_mul_node(float x, float y, float dout, float *dx, float *dy)
{
    *dx = dout;
    *dy = dout;
}
