/* logging.h - see criterion.h. */
#include <criterion/criterion.h>

#define cr_log_info(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr))
