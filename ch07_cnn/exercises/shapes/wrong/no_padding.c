/* caught-by: shapes/conv1 shapes/pool1 */
#include "ch07.h"

struct shapes my_shapes(void)
{
    return (struct shapes){
        .conv1 = 28,
        .pool1 = 14,
        .conv2 = 12,
        .pool2 = 6,
        .features = 1152,
        .learnt2 = 4640,
        .affine = 11530,
    };
}
