// # The digits
//
// Before a network reads digits, we should look at them. **What does it get to
// see, and what would an average 8 look like?**
//
// *Predict first.* Lay all images of an 8 on top of each other and take the mean
// of every pixel. Is the result still an 8? And for the 1?
//
// *Answer.* Yes, both can still be read. With MNIST the 1 is the sharper one,
// because its writers agree most. With the built-in digits it is the 8: there the
// strokes of nearly every image cross in the middle. The second figure below shows
// all ten.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"
#include "tensor/picture.h"

enum { SHOWN = 40, ACROSS = 10, MAX_CLASSES = 10 };

// ## What is in the data
//
// The images come from MNIST, 70,000 digits written by hand. Without it, the
// computer draws digits itself, the *built-in digits*. The first line of each run
// says which of the two it read; `MNIST_DIR` names the folder of MNIST.
//
// Each image is $28 \times 28$ pixels from 0 to 255, and has a **label** (标签), the
// digit it shows. An image with its label is an *example* (样本). A network takes it
// as a row of 784 numbers (*flattened*, 展开), each divided by 255 so that it lies in
// 0 … 1 (*normalized*, 正规化). The label becomes ten numbers, all 0 but one:
// **one-hot** (独热编码). The digit 3 is `0 0 0 1 0 0 0 0 0 0`.
//
// A `Dataset` holds all images and labels, and a `Batch` some of them as a network
// takes them: `x` has a row of pixels for each, `t` a one-hot row. `batch_slice()`
// copies examples into it, here one, beginning at place 0.
static void print_first(const Dataset *data)
{
    Batch batch = {0};
    batch_slice(&batch, data, 0, 1);
    printf("images: %d to learn, each %d x %d\n", data->count, data->height,
           data->width);
    printf("as a batch: x %s, t %s\n", shape_text(batch.x->shape).text,
           shape_text(batch.t->shape).text);
    printf("the first shows a %d, one-hot:", data->labels[0]);
    for (int k = 0; k < data->classes; k++) {
        printf(" %g", (double)batch.t->data[k]);
    }
    putchar('\n');
    picture_print(data->pixels, data->height, data->width);
    batch_clear(&batch);
}

// ## A grid of them
//
// Forty images, with their labels below.
static Plot *draw_some(const Dataset *data)
{
    static const char *const digits[] = {"0", "1", "2", "3", "4",
                                         "5", "6", "7", "8", "9"};
    const int size = data->height * data->width;
    const int count = data->count < SHOWN ? data->count : SHOWN;
    const char *captions[SHOWN];
    double *ink = allocate((size_t)(count * size), sizeof *ink);
    for (int p = 0; p < count * size; p++) {
        ink[p] = data->pixels[p] / 255.0;
    }
    for (int i = 0; i < count; i++) {
        captions[i] = digits[data->labels[i] % MAX_CLASSES];
    }
    Plot *plot = plot_new("digits", (PlotFrame){0});
    plot_images(plot, count, data->height, data->width, ACROSS, ink,
                captions);
    free(ink);
    return plot;
}

// ## The mean image of each digit
//
// Add up the images of each class, pixel by pixel, and divide by how many there
// were. `allocate()` gives a row of zeros, with a place for each pixel of each
// mean; `free()` gives it back.
static double *mean_images(const Dataset *data, int *count)
{
    const int size = data->height * data->width;
    double *mean = allocate((size_t)(data->classes * size), sizeof *mean);
    for (int i = 0; i < data->count; i++) {
        const int k = data->labels[i];
        count[k]++;
        for (int p = 0; p < size; p++) {
            mean[k * size + p] +=
                data->pixels[(ptrdiff_t)i * size + p] / 255.0;
        }
    }
    for (int k = 0; k < data->classes; k++) {
        for (int p = 0; p < size; p++) {
            mean[k * size + p] /= count[k] > 0 ? count[k] : 1;
        }
    }
    return mean;
}

static Plot *draw_means(const Dataset *data)
{
    int count[256] = {0};
    double *mean = mean_images(data, count);
    printf("of each class:");
    for (int k = 0; k < data->classes; k++) {
        printf(" %d", count[k]);
    }
    putchar('\n');
    Plot *plot = plot_new("mean_digits", (PlotFrame){0});
    plot_images(plot, data->classes, data->height, data->width, 5, mean,
                NULL);
    free(mean);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Examples data;
    Error error;
    options_parse(&options, argc, argv,
                  "Shows images of the data set, and the mean of each class.",
                  NULL, 0);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    print_first(&data.train);
    Plot *some = draw_some(&data.train), *means = draw_means(&data.train);
    const bool ok = plot_save(some, &options, &error) &&
                    plot_save(means, &options, &error);
    plot_free(some);
    plot_free(means);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// People write the same digit in many ways, and still we read all of them.
//
// ![The first forty images and their labels. Look for one that you would not have read so.](digits.svg)
//
// The mean of a class is blurred where its writers disagree. It is still
// readable, and that suggests a way to read a digit without any network: take
// the class whose mean is nearest.
//
// ![The mean image of each digit, 0 to 9. The darker a pixel, the more writers put ink there.](mean_digits.svg)
//
// **Try it.** Run it with `--data digits`, and with `--data mnist` if you have
// it. Which of the two was drawn by a computer, and what gives it away?
//
// **Check yourself.** Why one-hot and not the digit itself? What would it mean
// for a network to answer 5 when it cannot decide between 3 and 7?
//
// *Answer.* With a single number, an answer between 3 and 7 would be 5, which
// is a third digit and surely wrong. Digits are names here, and their order
// means nothing. With ten numbers the network can give 3 and 7 a half each.
