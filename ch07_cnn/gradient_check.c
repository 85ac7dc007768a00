// # Gradient check of a convolutional network
//
// The way back through a convolution is made of nested sums with many indices, and
// a pooling sends its gradient to one place of four. If somebody exchanged a row
// and a column, the numbers would still look right. **Who checks them?** The same
// judge as in [chapter 5](../ch05_backprop/gradient_check.c): move each weight a
// little, and measure.
//
// *Predict first.* By how much will the two gradients differ: by a tenth of the
// gradient, by less than a millionth of it, or not at all?
//
// *Answer.* By less than a millionth: {run: W3}, where the last number is the
// largest difference, divided by the largest gradient. No difference at all
// would be surprising, because the numerical gradient is rounded.
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

static void check(uint64_t seed, int rows)
{
    Trial trial = {0};
    set_up(&trial, seed);
    loss_of(&trial);
    network_backward(&trial.net);
    for (int i = 0; i < rows; i++) {
        compare(trial.net.params[i], &trial);
    }
    network_clear(&trial.net);
    tensor_free(trial.x);
    tensor_free(trial.t);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Compares the gradients of a small convolutional network "
                  "with numerical ones.",
                  NULL, 0);
    puts("    shape          count      mean     worst  relative");
    check(options.seed, 6);
    puts("\nthe filters alone, with the seed 2, where numbers meet a kink");
    check(2, 1);
    return way_on(&options);
}

// ## What came out
//
// Every row agrees to many digits, so the convolution, the pooling and the two
// affine layers send back the right gradients. Which row is worst is luck, and
// depends on the seed. The error is that of the *numerical* gradient: it stays
// below one part in a million, and a mistake in the mathematics would be near 1.
//
// Sometimes a check fails and nothing is wrong. The first weights of the seed 2 are
// such a case: the last row of the output shows a difference of more than a
// hundredth. A ReLU has a kink at 0, and a pooling has one where two numbers of a
// window are equal. If moving a weight by $h$ carries a number across, the central
// difference measures both sides. A few weights are off then, and all others agree.
// A mistake in the code is wrong for every seed.
//
// **Try it.** In `max_pool_back_plain()` of [pool](../common/math/pool.c), write
// `plane[*winners++ / 2]` in place of `plane[*winners++]`. Then the gradients go to
// wrong places. Say first which rows will differ, and which cannot.
//
// **Check yourself.** In the last row of the output, which belongs to the seed
// 2, the mean is a fiftieth of the worst. How many of its 288 weights can have
// met a kink?
//
// *Answer.* At least six. If a single weight were off by the worst, the mean
// would be 1/288 of it. A fiftieth is nearly six times as much as 1/288. So six
// weights have met a kink if all are off by the worst, and more if some are off
// by less.
