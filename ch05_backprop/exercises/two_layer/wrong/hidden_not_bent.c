/* caught-by: two_layer/by_hand */
#include "ch05.h"

static void forward(struct two_layer *net, const float *x, size_t batch)
{
    affine_forward(x, net->w1, net->b1, net->z, batch, net->in, net->hidden);
    affine_forward(net->z, net->w2, net->b2, net->y, batch, net->hidden,
                   net->classes);
    softmax_forward(net->y, net->y, batch, net->classes);
}

static void backward(struct two_layer *net, const float *x, const uint8_t *t,
                     size_t batch)
{
    softmax_loss_backward(net->y, t, net->dy, batch, net->classes);
    affine_backward(net->z, net->w2, net->dy, net->dz, net->dw2, net->db2,
                    batch, net->hidden, net->classes);
    sigmoid_backward(net->z, net->dz, net->dz, batch * net->hidden);
    affine_backward(x, net->w1, net->dz, net->dx, net->dw1, net->db1, batch,
                    net->in, net->hidden);
}

void my_two_layer(struct two_layer *net, const float *x, const uint8_t *t,
                  size_t batch)
{
    forward(net, x, batch);
    backward(net, x, t, batch);
}
