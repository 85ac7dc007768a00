/** @file recognizer.h
 *  @ingroup ch03
 *  A network of three layers with given weights: all that chapter 3 needs to
 *  read digits. The network of chapter 5 learns as well. */
#ifndef RECOGNIZER_H
#define RECOGNIZER_H

#include "tensor/tensor.h"

enum { RECOGNIZER_LAYERS = 3 /**< two hidden layers and the output */ };

/** Weights and biases, and room for what the layers compute. Start from
 *  `Recognizer net = {0}`. */
typedef struct {
    Tensor
        *W[RECOGNIZER_LAYERS]; /**< (inputs, neurons) of each layer; owned */
    Tensor *b[RECOGNIZER_LAYERS]; /**< (neurons) of each layer; owned */
    Tensor *z[RECOGNIZER_LAYERS]; /**< outputs (N, neurons); owned */
    char data[64]; /**< which data the weights were learnt from, as noted in
                        the file; empty if it does not say */
} Recognizer;

/** Fill the empty net with W1 b1 W2 b2 W3 b3 of the safetensors file at path,
 *  for inputs of so many pixels and answers of at least so many classes. All
 *  other sizes are the file's. Returns false, with net empty, and fills error
 *  (#EXIT_NOT_FOUND, #EXIT_BAD_FILE, #EXIT_IO) if the file is missing or not
 *  sound, or a tensor is missing, does not fit or holds numbers that are not
 *  finite. Release net with recognizer_clear(). */
bool recognizer_load(Recognizer *net, const char *path, int pixels,
                     int classes, Error *error);

/** The probabilities (N, classes) of net for the images x (N, pixels), each
 *  row adding up to 1; borrowed from net until the next call. */
const Tensor *recognizer_predict(Recognizer *net, const Tensor *x);

/** Release what net owns and leave it empty. */
void recognizer_clear(Recognizer *net);

#endif
