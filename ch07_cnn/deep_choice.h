/** @file deep_choice.h
 *  @ingroup ch07
 *  Which of the two deep networks a command line means. */
#ifndef DEEP_CHOICE_H
#define DEEP_CHOICE_H

#include "deep_conv_net.h"

/** Set kind to the network called name, "book" or "better". NULL: that of the file of
 *  weights at path weights; without one, too, the better one. Returns false and fills error if there
 *  is no such network (#EXIT_USAGE), or the file cannot be read. */
bool deep_choose(DeepKind *kind, const char *name, const char *weights,
                 Error *error);

#endif
