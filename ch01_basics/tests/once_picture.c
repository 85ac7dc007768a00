#include "tensor/picture.h"

#include <criterion/criterion.h>

#include "support.h"

typedef struct {
    const uint8_t *pixels;
    int height, width;
} Image;

static void print(void *context)
{
    const Image *image = context;
    picture_print(image->pixels, image->height, image->width);
}

static void expect_picture(Image image, const char *wanted)
{
    Outcome o = run_function(print, &image);
    expect_outcome(&o, 0, wanted);
    cr_assert_str_eq(o.out, wanted, "printed <%s>, not <%s>", o.out, wanted);
    outcome_clear(&o);
}

Test(picture, more_ink_is_a_darker_character)
{
    static const uint8_t levels[2][10] = {
        {0, 26, 52, 77, 103, 128, 154, 180, 205, 255},
        {0, 26, 52, 77, 103, 128, 154, 180, 205, 255}};
    expect_picture((Image){levels[0], 2, 10}, " .:-=+*#%@\n");
}

/* Two rows are one line; the row that is missing below the last is paper. */
Test(picture, a_character_is_the_mean_of_two_pixels)
{
    static const uint8_t pixels[] = {255, 0,   0,   0, /**/
                                     255, 255, 0,   0, /**/
                                     0,   255, 255, 0};
    expect_picture((Image){pixels, 3, 4}, "@=\n ==\n");
    expect_picture((Image){pixels, 1, 1}, "=\n");
}

Test(picture, an_image_without_pixels_is_a_bug)
{
    Image low = {NULL, 0, 3}, narrow = {NULL, 3, 0};
    expect_stop(print, &low, "an image of 0 x 3");
    expect_stop(print, &narrow, "an image of 3 x 0");
}
