// # The command line
//
// Each program is an experiment, and its numbers are there to be changed:
// `./ch05/train --rate 0.5`. **What should a program do with a rate of
// `0,5`?** A program that reads as far as it can takes it for $0$ and learns
// nothing for an hour. This one says in one line what it expected, and stops.
#include "system/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>
#include <unistd.h>

#include "ground/utf8.h"
#include "system/streams.h"
#include "system/threads.h"

enum {
    MAX_OPTIONS = 32,
    MAX_THREADS = 1024,
    SHORT_TEXT = 64,
    LINE_WIDTH = 79,
    FIRST_LONG =
        256 /* what getopt_long returns for option 0; above any char */
};

/* What an option wants, in words. */
typedef struct {
    char text[128];
} Expected;

/* The command line while it is being read. */
typedef struct {
    Options *options;
    const char *typed; /* the name of the program, as it was typed */
    const char *about;
    Option all[MAX_OPTIONS]; /* the program's own, then the shared ones */
    int own, count;
    bool help, table, version;
    char defaults[MAX_OPTIONS][SHORT_TEXT];
} Line;

// ## One line when something is wrong
//
// It names the word, what was expected, and how to get help. The word is cut
// after fifty characters and shown without control characters: whatever was
// typed, or pasted, the message stays one line.
typedef struct {
    char text[256];
} Word;

static Word show_word(const char *word)
{
    enum { LONGEST = 50 };
    Word result;
    char *clean = utf8_clean(word);
    int end = 0;
    unsigned code;
    for (int i = 0; i < LONGEST && clean[end] != '\0'; i++) {
        end += utf8_read(clean + end, &code);
    }
    snprintf(result.text, sizeof result.text, "%.*s%s", end, clean,
             clean[end] != '\0' ? "..." : "");
    free(clean);
    return result;
}

_Noreturn static void refuse(const Line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void refuse(const Line *line, const char *format, ...)
{
    va_list args;
    fprintf(stderr, "%s: ", line->options->program);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "; see %s --help\n", line->typed);
    exit(EXIT_USAGE);
}

// ## Numbers, strictly
//
// The C library's readers skip blanks, take `nan`, `inf` and `0x10`, and stop
// without complaint at the first letter they do not know. So we look at the
// characters first, and ask for the whole text afterwards. A minus sign is
// kept away from the seed because `strtoull` would wrap it around: `-1` would
// be $2^{64} - 1$.
static bool made_of(const char *text, const char *characters)
{
    return text[0] != '\0' && text[strspn(text, characters)] == '\0';
}

static bool read_int(const Option *o, const char *text)
{
    char *end;
    errno = 0;
    const long number = strtol(text, &end, 10);
    if (!made_of(text, "-0123456789") || *end != '\0' || errno != 0 ||
        number < INT_MIN || number > INT_MAX || (double)number < o->min ||
        (double)number > o->max) {
        return false;
    }
    *(int *)o->value = (int)number;
    return true;
}

static bool read_real(const Option *o, const char *text)
{
    char *end;
    const double number = strtod(text, &end);
    if (!made_of(text, "+-.0123456789eE") || *end != '\0' ||
        !isfinite((real)number) || number < o->min || number > o->max) {
        return false;
    }
    *(double *)o->value = (double)(real)number; /* what is computed with */
    return true;
}

static bool read_seed(const Option *o, const char *text)
{
    errno = 0;
    const unsigned long long number = strtoull(text, NULL, 10);
    if (!made_of(text, "0123456789") || errno != 0) {
        return false;
    }
    *(uint64_t *)o->value = number;
    return true;
}

static bool is_text(const Option *o)
{
    return o->kind == OPTION_TEXT || o->kind == OPTION_PLAIN;
}

// What was expected is said with the limits, so that the second try succeeds.
static Expected expected_by(const Option *o)
{
    Expected words;
    const size_t size = sizeof words.text;
    const bool whole = o->kind != OPTION_REAL;
    const char *number = whole ? "whole number" : "number";
    if (is_text(o)) {
        snprintf(words.text, size, "a %s", o->hint);
    } else if (o->kind == OPTION_SEED) {
        snprintf(words.text, size, "a whole number from 0 to %llu",
                 (unsigned long long)UINT64_MAX);
    } else if (o->max < (whole ? (double)INT_MAX : HUGE_VAL)) {
        snprintf(words.text, size, "a %s from %.10g to %.10g", number, o->min,
                 o->max);
    } else if (o->min > (whole ? (double)INT_MIN : -HUGE_VAL)) {
        snprintf(words.text, size, "a %s of at least %.10g", number, o->min);
    } else {
        snprintf(words.text, size, "a %s", number);
    }
    return words;
}

