#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "exercise.h"
#include "ground/base.h"

/* Several threads may come here. The first one ends the program, and the others wait for
 * that. */
_Noreturn void exercise_todo(const char *file, int line, const char *function)
{
    static atomic_flag first = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&first)) {
    }
    fflush(stdout);
    fprintf(stderr, "not written yet: %s() in %s:%d\n", function, file, line);
    _Exit(EXIT_UNWRITTEN);
}
