/* What the main page shows of a training, compared with its beginning; and with the whole of
 * it if DL_WHOLE is set. A sanitizer learns nothing new from it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* Two words are alike if they are equal, or numbers that are: another compiler
   may round differently. What is masked is like everything. */
static bool alike(const char *shown, const char *printed)
{
    char *shown_end, *printed_end;
    shown += strspn(shown, "(");
    printed += strspn(printed, "(");
    const double a = strtod(shown, &shown_end);
    const double b = strtod(printed, &printed_end);
    if (*printed == '*') {
        return shown_end > shown;
    }
    if (shown_end == shown || printed_end == printed) {
        return strcmp(shown, printed) == 0;
    }
    const double most = strchr(shown, '.') != NULL ? 0.01 : 0.01 * fabs(a);
    return fabs(a - b) <= most && strcmp(shown_end, printed_end) == 0;
}

static bool lines_alike(const char *shown, const char *printed)
{
    char of_shown[256], of_printed[256];
    int step, other;
    while (sscanf(shown, "%255s%n", of_shown, &step) == 1) {
        if (sscanf(printed, "%255s%n", of_printed, &other) != 1 ||
            !alike(of_shown, of_printed)) {
            return false;
        }
        shown += step;
        printed += other;
    }
    return sscanf(printed, "%255s", of_printed) != 1;
}

/* The next line of *text, which then begins behind it; NULL at the end. */
static char *next_line(char **text)
{
    char *line = *text, *end = line + strcspn(line, "\n");
    *text = *end == '\n' ? end + 1 : end;
    *end = '\0';
    return line < *text ? line : NULL;
}

/* The last line of a training is that of the exam, and the table ends with its number. */
static void expect_exam(const char *row, const char *after)
{
    double test = -1;
    sscanf(row, "%*f %*f %*f %lf", &test);
    const double exam = number_after(after, "test accuracy ");
    cr_assert(fabs(exam - test) < 1e-6 && strstr(after, " of 4000)") != NULL,
              "%g in the table, and then:\n%s", test, after);
}

/* Each line that the README shows comes in the output, in this order; a line
   with … stands for others, and what follows it for the end of the training. The
   digits are named here, so that a machine with MNIST shows the same. */
Test(findings, readme_shows_what_train_prints)
{
    static const char head[] =
        "```text test ch05 findings/readme_shows_what_train_prints\n";
    char *readme = read_file(SOURCES "/README.md", NULL);
    char *listing = strstr(readme, head);
    cr_assert(listing != NULL, "README.md shows no output of this test");
    listing += strlen(head);
    static const char *const nine_epochs[] = {"--steps", "1800", NULL};
    Outcome o = run_on_digits("ch05/train", whole() ? NULL : nine_epochs);
    char *rest = o.out, *shown, *printed = rest;
    int compared = 0;
    while ((shown = next_line(&listing)) != NULL &&
           strcmp(shown, "```") != 0) {
        if (strstr(shown, "…") != NULL) {
            if (!whole()) {
                expect_exam(printed, rest);
                break;
            }
            continue;
        }
        do {
            printed = next_line(&rest);
            cr_assert(printed != NULL, "train does not print: %s", shown);
        } while (!lines_alike(shown, printed));
        compared++;
    }
    cr_assert(compared >= (whole() ? 8 : 6), "%d lines were compared",
              compared);
    outcome_clear(&o);
    free(readme);
}