static bool read_value(const Option *o, const char *text)
{
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)o->value = true;
        return true;
    case OPTION_TEXT:
    case OPTION_PLAIN:
        *(const char **)o->value = text;
        return text[0] != '\0';
    case OPTION_REAL:
        return read_real(o, text);
    case OPTION_SEED:
        return read_seed(o, text);
    case OPTION_INT:
        return read_int(o, text);
    case OPTION_THREADS:
        if (!read_int(o, text)) {
            return false;
        }
        threads_use(*(int *)o->value);
        return true;
    }
    return false;
}

Option options_threads(int *threads)
{
    *threads = threads_available();
    return (Option){.name = "threads",
                    .hint = "N",
                    .help = "processors to use; the results do not depend on "
                            "it",
                    .kind = OPTION_THREADS,
                    .value = threads,
                    .min = 1,
                    .max = MAX_THREADS};
}

// ## The help
//
// Words are set one after the other; one that would pass the end of the line
// starts the next, below the first. A column is a character, not a byte.
static int width_of(const char *text, size_t length)
{
    const char *end = text + length;
    int width = 0;
    unsigned code;
    for (; text < end; width++) {
        const int bytes = utf8_read(text, &code);
        text += bytes > 0 ? bytes : 1;
    }
    return width;
}

static int print_words(const char *text, int column, int indent)
{
    for (text += strspn(text, " "); *text != '\0';) {
        const size_t length = strcspn(text, " ");
        const int width = width_of(text, length);
        if (column > indent && column + 1 + width > LINE_WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        fwrite(text, 1, length, stdout);
        column += width;
        text += length;
        text += strspn(text, " ");
    }
    return column;
}

// Two columns: a name on the left, its meaning on the right.
static int print_entry(const char *name, const char *hint, int indent,
                       const char *meaning)
{
    const int width =
        printf("  %s%s%s", name, hint[0] != '\0' ? " " : "", hint);
    printf("%*s", indent - width, "");
    return print_words(meaning, indent, indent);
}

static int left_width(const Line *line)
{
    int widest = 0;
    for (int i = 0; i < line->count; i++) {
        const Option *o = &line->all[i];
        const int width = (int)(strlen("  --") + strlen(o->name) +
                                (o->hint ? 1 + strlen(o->hint) : 0));
        widest = width > widest ? width : widest;
    }
    return widest + 2;
}

static void print_options(const Line *line, const char *title, int from,
                          int to)
{
    const int indent = left_width(line);
    printf("\n%s\n", title);
    for (int i = from; i < to; i++) {
        char name[SHORT_TEXT], words[SHORT_TEXT + 16];
        const Option *o = &line->all[i];
        snprintf(name, sizeof name, "--%s", o->name);
        const int column =
            print_entry(name, o->hint ? o->hint : "", indent, o->help);
        if (line->defaults[i][0] != '\0') {
            snprintf(words, sizeof words, "(default %s)", line->defaults[i]);
            print_words(words, column, indent);
        }
        putchar('\n');
    }
}

static void print_environment(void)
{
    static const char *const meanings[][2] = {
        {"MNIST_DIR",
         "the folder that holds MNIST, where --data is not given"},
        {"DL_MASK_TIMES",
         "if set, stars in place of measured times, so that two "
         "runs can be compared"},
        {"OMP_NUM_THREADS",
         "at most so many processors are used, where --threads is not given"},
        {"DL_ABORT", "if set, a bug ends in abort(), for a debugger"},
        {"DISPLAY", "what --show needs; or WAYLAND_DISPLAY"},
    };
    puts("\nEnvironment:");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        print_entry(meanings[i][0], "", 19, meanings[i][1]);
        putchar('\n');
    }
}

// The option whose value may stand without its name; NULL: the program has none.
static const Option *plain_option(const Line *line)
{
    for (int i = 0; i < line->own; i++) {
        if (line->all[i].kind == OPTION_PLAIN) {
            return &line->all[i];
        }
    }
    return NULL;
}

_Noreturn static void print_help(const Line *line)
{
    const Option *plain = plain_option(line);
    printf("Usage: %s [OPTION]...%s%s%s\n\n", line->options->program,
           plain != NULL ? " [" : "", plain != NULL ? plain->hint : "",
           plain != NULL ? "]" : "");
    print_words(line->about, 0, 0);
    putchar('\n');
    if (line->own > 0) {
        print_options(line, "Options:", 0, line->own);
    }
    print_options(line,
                  line->own > 0 ? "Options of all programs:" : "Options:",
                  line->own, line->count);
    puts("\nData:");
    printf("  ");
    print_words(
        "mnist, fashion, digits, or a folder that holds the four files "
        "of MNIST. Without --data: the folder MNIST_DIR, then "
        "data/mnist in the project's root; if MNIST is in neither, the "
        "built-in digits. `make data` downloads MNIST. A program that needs "
        "no examples takes no notice of --data.",
        2, 2);
    putchar('\n');
    print_environment();
    puts("\nExit status:");
    for (const ExitMeaning *e = exit_meanings; e->meaning != NULL; e++) {
        printf("  %3d  %s\n", (int)e->status, e->meaning);
    }
    exit(EXIT_OK);
}

