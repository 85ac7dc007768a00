// # Examples for a judge
//
// A judge shall say whether a picture shows a digit at all. **What has it to see
// while it learns?** As many [pictures without a digit](others.c) as digits, and all of
// them in the form in which photos will come.
#include "examined.h"

#include <string.h>

#include "ink.h"
#include "others.h"

enum { PIXELS = INK_SIDE * INK_SIDE };

// [ink](ink.c) makes edges sharper, and takes a picture of MNIST as it is. So every second
// example gets sharper edges, and all are scaled and centred.
static void bring_into_form(uint8_t *pixels, bool sharper)
{
    uint8_t stain[PIXELS];
    int most = 0;
    for (int p = 0; p < PIXELS; p++) {
        const int ink = sharper ? 2 * (pixels[p] - 64) : pixels[p];
        stain[p] = (uint8_t)(ink < 0 ? 0 : ink > 255 ? 255 : ink);
        most = stain[p] > most ? stain[p] : most;
    }
    if (most >= 128) {
        ink_centre(pixels, &(Photo){INK_SIDE, INK_SIDE, stain});
    }
}

Dataset examined_new(const Dataset *digits, uint64_t seed)
{
    const int count = digits->count;
    const size_t size = (size_t)count * PIXELS;
    Dataset all = dataset_new(2 * count, INK_SIDE, INK_SIDE, EXAMINED_LABELS);
    Dataset others = others_new(count, digits, seed);
    memcpy(all.pixels, digits->pixels, size);
    memcpy(all.pixels + size, others.pixels, size);
    for (int i = 0; i < 2 * count; i++) {
        all.labels[i] = i < count ? EXAMINED_DIGIT : EXAMINED_OTHER;
        bring_into_form(all.pixels + (ptrdiff_t)i * PIXELS, i % 2 == 1);
    }
    dataset_clear(&others);
    return all;
}
