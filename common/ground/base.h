/** @file base.h
 *  @ingroup ch01
 *  The ground: the number type, and what happens when things go wrong.
 *
 *  Three kinds of trouble, three answers:
 *
 *  - **a bug** in the program (shapes that do not fit, a backward before any
 *    forward): #CHECK says where and with which numbers, and stops;
 *  - **the outside world** (a missing file, a full disk): the function
 *    returns false and fills an Error, and the caller decides;
 *  - **no memory** left: allocate() prints and exits, so nobody else has to
 *    test for NULL. */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>

/** The number in every tensor. Training is content with float and twice as
 *  fast in it; checking a gradient needs double. The library is built twice
 *  from this one source, with and without REAL_IS_DOUBLE. A source that needs
 *  exp(x) and the like includes <tgmath.h>, in which that is expf(x) when x is
 *  a float; no header does it for others, because it makes macros of exp and
 *  sqrt. */
#ifdef REAL_IS_DOUBLE
typedef double real;
/** What the linker asks for: only the library in double has it. */
#define LIBRARY_WANTED compiled_for_double_so_link_the_double_library
#else
typedef float real;
/** What the linker asks for: only the library in float has it. */
#define LIBRARY_WANTED compiled_for_float_so_link_the_float_library
#endif

/** What only the library of the same precision has. */
extern const char LIBRARY_WANTED;

/** By library_wanted every object asks for that library. With the other one a
 *  program would compute rubbish; the linker refuses it, and what it names
 *  says what to do. */
static const char *const library_wanted __attribute__((used)) =
    &LIBRARY_WANTED;

/** What a program's exit status says. Below 64 the program's own results,
 *  from 64 on the numbers of BSD's sysexits.h, 128 + n a signal n; a
 *  training that is ended by one of these signals saves what was learnt. */
typedef enum {
    EXIT_OK = 0,             /**< everything went well */
    EXIT_DIVERGED = 3,       /**< the loss became infinite or not a number */
    EXIT_USAGE = 64,         /**< a wrong option or value */
    EXIT_BAD_FILE = 65,      /**< a file that is not what it should be */
    EXIT_NOT_FOUND = 66,     /**< a named file or data set is missing */
    EXIT_UNAVAILABLE = 69,   /**< what the program needs is not installed */
    EXIT_BUG = 70,           /**< a broken promise inside the program */
    EXIT_NO_MEMORY = 71,     /**< out of memory */
    EXIT_CANNOT_CREATE = 73, /**< an output file or folder cannot be made */
    EXIT_IO = 74,            /**< reading or writing failed midway */
    EXIT_UNWRITTEN = 75,     /**< an exercise that is not written yet */
    EXIT_HUNG_UP = 129,      /**< the terminal was closed (HUP) */
    EXIT_INTERRUPTED = 130,  /**< Ctrl-C (INT) */
    EXIT_UNREAD = 141,       /**< nobody reads the output any more (PIPE) */
    EXIT_TERMINATED = 143    /**< a request to end (TERM) */
} ExitStatus;

/** One line of the table of exit statuses. */
typedef struct {
    ExitStatus status;   /**< the number */
    const char *meaning; /**< the same in words */
} ExitMeaning;

/** The table of exit statuses, in rising order; the last meaning is NULL. */
extern const ExitMeaning exit_meanings[];

/** What status means, in the words of that table; it must be in it. */
const char *exit_meaning(ExitStatus status);

/** What went wrong outside, and the exit status that fits. */
typedef struct {
    ExitStatus status; /**< for exit(), if the program gives up */
    /** What, where (a path of 500 bytes has room), and what to do; one line, without
     *  its end. */
    char message[1024];
} Error;

/** Report trouble in the outside world: fill error with status and with the
 *  message that format describes as in printf(). Returns false, always, so
 *  that `return fail(...)` is one line. */
bool fail(Error *error, ExitStatus status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A promise that the caller made. If condition is false there is a bug, and
 *  the program stops with file, line, function, the printf() message that
 *  follows, and #EXIT_BUG (or abort(), for a debugger, if the environment
 *  variable DL_ABORT is set). */
#define CHECK(condition, ...) \
    ((condition) ? (void)0    \
                 : check_failed(__FILE__, __LINE__, __func__, __VA_ARGS__))

/** Before a program ends with status and says why: if another thread is ending it, wait for
 *  that; if this one is, since something failed on the way out, end at once. Else what was
 *  printed so far arrives first. */
void have_the_last_word(ExitStatus status);

/** The stop behind #CHECK: prints file, line, function and the message that
 *  format describes, and ends the program. */
_Noreturn void check_failed(const char *file, int line, const char *function,
                            const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Print "program: message" on stderr and exit with error's status. For
 *  main() only: nothing else decides to end a program. */
_Noreturn void die(const char *program, const Error *error);

/** Zeroed memory for count things of size bytes each, from a multiple of 64
 *  bytes on, so that no vector straddles two cache lines. Never NULL: the
 *  program ends with #EXIT_NO_MEMORY instead. The caller releases it with
 *  free(). */
void *allocate(size_t count, size_t size);

/** End the program with #EXIT_NO_MEMORY and say for what there is none, as
 *  format describes: for the callers of libraries that take memory themselves. */
_Noreturn void out_of_memory(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/** The same, for what was done with path, if cause, which is an `errno`, says
 *  that memory is lacking; else nothing. */
void check_memory(int cause, const char *path);

#endif
