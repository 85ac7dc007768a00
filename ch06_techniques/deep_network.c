// # A deep network, to experiment with
//
// To see what a technique does, we need two networks that differ in it and in
// nothing else. **How is that written, so that a difference cannot slip in?** There
// is one description, and one function that builds what it says.
#include "deep_network.h"

#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/dropout.h"
#include "layers/softmax_loss.h"

static void add_affine(Network *net, const DeepNetwork *shape, int inputs,
                       int outputs, Rng *rng)
{
    const double std = shape->std != NULL ? shape->std(inputs) : shape->scale;
    network_add(net, affine_new(inputs, outputs, std, rng));
}

// ## Layer after layer
//
// Affine and activation take turns. If they are wanted, batch normalization is
// put between the two, and dropout after them. The last affine layer gives the
// scores, and the softmax loss compares them with the right answers. Dropout draws from a
// generator of its own: else the batches would be others as soon as it draws.
void deep_network_build(Network *net, const DeepNetwork *shape, Rng *rng,
                        Rng *noise)
{
    int inputs = shape->inputs;
    for (int i = 0; i < shape->depth; i++) {
        add_affine(net, shape, inputs, shape->hidden, rng);
        if (shape->batch_norm) {
            network_add(net, batch_norm_new(shape->hidden));
        }
        network_add(net, shape->activation());
        if (shape->dropout > 0) {
            network_add(net, dropout_new(shape->dropout, noise));
        }
        inputs = shape->hidden;
    }
    add_affine(net, shape, inputs, shape->classes, rng);
    network_add_loss(net, softmax_loss_new());
}
