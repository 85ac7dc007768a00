/* logging.h - see criterion.h. */
#include <criterion/criterion.h>

#define cr_log_warn(...) page_report(__VA_ARGS__)
