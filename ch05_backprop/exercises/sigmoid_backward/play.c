/* Every gradient passes your sigmoid on its way back. What ch05.h has ready
   has the names that the library's layer has. */
#define sigmoid_forward ready_sigmoid_forward
#define sigmoid_backward ready_sigmoid_backward
#include "ch05.h"
#undef sigmoid_forward
#undef sigmoid_backward
#include "layers/sigmoid.h"

static void sigmoid_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx != NULL) {
        my_sigmoid_backward(layer->out->data, dout->data, dx->data,
                            (size_t)dout->size);
    }
}
#define sigmoid_backward(...) library_sigmoid_backward(__VA_ARGS__)
#include "layers/sigmoid.c"