// ## The same for programs
//
// The pages of the book make a form of the options, and ask for them as a table: name,
// kind, what stands after it, default, smallest, largest, meaning, with tabs between.
_Noreturn static void print_table(const Line *line)
{
    static const char *const kinds[] = {
        [OPTION_FLAG] = "flag",      [OPTION_INT] = "whole",
        [OPTION_REAL] = "number",    [OPTION_TEXT] = "text",
        [OPTION_PLAIN] = "text",     [OPTION_SEED] = "seed",
        [OPTION_THREADS] = "threads"};
    for (int i = 0; i < line->count; i++) {
        const Option *o = &line->all[i];
        printf("%s\t%s\t%s\t%s\t%.10g\t%.10g\t%s\n", o->name, kinds[o->kind],
               o->hint ? o->hint : "", line->defaults[i], o->min, o->max,
               o->help);
    }
    exit(EXIT_OK);
}

// ## Reading the line
//
// The defaults are put into words before the first option changes one. A number
// outside of its own limits stands for "not given", and no words say so.
static void put_default(char *words, const Option *o)
{
    const void *value = o->value;
    if (o->kind == OPTION_INT && *(const int *)value >= o->min &&
        *(const int *)value <= o->max) {
        snprintf(words, SHORT_TEXT, "%d", *(const int *)value);
    } else if (o->kind == OPTION_REAL && *(const double *)value >= o->min &&
               *(const double *)value <= o->max) {
        snprintf(words, SHORT_TEXT, "%g", *(const double *)value);
    } else if (is_text(o) && *(char *const *)value != NULL) {
        snprintf(words, SHORT_TEXT, "%s", *(char *const *)value);
    } else if (o->kind == OPTION_SEED) {
        snprintf(words, SHORT_TEXT, "%llu",
                 (unsigned long long)*(const uint64_t *)value);
    } else if (o->kind == OPTION_THREADS) {
        snprintf(words, SHORT_TEXT, "all that there are");
    }
}

static void add(Line *line, Option o)
{
    CHECK(line->count < MAX_OPTIONS, "more than %d options", MAX_OPTIONS);
    for (int i = 0; i < line->count; i++) {
        CHECK(strcmp(line->all[i].name, o.name) != 0, "--%s twice", o.name);
    }
    CHECK(o.min < o.max || (o.kind != OPTION_INT && o.kind != OPTION_REAL),
          "--%s: from %g to %g", o.name, o.min, o.max);
    put_default(line->defaults[line->count], &o);
    line->all[line->count++] = o;
}

static void store(const Line *line, const Option *o, const char *text)
{
    if (!read_value(o, text)) {
        refuse(line, "--%s: '%s' is not %s", o->name, show_word(text).text,
               expected_by(o).text);
    }
}

// ## Did you mean?
//
// How many letters must be put in, taken out, replaced or exchanged with their
// neighbour, until a is b? For every beginning of a, and every beginning of b, the
// answer follows from shorter ones. So a table is filled row by row, from the top.
static int smaller(int a, int b) { return a < b ? a : b; }

static int typing_errors(const char *a, const char *b)
{
    unsigned char cost[SHORT_TEXT + 1][SHORT_TEXT + 1];
    const int rows = (int)strnlen(a, SHORT_TEXT);
    const int columns = (int)strnlen(b, SHORT_TEXT);
    for (int i = 0; i <= rows; i++) {
        for (int j = 0; j <= columns; j++) {
            int least = i + j;
            if (i > 0 && j > 0) {
                least = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                least = smaller(least, cost[i - 1][j] + 1);
                least = smaller(least, cost[i][j - 1] + 1);
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1]) {
                least = smaller(least, cost[i - 2][j - 2] + 1);
            }
            cost[i][j] = (unsigned char)least;
        }
    }
    return cost[rows][columns];
}

// What to say after a word that is no option: the option that it is most like, if
// at most a third of its letters differ.
static Word did_you_mean(const Line *line, const char *word)
{
    Word result = {""};
    char name[SHORT_TEXT];
    const bool bare = strncmp(word, "--", 2) != 0;
    word += strspn(word, "-");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    int least = (int)(strlen(name) + 2) / 3 + 1;
    for (int i = 0; i < line->count; i++) {
        const int errors = typing_errors(name, line->all[i].name);
        if (errors < least && (errors > 0 || bare)) {
            least = errors;
            snprintf(result.text, sizeof result.text, " (did you mean --%s?)",
                     line->all[i].name);
        }
    }
    return result;
}

