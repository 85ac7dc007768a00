// # Three kinds of trouble
//
// A program asks for a file that is not there, multiplies two matrices that do
// not fit, or finds no memory left. **Should the same thing happen in all three
// cases?** No, because a different person has to act: the one who wrote the
// program, the one who runs it, or nobody. So there are three answers, and the
// whole library uses only these.
#include "ground/base.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The library is built in float and in double, and each has a word that the other has
// not. Every object that includes `base.h` asks for one of them.
const char LIBRARY_WANTED = 0;

// ## How a program ends
//
// The number that a program leaves behind is the only thing that a script or
// `make` sees of it. Each number has one meaning everywhere, and this table is
// what `--help` prints.
const ExitMeaning exit_meanings[] = {
    {EXIT_OK, "everything went well"},
    {EXIT_DIVERGED, "the loss became infinite or not a number"},
    {EXIT_USAGE, "a wrong option or value"},
    {EXIT_BAD_FILE, "a file that is not what it should be"},
    {EXIT_NOT_FOUND, "a named file or data set is missing"},
    {EXIT_UNAVAILABLE, "what this program needs is not installed"},
    {EXIT_BUG, "a bug: please report it"},
    {EXIT_NO_MEMORY, "out of memory"},
    {EXIT_CANNOT_CREATE, "an output file or folder cannot be made"},
    {EXIT_IO, "reading or writing failed midway"},
    {EXIT_UNWRITTEN, "an exercise that is not written yet"},
    {EXIT_HUNG_UP, "the terminal was closed"},
    {EXIT_INTERRUPTED, "Ctrl-C was pressed"},
    {EXIT_UNREAD, "nobody reads the output any more"},
    {EXIT_TERMINATED, "a request to end, by kill for example"},
    {EXIT_OK, NULL},
};

const char *exit_meaning(ExitStatus status)
{
    const ExitMeaning *e = exit_meanings;
    while (e->meaning != NULL && e->status != status) {
        e++;
    }
    CHECK(e->meaning != NULL, "the status %d has no meaning", (int)status);
    return e->meaning;
}

// ## The outside world
//
// A missing file is no bug, and no reason to stop: perhaps the caller has a
// second place to look. So the function that notices it fills an Error and
// returns false. `return fail(error, ...)` does both.
bool fail(Error *error, ExitStatus status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    for (char *c = error->message; *c != '\0'; c++) {
        *c = iscntrl((unsigned char)*c) ? ' ' : *c;
    }
    error->status = status;
    return false;
}

// ## The last word
//
// Several threads may find at the same moment that they cannot go on, and a program
// ends only once. The first one speaks and ends it; the others wait for that. What runs on
// the way out may fail too: then the thread that ends the program ends it at once.
void have_the_last_word(ExitStatus status)
{
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    static _Thread_local bool mine;
    if (mine) {
        _Exit((int)status);
    }
    while (atomic_flag_test_and_set(&taken)) {
    }
    mine = true;
    fflush(stdout);
}

// ## A bug
//
// After a broken promise nothing can be trusted, so the program stops at once.
// What it says is for the programmer: where it happened, and the numbers that
// did not fit. With `DL_ABORT` set it stops inside a debugger instead.
void check_failed(const char *file, int line, const char *function,
                  const char *format, ...)
{
    va_list args;
    have_the_last_word(EXIT_BUG);
    fprintf(stderr, "%s:%d: %s: ", file, line, function);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    if (getenv("DL_ABORT") != NULL) {
        abort();
    }
    exit(EXIT_BUG);
}

// Only `main` decides that trouble outside ends the program. What it says is
// for the user: what is wrong, and what to do.
void die(const char *program, const Error *error)
{
    have_the_last_word(error->status);
    fprintf(stderr, "%s: %s\n", program, error->message);
    exit((int)error->status);
}

// ## Memory
//
// A caller who cannot go on without memory has nothing useful to say when it
// runs out. So nobody asks: there is one place that prints and ends.
//
// Two more things are settled here. The product of `count` and `size` could
// wrap around to a small number, so the division comes first. And memory
// begins at a multiple of 64 bytes, which is what travels to the processor in
// one piece. It ends where it was asked to: a byte more, and a sanitizer would not
// see who goes beyond the end.
void out_of_memory(const char *format, ...)
{
    va_list args;
    have_the_last_word(EXIT_NO_MEMORY);
    fputs("out of memory: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(EXIT_NO_MEMORY);
}

void *allocate(size_t count, size_t size)
{
    const size_t line = 64; /* bytes that travel together to the processor */
    const bool fits = size == 0 || count <= SIZE_MAX / size;
    const size_t bytes = fits ? count * size : 0;
    void *memory = NULL;
    if (!fits || posix_memalign(&memory, line, bytes > 0 ? bytes : 1) != 0) {
        out_of_memory("%zu x %zu bytes", count, size);
    }
    return memset(memory, 0, bytes);
}

// Libraries take memory too, and those of C and the system report its lack like any
// other trouble, by a number. It is no fault of the file that they speak of.
void check_memory(int cause, const char *path)
{
    if (cause == ENOMEM) {
        out_of_memory("at %s", path);
    }
}
