/** @file support.h
 *  What the tests of all chapters share. Nothing here is part of the library. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <tgmath.h>

#include "data/examples.h"
#include "ground/rng.h"
#include "layers/layer.h"
#include "network/network.h"

/** Whether the experiments of the pages are to be run as their pages have them: DL_WHOLE is
 *  set, as the nightly does. Else a test makes them as short as still shows what they find. */
bool whole(void);

/** The first line of a test that needs the real MNIST: the test counts as not run where the
 *  library finds none, in any of the layouts that it knows. Files that are there and wrong
 *  fail it. */
void need_mnist(void);

/** The same for a test that looks at MNIST itself, which it gets, and frees with
 *  examples_clear(). */
Examples load_mnist(void);

/** The tolerance that suits the build: loose for float, tight for double. */
#define TOLERANCE(single, twice) (sizeof(real) == 8 ? (twice) : (single))

/** Fail the test unless got[i] is within absolute + relative * |want[i]| of
 *  want[i] for all count places; the message names the first that is not. */
void expect_near(const real *got, const real *want, int count,
                 double relative, double absolute);

/** Fill t with normal numbers from rng. */
void fill_normal(Tensor *t, Rng *rng);

/** The judge of layers: L = sum(r * layer(x)) with random r has dL/d(out) = r,
 *  so layer_backward(r) must agree with the numerical gradient of L in x and
 *  in every parameter. Differences are divided by the largest gradient of the
 *  tensor; a gradient that is zero everywhere fails. x is kept away from 0 by
 *  `gap`, so that kinks there do no harm. The layer is freed. */
void judge_layer(Layer *layer, Shape shape, uint64_t seed, real gap);

/** The same at this x, where a kink is elsewhere than at 0; r is drawn from rng. Both
 *  layer and x are freed. */
void judge_layer_at(Layer *layer, Tensor *x, Rng *rng);

/** Fail the test unless the layers of net, but for that of the loss, are of these kinds:
 *  "affine, relu, affine" for example. */
void expect_layers(const Network *net, const char *kinds);

/** What a program or a function left behind when it ended. */
typedef struct {
    int status; /**< the exit status; 128 + n if signal n killed it */
    char *out;  /**< what it printed on stdout; owned */
    char *err;  /**< what it printed on stderr; owned */
} Outcome;

/** Release what outcome owns. */
void outcome_clear(Outcome *outcome);

/** Run body(context) in a child process and catch how it ends. */
Outcome run_function(void (*body)(void *context), void *context);

/** Whether the memory of a process can be limited: a sanitizer and valgrind need
 *  more of their own than any limit, and qemu keeps none. */
bool memory_can_be_limited(void);

/** Skip this test where memory cannot be limited. */
void skip_without_a_limit_of_memory(void);

/** Run body(context) in child processes that have no memory left, then a little,
 *  and more each time, until one ends well. Fails the test unless all others, and
 *  at least one, end with #EXIT_NO_MEMORY and say so. Memory must be one that can be
 *  limited. */
void expect_out_of_memory(void (*body)(void *context), void *context);

/** Run a program, such as "ch05/train", with the words of argv (without the
 *  name; NULL ends it) in folder (NULL: as we are).
 *  environment holds "NAME=value" words to add, ended by NULL; may be NULL. */
Outcome run_program(const char *program, const char *const *argv,
                    const char *folder, const char *const *environment);

/** Run a program, given with its words as one command (NULL ends it), in the folder /, with
 *  #without_gnuplot. If it does not end within a minute of the processor's time, it is killed,
 *  and its status is above all of ours. */
Outcome run_a_minute(const char *const *command);

/** Run the shell's script in folder; $PROGRAMS is where the programs are, as in
 *  "$PROGRAMS/ch05/train". environment as for run_program(). */
Outcome run_script(const char *script, const char *folder,
                   const char *const *environment);

/** Run a program with the words of argv, its stderr being a terminal, on which
 *  Ctrl-C is pressed when sign is seen there; NULL presses nothing. The end of what
 *  stood on the terminal is in err. After a minute the program is killed. */