static void store_plain(const Line *line, const char *word)
{
    const Option *o = plain_option(line);
    if (o == NULL || *(char *const *)o->value != NULL) {
        refuse(line, "'%s' was not expected%s", show_word(word).text,
               did_you_mean(line, word).text);
    }
    store(line, o, word);
}

// `getopt_long` says ':' where a value is missing and '?' for all else, with
// `optopt` for a known option that takes no value or an unknown single letter.
_Noreturn static void complain(const Line *line, int found, const char *word)
{
    if (optopt >= FIRST_LONG) {
        const Option *o = &line->all[optopt - FIRST_LONG];
        refuse(line, "--%s: %s%s", o->name,
               found == ':' ? "it needs " : "it takes no value",
               found == ':' ? expected_by(o).text : "");
    }
    refuse(line, "'%s' is not an option%s", show_word(word).text,
           did_you_mean(line, word).text);
}

// Behind an unknown letter `getopt_long` still stands at its word, if more letters follow:
// who forgets a dash writes `-steps`.
static const char *word_in_question(char **argv)
{
    const char *word = argv[optind];
    const bool letters = optopt > 0 && optopt < FIRST_LONG && word != NULL &&
                         word[0] == '-' && word[1] == optopt;
    return letters ? word : argv[optind - 1];
}

static void read_line(Line *line, int argc, char **argv)
{
    struct option known[MAX_OPTIONS + 1] = {{0}};
    for (int i = 0; i < line->count; i++) {
        const Option *o = &line->all[i];
        known[i] = (struct option){
            o->name, o->kind == OPTION_FLAG ? no_argument : required_argument,
            NULL, FIRST_LONG + i};
    }
    int found;
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":h", known, NULL)) != -1) {
        if (found >= FIRST_LONG) {
            store(line, &line->all[found - FIRST_LONG], optarg);
        } else if (found == 'h') {
            line->help = true;
        } else {
            complain(line, found, word_in_question(argv));
        }
        if (line->help) {
            print_help(line);
        }
        if (line->table) {
            print_table(line);
        }
        if (line->version) {
            printf("%s (Deep Learning from Scratch, in C) %s\n",
                   line->options->program, VERSION);
            exit(EXIT_OK);
        }
    }
    for (; optind < argc; optind++) {
        store_plain(line, argv[optind]);
    }
}

static const char *typed_name(int argc, char **argv)
{
    return argc < 1 || argv[0] == NULL ? "program" : argv[0];
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

// The help shows the default folder as the reader sees it, from the root, and
// not where the project lies on this disk.
static void name_default_output(const char *out, char *words, size_t size)
{
    char root[PATH_SIZE];
    paths_root(root);
    const size_t length = strlen(root);
    const bool below = strncmp(out, root, length) == 0 && out[length] == '/';
    snprintf(words, size, below ? "%.40s in the project's root" : "%.60s",
             below ? out + length + 1 : out);
}

void options_parse(Options *options, int argc, char **argv, const char *about,
                   const Option *extra, int count)
{
    Line line = {
        .options = options, .typed = typed_name(argc, argv), .about = about};
    char place[SHORT_TEXT];
    streams_prepare();
    *options = (Options){.program = last_name(line.typed), .seed = 1};
    paths_default_output(options->out);
    name_default_output(options->out, place, sizeof place);
    const char *out = place;
    for (int i = 0; i < count; i++) {
        add(&line, extra[i]);
    }
    line.own = count;
    const Option shared[] = {
        {"data", "NAME", "the examples; see below", OPTION_TEXT,
         &options->data, 0, 0},
        {"seed", "N", "where the random numbers start", OPTION_SEED,
         &options->seed, 0, 0},
        {"out", "FOLDER", "where figures and files are written", OPTION_TEXT,
         &out, 0, 0},
        {"show", NULL, "open the figures in a window", OPTION_FLAG,
         &options->show, 0, 0},
        {"quiet", NULL, "no progress bar, and no word of what comes next",
         OPTION_FLAG, &options->quiet, 0, 0},
        {"help", NULL, "print this help", OPTION_FLAG, &line.help, 0, 0},
        {"table", NULL, "print the options as a table, for programs",
         OPTION_FLAG, &line.table, 0, 0},
        {"version", NULL, "print the version", OPTION_FLAG, &line.version, 0,
         0},
    };
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        add(&line, shared[i]);
    }
    read_line(&line, argc, argv);
    if (out != place && strlen(out) >= PATH_SIZE) {
        refuse(&line, "--out: '%s' is too long for a path",
               show_word(out).text);
    }
    if (out != place) {
        strcpy(options->out, out);
    }
}
