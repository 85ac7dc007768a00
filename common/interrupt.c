// # Ctrl-C
//
// A training of an hour is stopped with Ctrl-C. **Must the hour be lost?** The
// signal may arrive in the middle of a product of matrices, where nothing can
// be saved. So the handler does the one thing that is safe anywhere: it sets
// a flag. The training loop looks at the flag between two steps.
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>

/* atomic: a signal sets it, and trainings in several threads read it */
static atomic_int asked;

static void note(int number)
{
    (void)number;
    asked = 1;
}

// `SA_RESETHAND` makes the handler serve once: a second Ctrl-C has its usual
// effect, for the impatient. A program may train several networks, one after the
// other or at once, and each training begins to watch. Who was asked to stop stays
// asked, or the next training would forget it.
void interrupt_watch(void)
{
    struct sigaction action;
    if (interrupt_asked()) {
        return;
    }
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_asked(void) { return asked != 0; }
