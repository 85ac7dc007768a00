/** @file around.h
 *  What lies about on a photo of a digit: for the tests of recognize, and for the
 *  photographs that make nightly takes, tools/proof/photographs.c. */
#ifndef AROUND_H
#define AROUND_H

#include <string.h>

#include "ground/rng.h"
#include "photo.h"

/** The sizes of these photos. */
enum { TALL = 240, WIDE = 180 };

/** Write a picture of a digit, 28 x 28, on paper: 100 rows tall, its corner at this place. */
static void write_digit(Photo *photo, const uint8_t *digit, int top, int left,
                        double ink)
{
    enum { SCALE = 5 };
    for (int i = 0; i < 28 * SCALE; i++) {
        for (int j = 0; j < 28 * SCALE; j++) {
            const int row = top + i, column = left + j;
            uint8_t *grey = &photo->grey[row * photo->width + column];
            const double x = digit[i / SCALE * 28 + j / SCALE] / 255.0;
            if (row >= 0 && row < photo->height && column >= 0 &&
                column < photo->width) {
                *grey = (uint8_t)(*grey + x * (ink - *grey));
            }
        }
    }
}

/** Paint a part of photo grey. */
static void fill(Photo *photo, int top, int bottom, int left, int right,
                 uint8_t grey)
{
    for (int i = top; i < bottom; i++) {
        memset(photo->grey + (ptrdiff_t)i * photo->width + left, grey,
               (size_t)(right - left));
    }
}

static void add_specks(Photo *photo)
{
    fill(photo, 12, 15, 8, 11, 40);
    fill(photo, 225, 228, 160, 164, 40);
    fill(photo, 30, 31, 150, 151, 20); /* too small to be one */
}
static void add_holes(Photo *photo)
{
    fill(photo, 6, 30, 5, 29, 60);
    fill(photo, 205, 229, 5, 29, 60);
}
static void add_underline(Photo *photo) { fill(photo, 195, 200, 8, 172, 40); }
static void add_edge(Photo *photo) { fill(photo, 0, TALL, 0, 6, 30); }
static void add_table(Photo *photo) { fill(photo, 205, TALL, 0, WIDE, 40); }
static void add_lines(Photo *photo, int grey, int thick)
{
    for (int p = 0; p < TALL * WIDE; p++) {
        uint8_t *old = &photo->grey[p];
        if ((p / WIDE + p % WIDE / 40) % 24 < thick && *old > grey) {
            *old = (uint8_t)grey;
        }
    }
}
static void add_pale_lines(Photo *photo) { add_lines(photo, 190, 1); }
static void add_dark_lines(Photo *photo) { add_lines(photo, 60, 3); }
static void add_frame(Photo *photo)
{
    fill(photo, 0, 3, 0, WIDE, 0);
    fill(photo, TALL - 3, TALL, 0, WIDE, 0);
    fill(photo, 0, TALL, 0, 3, 0);
    fill(photo, 0, TALL, WIDE - 3, WIDE, 0);
}
static void add_shade(Photo *photo)
{
    for (int p = 0; p < TALL * WIDE; p++) {
        const double light = 1 - 0.6 * (p % WIDE) / WIDE;
        photo->grey[p] = (uint8_t)(photo->grey[p] * light);
    }
}
/* A pencil; the shadow of a hand, with a sharp edge, reaches into the digit. */
static void add_hand(Photo *photo)
{
    for (int p = 0; p < TALL * WIDE; p++) {
        const double down = (200 - p / WIDE) / 130.0;
        const double right = p % WIDE / 60.0;
        const double shade = down * down + right * right < 1 ? 0.45 : 1;
        photo->grey[p] = (uint8_t)((235 + photo->grey[p]) / 2 * shade);
    }
}
/* The sheet ends before the picture does, askew, and lies on wood. */
static void add_wood(Photo *photo)
{
    for (int p = 0; p < TALL * WIDE; p++) {
        const int i = p / WIDE, j = p % WIDE, lean = i / 20;
        const bool sheet = i > 18 + j / 15 && i < TALL - 24 + j / 15 &&
                           j > 24 - lean && j < WIDE - 12 - lean;
        const int wood = 60 + i * 7 % 13 * 3 + (j / 30 + i / 40) % 2 * 25;
        photo->grey[p] = (uint8_t)(sheet ? photo->grey[p] : wood);
    }
}
static void add_grain(Photo *photo)
{
    Rng rng = rng_new(3);
    for (int p = 0; p < TALL * WIDE; p++) {
        const double grey = photo->grey[p] + 12 * (double)rng_normal(&rng);
        photo->grey[p] = (uint8_t)(grey < 0 ? 0 : grey > 255 ? 255 : grey);
    }
}
static void make_chalk(Photo *photo)
{
    for (int p = 0; p < TALL * WIDE; p++) {
        photo->grey[p] = (uint8_t)(240 - photo->grey[p]);
    }
}

/** Each kind, and what recognize is to say of it. */
static const struct {
    const char *name;
    void (*add)(Photo *photo); /* to a photo of TALL x WIDE */
    bool said;                 /* that lines or an edge were left out */
    int specks;                /* -1: any */
    int shapes;
} around[] = {{"specks", add_specks, false, 2, 0},
              {"punched holes", add_holes, false, 0, 2},
              {"a line below", add_underline, false, 0, 1},
              {"an edge", add_edge, true, 0, 0},
              {"a table", add_table, false, 0, 0},
              {"dark lines", add_dark_lines, true, -1, 0},
              {"a frame", add_frame, true, 0, 0},
              {"a shade", add_shade, false, 0, 0},
              {"wood around the sheet", add_wood, true, 0, 0},
              {"the shadow of a hand", add_hand, false, -1, 0},
              {"grain", add_grain, false, -1, 0},
              {"a blackboard", make_chalk, false, 0, 0},
              {"pale lines", add_pale_lines, false, 0, 0}};
enum { AROUND_KINDS = sizeof around / sizeof *around };

#endif
