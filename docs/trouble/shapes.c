/* Wrong: a layer whose weights do not fit the images. See docs/trouble.md. */
#include "math/matmul.h"

static void first_layer(Tensor *y, const Tensor *images)
{
    Tensor *W = tensor_new(SHAPE(28, 50)); /* it should be 784 */
    matmul(y, images, W);
    tensor_free(W);
}

int main(void)
{
    Tensor *images = tensor_new(SHAPE(100, 784));
    Tensor *y = tensor_new(SHAPE(100, 50));
    first_layer(y, images);
    tensor_free(y);
    tensor_free(images);
    return 0;
}
