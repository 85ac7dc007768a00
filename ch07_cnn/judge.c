// # A judge who says: that is no digit
//
// Ten probabilities add up to 1, whatever the picture shows: a letter A is a 4 with
// 0.99. The network was never asked whether it is a digit at all. **Who can answer
// that?** One that was: a second network, smaller than the first, with two answers.
#include "judge.h"

#include "examined.h"
#include "math/activation.h"

// The layers are those of the [book's network](simple_conv_net.c), with 16 filters instead of
// 30, 64 hidden neurons instead of 100, and two scores instead of ten.
SimpleConvNet judge_shape(void)
{
    SimpleConvNet shape = simple_conv_net(28, 28, EXAMINED_LABELS);
    shape.filters = 16;
    shape.hidden = 64;
    return shape;
}

double judge_doubt(Network *net, const Tensor *x)
{
    const Tensor *scores = network_predict(net, x, INFERENCE);
    Tensor *y = tensor_new(SHAPE(1, EXAMINED_LABELS));
    softmax_rows(y, scores);
    const double doubt = (double)y->data[EXAMINED_OTHER];
    tensor_free(y);
    return doubt;
}
