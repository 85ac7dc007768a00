/* caught-by: shapes/conv2 shapes/pool2 shapes/features */
#include "ch07.h"

struct shapes my_shapes(void)
{
    return (struct shapes){
        .conv1 = 32,
        .pool1 = 16,
        .conv2 = 16,
        .pool2 = 8,
        .features = 2048,
        .learnt2 = 4640,
        .affine = 20490,
    };
}
