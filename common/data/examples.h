/** @file examples.h
 *  @ingroup ch03
 *  Where the examples come from: MNIST if it is there, else the built-in
 *  digits, or what `--data` names. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "data/dataset.h"

/** What to learn from, and what to be examined on. */
typedef struct {
    Dataset train;   /**< for learning */
    Dataset test;    /**< never shown while learning */
    char name[64];   /**< "MNIST", "Fashion-MNIST", "built-in digits", or a
                        path, as utf8_clean() has it, cut if it is long */
    char note[1024]; /**< for the reader: where they came from; one
                             line or two */
} Examples;

/** Load examples. The name says which:
 *
 *  - NULL: MNIST from `$MNIST_DIR` or from data/mnist in the project's root;
 *    if the variable is not set and the folder holds no file of MNIST, the
 *    built-in digits serve and examples->note says so;
 *  - "mnist", "fashion", "digits": that one, or it is an error;
 *  - anything else: a folder that holds the four IDX files, raw or .gz, itself or
 *    in MNIST/raw below; those of EMNIST are put upright.
 *
 *  Returns false, with examples empty, and fills error if a set or one of its
 *  files is missing (#EXIT_NOT_FOUND, with every place that was tried), a file
 *  is not what it should be (#EXIT_BAD_FILE) or cannot be read (#EXIT_IO). A
 *  set that is there but damaged is never replaced by another one. Release
 *  with examples_clear(). */
bool examples_load(Examples *examples, const char *name, Error *error);

/** The same, with name and error, but data/ and build/ are looked for below
 *  the folder root instead of the project's. Fills examples. */
bool examples_load_below(Examples *examples, const char *root,
                         const char *name, Error *error);

/** For a program that cannot work with any examples: are there at least train to learn from
 *  and test to be examined on, each of at least side x side pixels? Returns false and fills
 *  error (#EXIT_BAD_FILE) with what is missing if not. */
bool examples_enough(const Examples *examples, int train, int test, int side,
                     Error *error);

/** For a program that loads none, but whose answer depends on `--data`: is name NULL, a set
 *  that examples_load() knows, whether it is on this machine or not, or something that is
 *  there? Returns false and fills error as examples_load() does (#EXIT_NOT_FOUND) if not. */
bool examples_exist(const char *name, Error *error);

/** Write into path (of #PATH_SIZE in paths.h) which of the weights that ship
 *  in the folder weights of a chapter, such as "ch03_network", fit data called
 *  name: digits.safetensors for the built-in digits, mnist.safetensors for all
 *  others and for NULL. Whether the file is there is not looked at. Returns
 *  false and fills error if the path is too long. */
bool examples_weights(char *path, const char *chapter, const char *name,
                      Error *error);

/** Release what examples owns and leave it empty. */
void examples_clear(Examples *examples);

#endif