Outcome run_on_terminal(const char *program, const char *const *argv,
                        const char *sign);

/** Fail the test unless outcome has this exit status and printed words, on
 *  stdout if status is 0, else on stderr. */
void expect_outcome(const Outcome *outcome, int status, const char *words);

/** For run_program(): measured times masked, and no MNIST. */
extern const char *const masked[];

/** For run_program(): the same, and no gnuplot can be found (except one that
 *  `setup --local` unpacked). */
extern const char *const without_gnuplot[];

/** For run_script(): the same, and mpirun starts more ranks than there are
 *  processors, also as root. Ranks that wait let others go first. */
extern const char *const on_many[];

/** What program prints with the built-in digits, the words of more (NULL ends
 *  it; may be NULL), and an --out folder of its own. Fails the test unless it
 *  ends well. The caller clears the result. */
Outcome run_on_digits(const char *program, const char *const *more);

/** The count numbers that follow the first place of words in text; a test fails
 *  if there are fewer. Parentheses and "to" between them are passed over. */
void numbers_after(const char *text, const char *words, int count,
                   double *numbers);

/** The first number after words in text; a test fails if there is none. */
double number_after(const char *text, const char *words);

/** Fail the test unless program, on #FEW digits and with the words of more, prints
 *  the same with 1, 3 and 8 threads, from head to the end; and without gnuplot, as
 *  expect_run() with #without_gnuplot. */
void expect_same_at_threads(const char *program, const char *const *more,
                            const char *head);

/** Fail the test unless a program, given with its words as one command (NULL ends it), does
 *  with any data set what it can: it is run on a few images, and on very small ones and odd ones,
 *  of no more than most pixels a side. It may refuse them, but that must be no bug, and it must
 *  end. */
void expect_sense_on_any_data(const char *const *command, int most);

/** Fail the test unless program, run in the folder /, answers --help with its
 *  name and the shared options, and refuses an option that does not exist
 *  with #EXIT_USAGE and a pointer to --help. */
void expect_manners(const char *program);

/** Fail the test unless body(context) stops with #EXIT_BUG and a message that
 *  contains words. */
void expect_stop(void (*body)(void *context), void *context,
                 const char *words);

/** A fresh empty folder for the running test, below the system's temporary
 *  folder; its path is owned. Remove it with remove_folder(). */
char *make_folder(void);

/** A fresh folder with these examples, as a data set of four files; train and test are
 *  cleared. The path is owned; remove_folder() removes it. */
char *make_folder_of(Dataset train, Dataset test);

/** A fresh folder with the first of the built-in digits, as a data set of four files:
 *  so many to learn from, and so many to be examined on. For `--data`, because to
 *  draw all 24,000 takes longer than most of what is tested then. */
char *make_digits_folder(int train, int test);

/** The same with every second pixel of every second row, 14 x 14 in all: for what tries each
 *  weight of each pixel. */
char *make_small_digits_folder(int train, int test);

/** Enough where a test needs some digits, whatever is learnt from them. */
enum { FEW = 300 };

/** Remove folder and all in it, and release its path. Fails the test if a file there is
 *  still open in this process. */
void remove_folder(char *folder);

/** The whole file at path, zero-terminated; size may be NULL. Fails the test
 *  if it cannot be read. The caller owns the result. */
char *read_file(const char *path, size_t *size);

/** Fail the test unless the state of a training at path says of itself that it has these
 *  settings, and no others. */
void expect_settings(const char *path, const char *settings);

/** Write size bytes to path. Fails the test if that fails. */
void write_file(const char *path, const void *bytes, size_t size);

/** Run program from / with the words of argv (NULL: none), an `--out` folder of
 *  its own and environment added (NULL: none). Fail the test unless it ends
 *  with status 0 and printed all of words (NULL ends them) in this order. */
void expect_run(const char *program, const char *const *argv,
                const char *const *environment, const char *const *words);

/** The same on #FEW digits. */
void expect_run_on_few(const char *program, const char *const *argv,
                       const char *const *environment,
                       const char *const *words);

#endif
