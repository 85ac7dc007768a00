// # What a program prints
//
// `printf` succeeds even on a full disk, into a pipe that nobody reads, and
// after the shell has closed the output with `>&-`. **When does a program learn
// that its words did not arrive?** When they leave its buffer, perhaps at the very
// end, where nobody looks. We look.
#include "system/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/interrupt.h"

// ## Three numbers that are taken
//
// The system knows an open file by a number, and 0, 1 and 2 mean input, output and
// messages. A new file gets the smallest number that is free. If the output was closed,
// that is 1: the next file of weights would be there, and every `printf` would write
// into it. So we open something harmless until all three are taken. It is open for
// reading, so that to print there is an error as before.
static void take_free_numbers(void)
{
    int number = STDIN_FILENO;
    while (number >= 0 && number <= STDERR_FILENO) {
        number = open("/dev/null", O_RDONLY);
    }
    close(number);
}

// ## What was printed must arrive
//
// The cause of a failure is known only while it happens; later, `errno` may speak of
// something else. That an output was never open for writing can still be asked.
static const char *why_not_written(bool now)
{
    const int cause = errno, flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) {
        return "it is not open for writing";
    }
    return now ? strerror(cause) : "it failed earlier";
}

// Who interrupts a program need not hear that its last words were lost. The status says
// who it was.
static void check_stdout(void)
{
    const bool fails_now = fflush(stdout) != 0;
    if (!fails_now && !ferror(stdout)) {
        return;
    }
    if (interrupt_asked()) {
        _exit((int)interrupt_status());
    }
    fprintf(stderr, "standard output cannot be written: %s\n",
            why_not_written(fails_now));
    _exit(EXIT_IO);
}

void streams_prepare(void)
{
    take_free_numbers();
    atexit(check_stdout);
}

// A line that changes all the time, as one that shows how far a training has come, is for
// a terminal alone, and for one that can go back in its line. In a file it would be a
// thousand lines.
bool streams_watched(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}
