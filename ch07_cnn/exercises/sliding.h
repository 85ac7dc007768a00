/** @file sliding.h
 *  What the adapters of chapter 7 share; see play.h. */
#ifndef SLIDING_H
#define SLIDING_H

#include "ch07.h"
#include "tensor/window.h"

/** Whether window moves and is padded in the same way in both directions: the
 * exercises know no other. */
static inline bool sliding_fits(const Window *window)
{
    return window->stride_down == window->stride_right &&
           window->pad_down == window->pad_right;
}

/** What my_im2col() and its friends are told: the lengths of images of the
 *  shape x (N, C, H, W), and of window, which moves over them. */
static inline struct sliding sliding_of(Shape x, const Window *window)
{
    const Shape out = window_output(window, x, 1);
    CHECK(sliding_fits(window), "the exercises have one stride, one padding");
    return (struct sliding){
        .N = (size_t)x.n[0],
        .C = (size_t)x.n[1],
        .H = (size_t)x.n[2],
        .W = (size_t)x.n[3],
        .FH = (size_t)window->height,
        .FW = (size_t)window->width,
        .S = (size_t)window->stride_down,
        .P = (size_t)window->pad_down,
        .OH = (size_t)out.n[2],
        .OW = (size_t)out.n[3],
    };
}

#endif
