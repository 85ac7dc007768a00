// # A page has no Ctrl-C
//
// In a browser, who wants a program to stop presses Stop. **Why is there nothing to
// note?** The page ends the [worker](../../../docs/run/worker.js) in which the program runs,
// in the middle of whatever it does. [Elsewhere](../interrupt.c) a signal is noted.
#include "system/interrupt.h"

void interrupt_watch(void) {}

bool interrupt_asked(void) { return false; }

ExitStatus interrupt_status(void) { return EXIT_OK; }
