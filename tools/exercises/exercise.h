/** @file exercise.h
 *  The marker that stands in an exercise where the student's code belongs. */
#ifndef EXERCISE_H
#define EXERCISE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h> /* an answer may print what it wants to look at */

/** Say that function, at line of file, is not written yet, and end the
 * program or the test that called it. */
_Noreturn void exercise_todo(const char *file, int line,
                             const char *function);

/** Replace this line by your own code. */
#define YOUR_CODE_HERE() exercise_todo(__FILE__, __LINE__, __func__)

#endif
