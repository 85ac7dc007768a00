/* A command line: its words stand between zeros. The parser ends the program, at
 * the latest after its help; here that leads back to the target. */
#include "system/options.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { MOST_WORDS = 20 };
static jmp_buf back;
static bool parsing; /* else it is libFuzzer that ends */

/* The linker leads exit() and streams_prepare() here, see tools/proof/proof.mk. */
_Noreturn void __real_exit(int status);
_Noreturn void __wrap_exit(int status);
void __wrap_streams_prepare(void);
_Noreturn void __wrap_exit(int status)
{
    if (!parsing) {
        __real_exit(status);
    }
    if (status != EXIT_OK && status != EXIT_USAGE) {
        abort();
    }
    longjmp(back, 1);
}
void __wrap_streams_prepare(void) {}

static int split(char *text, size_t size, char **words)
{
    int count = 0;
    words[count++] = (char *)(size_t) "ch05/train";
    for (size_t at = 0; at < size && count < MOST_WORDS;
         at += strlen(text + at) + 1) {
        words[count++] = text + at;
    }
    words[count] = NULL;
    return count;
}

static void parse(int count, char **words)
{
    Options options;
    int steps = 10, threads = 1;
    double rate = 0.1;
    const char *file = NULL, *plain = NULL;
    bool fast = false;
    const Option own[] = {
        {"steps", "N", "how many", OPTION_INT, &steps, 1, 1000},
        {"rate", "NUMBER", "how far", OPTION_REAL, &rate, 0, HUGE_VAL},
        {"save", "FILE", "where to", OPTION_TEXT, &file, 0, 0},
        {"image", "FILE", "what", OPTION_PLAIN, &plain, 0, 0},
        {"fast", NULL, "or not", OPTION_FLAG, &fast, 0, 0},
        options_threads(&threads),
    };
    options_parse(&options, count, words, "Learns.", own,
                  sizeof own / sizeof *own);
    CHECK(steps >= 1 && steps <= 1000 && rate >= 0 && threads >= 1 &&
              strlen(options.out) < PATH_SIZE,
          "%d steps, rate %g, %d threads", steps, (double)rate, threads);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words[MOST_WORDS + 1], text[4096] = "";
    const size_t length = size < sizeof text - 1 ? size : sizeof text - 1;
    memcpy(text, data, length);
    parsing = true;
    if (setjmp(back) == 0) {
        parse(split(text, length, words), words);
    }
    parsing = false;
    return 0;
}
