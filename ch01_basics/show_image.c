// # An image is a row of numbers
//
// **How does a row of 784 numbers become a picture?** Cut it into 28 rows of
// 28 and put them below each other. Each number says how much ink there is in
// a dot, a **pixel** (像素): 0 is paper, 255 is full ink.
//
// *Predict first.* Of the 784 numbers of a written digit, how many do you think
// are 0: a tenth, a half, or more?
//
// *Answer.* More than a half. Of the image that is printed below,
// {run: image 0 shows}.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"
#include "tensor/picture.h"

enum { SHOWN = 40, ACROSS = 10 };

// ## One image
//
// Let $N$ images have the height $H$ and the width $W$. Their shape is
// $(N, H, W)$: the first axis counts the images. So image $i$ begins at number
// $i \cdot H \cdot W$ of all pixels. Where the images come from is told on the
// page of [examples](../common/data/examples.c).
static const uint8_t *image_at(const Dataset *data, int i)
{
    return data->pixels + (ptrdiff_t)i * data->height * data->width;
}

static void print_image(const Dataset *data, int i)
{
    const uint8_t *pixels = image_at(data, i);
    const int size = data->height * data->width;
    int blank = 0;
    for (int p = 0; p < size; p++) {
        blank += pixels[p] == 0;
    }
    printf("image %d shows a %d: %d x %d = %d numbers, %d of them 0\n", i,
           data->labels[i], data->height, data->width, size, blank);
    picture_print(pixels, data->height, data->width);
}

// ## Figures of images
//
// For a figure we divide by 255, so that 1 is full ink.
static Plot *draw(const char *name, const Dataset *data, int first, int count,
                  int across)
{
    const int size = data->height * data->width;
    double *ink = allocate((size_t)(count * size), sizeof *ink);
    for (int p = 0; p < count * size; p++) {
        ink[p] = image_at(data, first)[p] / 255.0;
    }
    Plot *plot = plot_new(name, (PlotFrame){0});
    plot_images(plot, count, data->height, data->width, across, ink, NULL);
    free(ink);
    return plot;
}

int main(int argc, char **argv)
{
    int index = 0;
    const Option extra[] = {{"index", "NUMBER",
                             "which training image, counted from 0",
                             OPTION_INT, &index, 0, 1e6}};
    Options options;
    Examples data;
    Error error;
    options_parse(&options, argc, argv,
                  "Shows an image of the data set, and a grid of many.",
                  extra, 1);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    if (index >= data.train.count) {
        fail(&error, EXIT_USAGE,
             "--index %d: choose 0 to %d, there are %d images", index,
             data.train.count - 1, data.train.count);
        die(options.program, &error);
    }
    print_image(&data.train, index);
    const int shown = data.train.count < SHOWN ? data.train.count : SHOWN;
    Plot *one = draw("image", &data.train, index, 1, 1);
    Plot *many = draw("images", &data.train, 0, shown, ACROSS);
    const bool ok =
        plot_save(one, &options, &error) && plot_save(many, &options, &error);
    plot_free(one);
    plot_free(many);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Most of the numbers are 0: a digit is a thin line on much paper. In the
// terminal a denser character means more ink. Each character covers two pixels,
// one above the other, so there are 14 lines. In the figure each number is one
// square.
//
// ![One image of 28 rows of 28 numbers. Look at the edge of a stroke: its squares are grey, neither paper nor full ink.](image.svg)
//
// ![The first forty. Look for two of the same digit, and how little they share.](images.svg)
//
// **Try it.** Run `./ch01/show_image --index 7`. If Fashion-MNIST is
// installed, try `--data fashion`, too: it shows clothes and shoes, in files
// like those of the digits.
//
// **Check yourself.** If the program took 29 for the width, and cut the row into
// pieces of 29 numbers, what would the digit look like?
//
// *Answer.* It would lean. Every row would begin one pixel later than the row
// above it, so a vertical stroke would become a slanted one.
