/* Your functions prepare the photographs. */
#include "ch07.h"
#include "ink.h"

#define ink_find(...) library_ink_find(__VA_ARGS__)
#include "ink.c"
#undef ink_find

/* Smaller, so that a plain mean over a window takes no time: each grey is the mean of a
   square of k x k pixels. */
static float *smaller(const Photo *photo, int k, int H, int W)
{
    float *grey = allocate((size_t)H * (size_t)W, sizeof *grey);
    for (int i = 0; i < H * k; i++) {
        for (int j = 0; j < W * k; j++) {
            grey[i / k * W + j / k] +=
                (float)photo->grey[i * photo->width + j] /
                (float)(255 * k * k);
        }
    }
    return grey;
}

static bool look(float *image, const Photo *photo)
{
    enum { SIDE = 160 };
    const int H = photo->height, W = photo->width;
    const int longer = H > W ? H : W, shorter = H < W ? H : W;
    const int enough = (longer + SIDE - 1) / SIDE;
    const int k = enough < shorter ? enough : shorter;
    float *grey = smaller(photo, k, H / k, W / k);
    const int found =
        my_photograph(grey, image, (size_t)(H / k), (size_t)(W / k));
    free(grey);
    return found != 0;
}

bool ink_find(Ink *ink, const Photo *photo, const char *name, Error *error)
{
    float image[INK_SIDE * INK_SIDE];
    if (!look(image, photo)) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: your my_photograph() finds no ink", name);
    }
    ink->count = 1;
    ink->digits = allocate(1, sizeof *ink->digits);
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        const double x = fmin(fmax((double)image[p], 0), 1);
        ink->digits->pixels[p] = (uint8_t)(255 * x + 0.5);
    }
    ink->digits->box = (Box){0, photo->height, 0, photo->width};
    return true;
}
