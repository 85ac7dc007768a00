/* caught-by: photograph/finds_ink */
#include "ch07.h"

void my_ink(const float *grey, float *ink, size_t H, size_t W)
{
    for (size_t i = 0; i < H * W; i++) {
        ink[i] = grey[i] < 0.5f;
    }
}

struct box my_box(const float *ink, size_t H, size_t W) { YOUR_CODE_HERE(); }

void my_scale(const float *ink, struct box box, float *small, size_t W)
{
    YOUR_CODE_HERE();
}

void my_centre(const float *small, float *image) { YOUR_CODE_HERE(); }

int my_photograph(const float *grey, float *image, size_t H, size_t W)
{
    YOUR_CODE_HERE();
}
