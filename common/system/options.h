/** @file options.h
 *  @ingroup ch01
 *  The command line that every program shares, and how a program adds to it. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "system/paths.h"

/** The version of the whole project: the one place that says it. */
#define VERSION "0.1.0"

/** What the text after an option must be, and where its value goes. Numbers
 *  are decimal and must be the whole text: `12abc`, `0x10`, `nan`, `inf` and
 *  a blank before the digits are refused. */
typedef enum {
    OPTION_FLAG,   /**< no text; sets a bool */
    OPTION_INT,    /**< a whole number in min … max; sets an int */
    OPTION_REAL,   /**< a finite number in min … max; sets a double */
    OPTION_TEXT,   /**< any text but the empty one; sets a const char pointer
                        into argv */
    OPTION_PLAIN,  /**< as OPTION_TEXT, and NULL before; a word without an
                        option is its value, too */
    OPTION_SEED,   /**< a whole number in 0 … 2^64 - 1; sets a uint64_t */
    OPTION_THREADS /**< as OPTION_INT, and the library uses so many threads */
} OptionKind;

/** One option of a program. */
typedef struct {
    const char *name; /**< without the dashes: "rate" */
    const char *hint; /**< what stands after it in the help: "NUMBER" */
    const char *help; /**< one line, lower case, no full stop */
    OptionKind kind;  /**< how the text is read */
    void *value;      /**< a bool, int, double, const char * or uint64_t:
                           holds the default before, the choice after; a number
                           outside min … max means "not given"; borrowed */
    double min; /**< smallest number allowed; unused for flag and text */
    double max; /**< largest number allowed; HUGE_VAL: no limit */
} Option;

/** The values of the options that all programs share. */
typedef struct {
    const char *program; /**< the name, from argv[0]; borrowed */
    uint64_t seed;       /**< --seed: where the random numbers start; 1 */
    const char *data;    /**< --data: a name or a folder; NULL; borrowed */
    char out[PATH_SIZE]; /**< --out: the folder for what is written; it need
                              not exist yet */
    bool show;           /**< --show: open the figures in a window */
    bool quiet;          /**< --quiet: no progress bar, and no
                              word of what comes next */
} Options;

/** Read the command line argv of argc words into options and into the values
 *  of the program's own count options extra. about is one sentence that says
 *  what the program does. `--help`, `--table` and `--version` print and exit with 0; a
 *  wrong word or value prints one line on stderr and exits with #EXIT_USAGE.
 *  It calls streams_prepare(), so what is printed must arrive. */
void options_parse(Options *options, int argc, char **argv, const char *about,
                   const Option *extra, int count);

/** --threads N, for programs that want it: the option that sets threads, here
 *  to threads_available(), and by options_parse() to what was chosen. */
Option options_threads(int *threads);

#endif
