// # Ctrl-C
//
// A training of an hour is stopped with Ctrl-C. **Must the hour be lost?** The
// signal may arrive in the middle of a product of matrices, where nothing can
// be saved. So the handler does what is safe anywhere: it notes which signal came.
// The training loop looks at the note between two steps.
#include "system/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

/* atomic: a signal sets it, and trainings in several threads read it */
static atomic_int asked;

/* the descriptor of what is written now, -1 for none, and whether its reader was left */
static atomic_int writing = -1;
static atomic_bool left;

// ## A reader who sleeps
//
// A pipe holds some thousand characters. When it is full, whoever prints waits until
// the other end reads; and if it never does, nothing is ever saved. So with the request
// to stop we ask the system whether there is room, and if there is none, what is printed
// goes nowhere from now on. A `printf` that waits begins again (`SA_RESTART` below), and
// waits no longer. All these calls are allowed in a handler.
//
// Weights that are written into a pipe have a reader, too. But they are no weights without
// their end, so it is also noted that this reader was left.
static bool leave_sleeping_reader(int number)
{
    struct pollfd stream = {.fd = number, .events = POLLOUT};
    if (poll(&stream, 1, 0) != 0) {
        return false;
    }
    const int nowhere = open("/dev/null", O_WRONLY);
    const bool done = dup2(nowhere, number) == number;
    close(nowhere);
    return done;
}

static void leave_sleeping_readers(void)
{
    const int before = errno;
    leave_sleeping_reader(STDOUT_FILENO);
    leave_sleeping_reader(STDERR_FILENO);
    if (leave_sleeping_reader(writing)) {
        left = true;
    }
    errno = before;
}

void interrupt_begin_writing(int descriptor)
{
    left = false;
    writing = descriptor;
}

bool interrupt_end_writing(void)
{
    writing = -1;
    return !left;
}

// ## The note
//
// A reader that dies of the same Ctrl-C leaves a broken pipe behind, and a second
// signal follows. The first one is the reason why we stop.
static void note(int number)
{
    int nobody = 0;
    atomic_compare_exchange_strong(&asked, &nobody, number);
    leave_sleeping_readers();
}

// Whoever started the program may have decided that it does not see a signal: `nohup`
// does so with HUP, and a shell with the Ctrl-C that is not meant for a program in
// its background. What is ignored stays ignored.
static void watch(int number, int flags)
{
    struct sigaction before,
        action = {.sa_handler = note, .sa_flags = flags | (int)SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 &&
        before.sa_handler != SIG_IGN) {
        sigaction(number, &action, NULL);
    }
}

// `SA_RESETHAND` makes the handler serve once: a second Ctrl-C has its usual
// effect, for the impatient. The other signals often come twice without anybody being
// impatient: when a terminal is closed, both the system and the shell send HUP. So
// they are noted each time, and the first is enough.
//
// A program may train several networks, one after the other or at once, and each
// training begins to watch. Who was asked to stop stays asked, or the next training
// would forget it.
void interrupt_watch(void)
{
    if (interrupt_asked()) {
        return;
    }
    watch(SIGINT, (int)SA_RESETHAND);
    watch(SIGHUP, 0);
    watch(SIGPIPE, 0);
    watch(SIGTERM, 0);
}

bool interrupt_asked(void) { return asked != 0; }

ExitStatus interrupt_status(void)
{
    return asked == 0 ? EXIT_OK : (ExitStatus)(128 + asked);
}
