/** @file layers/convolution.h
 *  @ingroup ch07
 *  The convolution layer: the same small filter looks at every place of an image.
 *
 *  @f[ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,iS+u-P,jS+v-P} @f]
 *
 *  x is (N, C, H, W), W is (FN, C, FH, FW), b is (FN) and y is (N, FN, OH, OW).
 *  Numbers outside the image are 0. The filter is not turned over, so strictly
 *  this is a cross-correlation; everybody calls it convolution. By Y. LeCun and
 *  others (1989). */
#ifndef CONVOLUTION_H
#define CONVOLUTION_H

#include "ground/rng.h"
#include "layers/layer.h"
#include "tensor/window.h"

/** A layer of so many filters over so many channels, each as large as window.
 *  Parameters: W (filters, channels, FH, FW), normal noise of rng times scale,
 *  and b (filters), zero. The caller owns it: layer_free(), or network_add(). */
Layer *convolution_new(int channels, int filters, Window window, double scale,
                       Rng *rng);

#endif
