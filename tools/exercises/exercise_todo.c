#include <stdio.h>
#include <stdlib.h>

#include "exercise.h"
#include "ground/base.h"

_Noreturn void exercise_todo(const char *file, int line, const char *function)
{
    have_the_last_word(EXIT_UNWRITTEN);
    fprintf(stderr, "not written yet: %s() in %s:%d\n", function, file, line);
    _Exit(EXIT_UNWRITTEN);
}
