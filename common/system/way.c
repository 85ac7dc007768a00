// # Where to go from here
//
// A program has printed its numbers, and its reader looks at a prompt. **What is there
// to read now, and what to run next?** Every program of the book says it in its last
// line, and all of them ask this list.
#include "system/way.h"

#include <stdio.h>
#include <string.h>

// The order is that of the chapters' pages: `make covered` compares them. A detour
// follows the program that it hangs beside, and nothing leads to it.
static const struct {
    const char *name;
    bool detour;
} programs[] = {
    {"ch01_basics/vectors", false},
    {"ch01_basics/arrays", false},
    {"ch01_basics/sin_graph", false},
    {"ch01_basics/show_image", false},
    {"ch01_basics/objects", false},
    {"ch01_basics/matrix_speed", true},
    {"ch02_perceptron/gates", false},
    {"ch02_perceptron/bias", false},
    {"ch02_perceptron/boundary", false},
    {"ch02_perceptron/learn_gates", false},
    {"ch02_perceptron/adder", false},
    {"ch03_network/activations", false},
    {"ch03_network/matrix_product", false},
    {"ch03_network/linear_collapse", false},
    {"ch03_network/forward", false},
    {"ch03_network/output_functions", false},
    {"ch03_network/softmax", false},
    {"ch03_network/show_digits", false},
    {"ch03_network/recognize", false},
    {"ch03_network/train_recognizer", true},
    {"ch04_learning/nearest_neighbor", false},
    {"ch04_learning/generalize", false},
    {"ch04_learning/loss_functions", false},
    {"ch04_learning/mini_batch", false},
    {"ch04_learning/why_loss", false},
    {"ch04_learning/slopes", false},
    {"ch04_learning/numerical_diff", false},
    {"ch04_learning/gradient_field", false},
    {"ch04_learning/gradient_descent", false},
    {"ch04_learning/gradient_simplenet", false},
    {"ch04_learning/train", false},
    {"ch04_learning/train_fast", true},
    {"ch05_backprop/buy_apple", false},
    {"ch05_backprop/buy_apple_orange", false},
    {"ch05_backprop/affine_shapes", false},
    {"ch05_backprop/output_layers", false},
    {"ch05_backprop/gradient_check", false},
    {"ch05_backprop/speed_of_gradients", false},
    {"ch05_backprop/bare_loop", false},
    {"ch05_backprop/train", false},
    {"ch06_techniques/optimizer_paths", false},
    {"ch06_techniques/optimizer_mnist", false},
    {"ch06_techniques/init_histogram", false},
    {"ch06_techniques/init_compare", false},
    {"ch06_techniques/batch_norm", false},
    {"ch06_techniques/batch_norm_rate", false},
    {"ch06_techniques/batch_norm_overfit", false},
    {"ch06_techniques/batch_norm_gradient_check", false},
    {"ch06_techniques/overfit_weight_decay", false},
    {"ch06_techniques/overfit_dropout", false},
    {"ch06_techniques/hyperparameter_search", false},
    {"ch07_cnn/shape_matters", false},
    {"ch07_cnn/convolution", false},
    {"ch07_cnn/output_size", false},
    {"ch07_cnn/channels", false},
    {"ch07_cnn/pooling", false},
    {"ch07_cnn/im2col", false},
    {"ch07_cnn/why_fast", true},
    {"ch07_cnn/gradient_check", false},
    {"ch07_cnn/train", false},
    {"ch07_cnn/visualize_filters", false},
    {"ch07_cnn/misclassified", false},
    {"ch07_cnn/recognize", false},
    {"ch07_cnn/draw_samples", true},
    {"ch07_cnn/no_digit", false},
    {"ch07_cnn/train_judge", true},
    {"ch07_cnn/half_precision", false},
    {"ch07_cnn/train_deep", false},
    {"ch07_cnn/train_many", true},
    {"ch07_cnn/many_machines", true},
};

enum { COUNT = sizeof programs / sizeof *programs };

/* "ch05_backprop/train" is the program ch05/train. */
static bool is_program(const char *name, const char *chapter,
                       const char *program)
{
    const char *slash = strchr(name, '/');
    return strncmp(name, chapter, 4) == 0 && strcmp(slash + 1, program) == 0;
}

static void print_next(int i)
{
    while (++i < COUNT && programs[i].detour) {
    }
    if (i < COUNT) {
        printf("next: ./%.4s%s\n", programs[i].name,
               strchr(programs[i].name, '/'));
    } else {
        puts("next: an exercise, with `make exercise`");
    }
}

// The chapter is known from the folder in which the program lies.
int way_on(const Options *options)
{
    char folder[PATH_SIZE];
    paths_default_output(folder);
    const char *slash = strrchr(folder, '/');
    for (int i = 0; !options->quiet && slash != NULL && i < COUNT; i++) {
        if (is_program(programs[i].name, slash + 1, options->program)) {
            printf("\nread: %s.c; ", programs[i].name);
            print_next(i);
        }
    }
    return EXIT_OK;
}
