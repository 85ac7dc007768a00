/* Your network in the place of the book's. */
#define simple_conv_net_build(...) book_simple_conv_net_build(__VA_ARGS__)
#include "simple_conv_net.c"
#undef simple_conv_net_build

#include "ch07.h"
#include "recipe.h"

static Layer *layer_of(const struct recipe_layer *l,
                       const struct recipe_layer *before, Rng *rng)
{
    const int inputs = (int)l->inputs, out = (int)l->C;
    switch (l->kind) {
    case RECIPE_CONV:
        return convolution_new(
            (int)before->C, out,
            window_square((int)l->given[1], 1, (int)l->given[2]),
            he_std(inputs), rng);
    case RECIPE_POOL:
        return max_pool_new(
            window_square((int)l->given[0], (int)l->given[0], 0));
    case RECIPE_AFFINE:
        return affine_new(inputs, out, he_std(inputs), rng);
    default:
        return relu_new();
    }
}

void simple_conv_net_build(Network *net, const SimpleConvNet *shape, Rng *rng)
{
    struct recipe recipe;
    const char *text = my_fashion();
    if (!recipe_read(&recipe, text, (size_t)shape->height,
                     (size_t)shape->width) ||
        recipe.count == 0 ||
        recipe.layer[recipe.count - 1].C != (size_t)shape->classes) {
        fprintf(stderr, "your network: %s\n",
                *recipe.trouble != '\0' ? recipe.trouble
                                        : "it does not end with 10 numbers");
        exit(EXIT_USAGE);
    }
    printf("your network: %s\nnumbers that it learns: %zu\n", text,
           recipe.numbers);
    network_read_as(net, SHAPE(1, shape->height, shape->width));
    struct recipe_layer before = {.C = 1};
    for (size_t i = 0; i < recipe.count; i++) {
        network_add(net, layer_of(&recipe.layer[i], &before, rng));
        before = recipe.layer[i];
    }
    network_add_loss(net, softmax_loss_new());
}
