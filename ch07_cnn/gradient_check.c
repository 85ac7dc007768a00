// # Gradient check of a convolutional network
//
// The backward pass of a convolution is four nested sums, and a pooling sends
// its gradient to one place of four. If somebody exchanged a row and a column,
// the numbers would still look right. **Who checks them?** The same judge as
// in [chapter 5](../ch05_backprop/gradient_check.c): move each weight a
// little, and measure.
//
// *Predict first.* Which parameter will show the largest difference in its
// row: that of the filters, of the biases, or of the affine layers?
//
// *Answer.* That depends on the seed, and nothing can be learnt from it: all
// rows are rounding. Here the largest *relative* difference is in {run: W3}.
#include <stdio.h>
#include <tgmath.h>

#include "math/gradient.h"
#include "math/init.h"
#include "simple_conv_net.h"
#include "system/options.h"
#include "system/way.h"

enum { EXAMPLES = 4 }; /* precision: double */

// ## Lengths that all differ
//
// A check with square images and square maps cannot see that height and width
// were exchanged: the shapes fit, and the sums agree. So no two lengths are equal
// here: 3 channels, 9 rows, 13 columns, 6 filters of $4 \times 4$. The maps are
// $6 \times 10$, pooled to $3 \times 5$.
static const SimpleConvNet small = {.channels = 3,
                                    .height = 9,
                                    .width = 13,
                                    .filters = 6,
                                    .size = 4,
                                    .hidden = 8,
                                    .classes = 7};

typedef struct {
    Network net;
    Tensor *x, *t;
} Trial;

// The images are noise and the answers arbitrary. The gradients need not be
// useful to be compared.
static void set_up(Trial *trial, uint64_t seed)
{
    const int inputs = small.channels * small.height * small.width;
    Rng rng = rng_new(seed);
    simple_conv_net_build(&trial->net, &small, &rng);
    trial->x = tensor_new(SHAPE(EXAMPLES, inputs));
    init_normal(trial->x, 1, &rng);
    trial->t = tensor_new(SHAPE(EXAMPLES, small.classes));
    for (int n = 0; n < EXAMPLES; n++) {
        const int k = (3 * n + 1) % small.classes;
        trial->t->data[n * small.classes + k] = 1;
    }
}

static real loss_of(void *context)
{
    Trial *trial = context;
    return network_loss(&trial->net, trial->x, trial->t, TRAINING);
}

// ## Two gradients side by side
//
// For each number of a parameter: the gradient from backpropagation, minus
// the central difference of the loss. The last column divides the largest
// difference by the largest gradient.
static void compare(const Param *param, Trial *trial)
{
    Tensor *numeric = tensor_new(param->value->shape);
    numerical_gradient(numeric, loss_of, trial, param->value);
    double sum = 0, worst = 0;
    for (int i = 0; i < numeric->size; i++) {
        const double difference =
            (double)fabs(numeric->data[i] - param->grad->data[i]);
        sum += difference;
        worst = fmax(worst, difference);
    }
    printf("%-3s %-14s %5d  %8.2e  %8.2e  %8.2e\n", param->name,
           shape_text(numeric->shape).text, numeric->size,
           sum / numeric->size, worst,
           (double)gradient_error(numeric, param->grad));
    tensor_free(numeric);
}

int main(int argc, char **argv)
{
    Options options;
    Trial trial = {0};
    options_parse(&options, argc, argv,
                  "Compares the gradients of a small convolutional network "
                  "with numerical ones.",
                  NULL, 0);
    set_up(&trial, options.seed);
    loss_of(&trial);
    network_backward(&trial.net);
    puts("    shape          count      mean     worst  relative");
    for (int i = 0; i < trial.net.param_count; i++) {
        compare(trial.net.params[i], &trial);
    }
    network_clear(&trial.net);
    tensor_free(trial.x);
    tensor_free(trial.t);
    return way_on(&options);
}

// ## What came out
//
// Every row agrees to many digits, so the convolution, the pooling and the two
// affine layers send back the right gradients. Which row is worst is luck, and
// depends on the seed. The error is that of the *numerical* gradient: it stays
// below one part in a million, and a mistake in the mathematics would be near 1.
//
// Sometimes a check fails and nothing is wrong. `--seed 2` is such a case: the
// row of $W_1$ shows 0.015. A ReLU has a kink at 0, and a pooling has one where
// two numbers of a window are equal. If moving a weight by $h$ carries a number
// across, the central difference measures both sides. A few weights are off
// then, and all others agree. A mistake in the code is wrong for every seed.
//
// **Try it.** In `pool_row` of `common/fast/pool_fours.c`, let `winners[j]` be
// `place + 2 * j`. The gradient then goes to the first number of each window instead
// of the largest. Say first which rows will differ, and which cannot.
//
// **Check yourself.** The mean of the row of $W_1$ with `--seed 2` is a fiftieth of
// its worst. How many of its 288 weights can have met a kink?
//
// *Answer.* About six. If a single weight were off by the worst, the mean
// would be 1/288 of it. A fiftieth is nearly six times as much, so at least
// six weights have met a kink; there are more if some are off by less.
