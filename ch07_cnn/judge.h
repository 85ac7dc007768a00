/** @file judge.h
 *  @ingroup ch07
 *  A second network, which says whether a picture shows a digit at all. */
#ifndef JUDGE_H
#define JUDGE_H

#include "simple_conv_net.h"

/** From here on a picture may show no digit. It was chosen so that of photographed digits
 *  fewer than 2 of 100 are beyond it; [no_digit](no_digit.c) measures what that means. */
#define JUDGE_DOUBTS 0.75

/** The sizes of the network for images of 28 x 28. */
SimpleConvNet judge_shape(void);

/** How probable net finds it that the image x (1, 784) shows no digit, 0 … 1. */
double judge_doubt(Network *net, const Tensor *x);

#endif
