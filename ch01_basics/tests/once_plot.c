#include "figures/plot.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "figures/gnuplot.h"
#include "figures/plot_layout.h"
#include "support.h"

enum { EPOCHS = 17 };

/* A figure that is saved in a child process, in a world of its own. */
typedef struct {
    const char *folder;
    void (*make)(const Options *options);
    const char *environment[4]; /* "NAME=value" each */
    bool show;
} Scene;

static void act(void *context)
{
    const Scene *scene = context;
    Options options = {.program = "test", .show = scene->show};
    snprintf(options.out, sizeof options.out, "%s", scene->folder);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    for (int i = 0; i < 4 && scene->environment[i] != NULL; i++) {
        char name[32];
        const char *word = scene->environment[i];
        const size_t length = strcspn(word, "=");
        snprintf(name, sizeof name, "%.*s", (int)length, word);
        setenv(name, word + length + 1, 1);
    }
    scene->make(&options);
}

static Outcome play(Scene scene)
{
    Outcome outcome = run_function(act, &scene);
    cr_assert(outcome.status == 0, "status %d: %s", outcome.status,
              outcome.err);
    return outcome;
}

static char *in(const char *folder, const char *name)
{
    char *path = allocate(PATH_SIZE, 1);
    Error error;
    cr_assert(paths_join(path, folder, name, &error), "%s", error.message);
    return path;
}

static char *content(const char *folder, const char *name)
{
    char *path = in(folder, name), *text = read_file(path, NULL);
    free(path);
    return text;
}

static bool exists(const char *folder, const char *name)
{
    char *path = in(folder, name);
    const bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

static void expect_in(const char *text, const char *words)
{
    cr_assert(strstr(text, words) != NULL, "no <%s> in:\n%s", words, text);
}

/* A program called name in folder, of the shell's commands. */
static void write_program(const char *folder, const char *name,
                          const char *commands)
{
    char *path = in(folder, name), text[1024];
    const int length =
        snprintf(text, sizeof text, "#!/bin/sh\n%s\n", commands);
    write_file(path, text, (size_t)length);
    cr_assert(chmod(path, 0755) == 0, "no chmod of %s", path);
    free(path);
}

static void save(Plot *plot, const Options *options)
{
    Error error = {0};
    if (!plot_save(plot, options, &error)) {
        printf("%d %s", (int)error.status, error.message);
    }
    plot_free(plot);
}

/* -- an XML reader that only knows whether a text is well-formed ----------- */

static const char *skip_tag(const char *text, int *depth)
{
    char quote = '\0';
    const char *start = text;
    *depth += text[1] == '/' ? -1 : text[1] == '?' || text[1] == '!' ? 0 : 1;
    for (text++; *text != '>' || quote != '\0'; text++) {
        cr_assert(*text != '\0' && (*text != '<' || quote != '\0'),
                  "a tag without end: %.40s", start);
        if (quote != '\0') {
            quote = *text == quote ? '\0' : quote;
        } else if (*text == '"' || *text == '\'') {
            quote = *text;
        }
    }
    *depth -= text[-1] == '/';
    return text + 1;
}

static void expect_xml(const char *text)
{
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;",
                                           "&#"};
    int depth = 0;
    while (*text != '\0') {
        if (strncmp(text, "<!--", 4) == 0) {
            text = strstr(text, "-->");
            cr_assert(text != NULL, "a comment without end");
        } else if (*text == '<') {
            text = skip_tag(text, &depth);
            cr_assert(depth >= 0, "an end without a beginning: %.40s", text);
            continue;
        } else if (*text == '&') {
            size_t i = 0;
            while (i < 5 &&
                   strncmp(text, entities[i], strlen(entities[i])) != 0) {
                i++;
            }
            cr_assert(i < 5, "a bare ampersand: %.20s", text);
        }
        cr_assert((unsigned char)*text >= ' ' ||
                      isspace((unsigned char)*text),
                  "a control character: %d", *text);
        text++;
    }
    cr_assert(depth == 0, "%d tags are still open", depth);
}

/* -- the figures ----------------------------------------------------------- */

static void learning_curves(const Options *options)
{
    double epoch[EPOCHS], train[EPOCHS], test[EPOCHS];
    for (int i = 0; i < EPOCHS; i++) {
        epoch[i] = i;
        train[i] = 1 - 0.9 / (i + 1);
        test[i] = 0.97 - 0.87 / (i + 1);
    }
    Plot *plot =
        plot_new("curves", (PlotFrame){.x = "epoch", .y = "accuracy"});
    plot_series(plot, "train", PLOT_LINE, EPOCHS, epoch, train);
    plot_series(plot, "test", PLOT_DASHED, EPOCHS, epoch, test);
    save(plot, options);
}

static const char *const all_files[] = {"curves.tsv", "curves.gp",
                                        "curves.svg", "curves.png"};

Test(plot, a_figure_leaves_four_files_and_names_the_svg)
{
    char *folder = make_folder(), line[PATH_SIZE],
         *deep = in(folder, "out/x");
    Outcome outcome = play((Scene){deep, learning_curves, {NULL}, false});
    snprintf(line, sizeof line, "figure: %s/curves.svg\n", deep);
    cr_assert_str_eq(outcome.out, line, "%s", outcome.out);
    cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
    for (int i = 0; i < 4; i++) {
        cr_assert(exists(deep, all_files[i]), "no %s", all_files[i]);
    }
    cr_assert(!exists(deep, "curves.svg.unfinished"),
              "a temporary file is left");
    char *svg = content(deep, "curves.svg"),
         *png = content(deep, "curves.png");
    expect_xml(svg);
    static const char *const words[] = {">train<", ">test<", ">epoch<",
                                        ">accuracy<",
                                        "viewBox=\"0 0 440 300\""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        expect_in(svg, words[i]);
    }
    /* the size stands in the bytes 16 to 23 of a PNG: 880 x 600 */
    const unsigned char size[] = {0, 0, 3, 0x70, 0, 0, 2, 0x58};
    cr_assert(memcmp(png + 16, size, 8) == 0, "the PNG is not 880 x 600");
    outcome_clear(&outcome);
    free(svg);
    free(png);
    free(deep);
    remove_folder(folder);
}

Test(plot, two_runs_write_the_same_bytes)
{
    char *one = make_folder(), *two = make_folder();
    Outcome a = play((Scene){one, learning_curves, {NULL}, false});
    Outcome b = play((Scene){two,
                             learning_curves,
                             {"LC_ALL=de_DE.UTF-8", "TZ=Asia/Tokyo"},
                             false});
    for (int i = 0; i < 4; i++) {
        char *p = in(one, all_files[i]), *q = in(two, all_files[i]);
        size_t m, n;
        char *first = read_file(p, &m), *second = read_file(q, &n);
        cr_assert(m == n && memcmp(first, second, n) == 0, "%s differs",
                  all_files[i]);
        free(p);
        free(q);
        free(first);
        free(second);
    }
    outcome_clear(&a);
    outcome_clear(&b);
    remove_folder(one);
    remove_folder(two);
}

Test(plot, the_script_draws_the_figure_again_by_itself)
{
    char *folder = make_folder(), *svg = in(folder, "curves.svg");
    char gnuplot[PATH_SIZE];
    Error error = {0};
    Outcome outcome = play((Scene){folder, learning_curves, {NULL}, false});
    char *before = read_file(svg, NULL);
    cr_assert(unlink(svg) == 0, "no %s", svg);
    cr_assert(gnuplot_find(gnuplot), "no gnuplot");
    const bool ok = gnuplot_run(gnuplot, folder, "", "curves.gp", &error);
    cr_assert(ok, "%s", error.message);
    char *after = read_file(svg, NULL);
    cr_assert(strcmp(before, after) == 0, "the SVG is another one");
    outcome_clear(&outcome);
    free(before);
    free(after);
    free(svg);
    remove_folder(folder);
}

static void odd_numbers(const Options *options)
{
    const double x[] = {1, 2, 3, 4},
                 y[] = {0.123456789, NAN, -HUGE_VAL, 1e301};
    const double z[] = {-1e300, 0.5}, other[] = {1, 2.5};
    Plot *plot = plot_new("shared", (PlotFrame){.x = "step\t1"});
    plot_series(plot, "long", PLOT_LINE, 4, x, y);
    plot_series(plot, "short\n", PLOT_LINE, 2, NULL, z);
    plot_series(plot, NULL, PLOT_LINE, 0, NULL, NULL);
    save(plot, options);
    plot = plot_new("pairs", (PlotFrame){.y = "y"});
    plot_series(plot, "a", PLOT_LINE, 2, x, z);
    plot_series(plot, "b", PLOT_LINE, 2, other, x);
    save(plot, options);
}

Test(plot, the_table_holds_the_numbers_and_the_gaps)
{
    char *folder = make_folder();
    Outcome outcome =
        play((Scene){folder, odd_numbers, {"PATH=/nonexistent"}, false});
    char *shared = content(folder, "shared.tsv");
    char *pairs = content(folder, "pairs.tsv");
    cr_assert_str_eq(shared,
                     "step 1\tlong\tshort \ty\n"
                     "1\t0.123457\t-1e+300\tNaN\n"
                     "2\tNaN\t0.5\tNaN\n"
                     "3\tNaN\tNaN\tNaN\n"
                     "4\tNaN\tNaN\tNaN\n",
                     "%s", shared);
    cr_assert_str_eq(pairs,
                     "x\ta\tx\tb\n"
                     "1\t-1e+300\t1\t1\n"
                     "2\t0.5\t2.5\t2\n",
                     "%s", pairs);
    outcome_clear(&outcome);
    free(shared);
    free(pairs);
    remove_folder(folder);
}

static int count_of(const char *text, const char *words)
{
    int count = 0;
    for (; (text = strstr(text, words)) != NULL; text++) {
        count++;
    }
    return count;
}

/* As many panels, series and notes as there may be. */
static void full_figure(const Options *options)
{
    const double x[] = {1, 2};
    Plot *plot = plot_new("full", (PlotFrame){.columns = 6});
    for (int k = 0; k < 64; k++) {
        if (k > 0 && k < 24) {
            plot_panel(plot, (PlotFrame){0});
        }
        plot_series(plot, NULL, PLOT_LINE, 2, x, x);
        plot_note(plot, 1, 1, PLOT_INK, "note");
        plot_note(plot, 2, 1, PLOT_INK, "note");
    }
    save(plot, options);
}

/* Everything that is hard to draw; gnuplot must not complain of any. */
static void hard_figures(const Options *options)
{
    const double x[] = {-1, 0, 1, 10, 100}, y[] = {1, 2, -1, 0, 1000};
    const double gaps[] = {NAN, 1, NAN, HUGE_VAL, 3},
                 flat[] = {7, 7, 7, 7, 7};
    const double far[] = {-1e300, 1e300, 0, 1, 2};
    const PlotFrame frames[] = {
        {0},
        {.x_log = true, .y_log = true},
        {.x = "x", .y = "y", .legend = true},
        {.x_min = 0.5, .x_max = 2, .y_min = -1, .y_max = 1},
        {.x_min = 1, .x_max = 1000, .x_log = true, .height = 190},
    };
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        char name[16];
        snprintf(name, sizeof name, "hard_%zu", i);
        Plot *plot = plot_new(name, frames[i]);
        plot_series(plot, "a", PLOT_LINE, 5, x, y);
        plot_series(plot, "b", PLOT_LINE_POINTS, 5, x, gaps);
        plot_series(plot, "c", PLOT_POINTS, 5, x, flat);
        plot_series(plot, "d", PLOT_DASHED, 0, NULL, NULL);
        plot_series(plot, "e", PLOT_DASHED, 1, flat, flat);
        save(plot, options);
    }
    save(plot_new("nothing", (PlotFrame){0}), options);
    Plot *plot = plot_new("only_gaps", (PlotFrame){.y_log = true});
    plot_series(plot, "none", PLOT_LINE, 1, NULL, gaps);
    save(plot, options);
    plot = plot_new("huge", (PlotFrame){0});
    char wide[91] = "";
    memset(wide, 'm', sizeof wide - 1); /* as wide as the figure */
    plot_series(plot, "far", PLOT_LINE, 5, NULL, far);
    plot_series(plot, wide, PLOT_LINE, 5, NULL, y);
    save(plot, options);
    plot = plot_new("sixteen", (PlotFrame){.y = "loss"});
    for (int k = 0; k < 16; k++) {
        char label[32];
        snprintf(label, sizeof label, "number %d", k);
        plot_series(plot, label, (PlotStyle)(k % 4), 5, NULL, y);
    }
    save(plot, options);
    full_figure(options);
}

Test(plot, gaps_empty_series_and_extreme_ranges_are_drawn)
{
    char *folder = make_folder();
    Outcome outcome = play((Scene){folder, hard_figures, {NULL}, false});
    cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
    int figures = 0;
    for (const char *p = outcome.out; (p = strstr(p, "figure: ")) != NULL;
         p++) {
        figures++;
    }
    cr_assert(figures == 10, "%d figures: %s", figures, outcome.out);
    char *all = content(folder, "full.gp");
    cr_assert_eq(count_of(all, "with lines lt"), 64, "%s", all);
    cr_assert_eq(count_of(all, "set label 'note'"), 128, "%s", all);
    free(all);
    /* sixteen names do not fit beside the curves */
    char *script = content(folder, "sixteen.gp");
    expect_in(script, "set arrow from screen");
    outcome_clear(&outcome);
    free(script);
    remove_folder(folder);
}

static const char hostile[] = "'; system('touch pwned') # \"`touch pwned` ";
static const char marks[] = "it's a_b^2 {x} $y %d \\n @~ & <t> \"q\" \\";

static void hostile_labels(const Options *options)
{
    const double y[] = {1, 2};
    Plot *plot = plot_new("hostile", (PlotFrame){.x = marks, .y = "''"});
    plot_series(plot, hostile, PLOT_LINE, 2, NULL, y);
    plot_series(plot, "# \xff\n训练", PLOT_LINE, 2, NULL, y);
    save(plot, options);
}

Test(plot, a_label_is_never_a_command)
{
    char *folder = make_folder();
    cr_assert(chdir(folder) == 0, "no %s", folder);
    Outcome outcome =
        play((Scene){"it's; touch pwned;", hostile_labels, {NULL}, false});
    cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
    char *svg = content("it's; touch pwned;", "hostile.svg");
    expect_xml(svg);
    expect_in(svg, ">it's a_b^2 {x} $y %d \\n @~ &amp; &lt;t> \"q\" \\<");
    expect_in(svg, ">'; system('touch pwned') # \"`touch pwned` <");
    expect_in(svg, ">''<");
    expect_in(svg, "># ? 训练<");
    cr_assert(!exists(folder, "pwned") && !exists(".", "it's"),
              "a command was carried out");
    cr_assert(!exists("it's; touch pwned;", "pwned"), "a command ran");
    cr_assert(chdir("/") == 0, "no folder /");
    outcome_clear(&outcome);
    free(svg);
    remove_folder(folder);
}

/* The heights of the names in the script, in the order of the file. */
static int read_names(const char *script, double *places)
{
    int count = 0;
    for (const char *p = script; (p = strstr(p, " at graph 1.")) != NULL;
         p++) {
        const char *comma = strstr(p, ", graph ");
        places[count++] = strtod(comma + strlen(", graph "), NULL);
    }
    return count;
}

static void close_ends(const Options *options)
{
    const double a[] = {0, 0.5}, b[] = {1, 0.51}, c[] = {0.5, 0};
    Plot *plot = plot_new("names", (PlotFrame){.y_min = 0, .y_max = 1});
    plot_series(plot, "a", PLOT_LINE, 2, NULL, a);
    plot_series(plot, "b", PLOT_LINE, 2, NULL, b);
    plot_series(plot, "c", PLOT_LINE, 2, NULL, c);
    save(plot, options);
}

Test(plot, names_stand_at_their_curves_and_keep_apart)
{
    double places[8];
    char *folder = make_folder();
    Outcome outcome =
        play((Scene){folder, close_ends, {"PATH=/nonexistent"}, false});
    char *script = content(folder, "names.gp");
    cr_assert(read_names(script, places) == 3, "not 3 names:\n%s", script);
    /* from below: c at 0, a and b around 0.505, 20 units of 254 apart */
    cr_assert(fabs(places[0]) < 1e-4, "c stands at %g", places[0]);
    cr_assert(fabs((places[1] + places[2]) / 2 - 0.505) < 1e-4,
              "a and b stand at %g and %g", places[1], places[2]);
    cr_assert(fabs(places[2] - places[1] - 20.0 / 254) < 2e-4,
              "a and b are %g apart", places[2] - places[1]);
    outcome_clear(&outcome);
    free(script);
    remove_folder(folder);
}

static void with_command(const Options *options)
{
    Plot *plot = plot_new("command", (PlotFrame){0});
    plot_command(plot, "set label 'number %d' at graph 0.5, graph 0.5", 7);
    plot_command(plot, "set label 'second' at graph 0.5, graph 0.7");
    save(plot, options);
}

Test(plot, a_command_of_gnuplot_reaches_the_figure)
{
    char *folder = make_folder();
    Outcome outcome = play((Scene){folder, with_command, {NULL}, false});
    char *svg = content(folder, "command.svg");
    expect_in(svg, "number 7");
    expect_in(svg, "second");
    outcome_clear(&outcome);
    free(svg);
    remove_folder(folder);
}

/* -- panels, and what else they hold ------------------------------------------ */

static double bowl(double x, double y) { return x * x + y * y; }

static void everything(const Options *options)
{
    const double x[] = {-1, 0, 1}, low[] = {0, 0, 0}, high[] = {1, 2, 1};
    const double one[] = {1}, zero[] = {0}, heights[] = {0.5, 1};
    const double ink[] = {0, 1, 0.5, 0, NAN, 2, -1, 1};
    const char *const captions[] = {marks, NULL};
    const PlotFrame frame = {.title = "a 'title'",
                             .x = "x",
                             .y = "y",
                             .x_min = -2,
                             .x_max = 2,
                             .y_min = -2,
                             .y_max = 2,
                             .square = true,
                             .columns = 2};
    Plot *plot = plot_new("everything", frame);
    plot_contours(plot, bowl, 2, heights);
    plot_area(plot, 3, x, low, high);
    plot_series(plot, "edge", PLOT_LINE, 3, x, high);
    plot_arrows(plot, 1, zero, zero, one, one);
    plot_note(plot, 0, 1.5, PLOT_INK, hostile);
    plot_panel(plot, frame);
    plot_color(plot, PLOT_GREY);
    plot_series(plot, "bars", PLOT_BARS, 3, x, high);
    plot_series(plot, "edge", PLOT_LINE, 3, x, high);
    plot_panel(plot, (PlotFrame){.title = "two images"});
    plot_images(plot, 2, 2, 2, 2, ink, captions);
    save(plot, options);
}

static void two_images(const Options *options)
{
    static const double ink[] = {0, 0.25, 0.5, 1};
    Plot *plot = plot_new("image", (PlotFrame){0});
    plot_images(plot, 1, 2, 2, 1, ink, NULL);
    plot_panel(plot, (PlotFrame){0});
    plot_images(plot, 1, 2, 2, 1, ink, NULL);
    save(plot, options);
}

/* A table without a column would be an empty file. */
Test(plot, a_figure_of_images_has_its_numbers_in_the_script)
{
    char *folder = make_folder();
    Outcome outcome = play((Scene){folder, two_images, {NULL}, false});
    cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
    cr_assert(exists(folder, "image.svg") && exists(folder, "image.png"),
              "a picture is missing");
    cr_assert(!exists(folder, "image.tsv"), "a table of nothing");
    char *script = content(folder, "image.gp");
    expect_in(script, "# Draws image.svg: gnuplot image.gp\n");
    expect_in(script, "0.5\t1\n");
    expect_in(script, "\nset multiplot\n"); /* two panels, one picture */
    expect_in(script, "\nunset multiplot\n");
    outcome_clear(&outcome);
    free(script);
    remove_folder(folder);
}

Test(plot, a_figure_of_panels_holds_everything_at_once)
{
    char *folder = make_folder();
    Outcome outcome = play((Scene){folder, everything, {NULL}, false});
    cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
    char *svg = content(folder, "everything.svg");
    char *script = content(folder, "everything.gp");
    char *table = content(folder, "everything.tsv");
    expect_xml(svg);
    static const struct {
        const char *words;
        int count;
    } drawn[] = {
        {">a 'title'<", 2},
        {">two images<", 1},
        {">x<", 2},    /* each column of panels has its own */
        {">y<", 1},    /* the row shares one */
        {">edge<", 1}, /* one name for both panels, in the legend */
        {">bars<", 1},
        {"<image ", 1},
        {">'; system('touch pwned') # \"`touch pwned` <", 1},
    };
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        const int count = count_of(svg, drawn[i].words);
        cr_assert(count == drawn[i].count, "%s %d times, not %d",
                  drawn[i].words, count, drawn[i].count);
    }
    /* what is not 0 … 1 is cut off, and no number is paper */
    expect_in(script, "0\t1\t0\t0\t1\n0.5\t0\t0\t0\t1\n");
    /* from the bottom to the top: area, contours, curve, arrows */
    const char *order[] = {"filledcurves", "$rings0 using", "with lines lt",
                           "with vectors"};
    const char *place = strstr(script, "plot NaN");
    for (int i = 0; i < 4; i++) {
        cr_assert((place = strstr(place, order[i])) != NULL,
                  "%s is not in its place:\n%s", order[i], script);
    }
    cr_assert_str_eq(table,
                     "x\tlow\thigh\tx\tedge\tx\ty\tdx\tdy\tx\tbars\tx\tedge\n"
                     "-1\t0\t1\t-1\t1\t0\t0\t1\t1\t-1\t1\t-1\t1\n"
                     "0\t0\t2\t0\t2\tNaN\tNaN\tNaN\tNaN\t0\t2\t0\t2\n"
                     "1\t0\t1\t1\t1\tNaN\tNaN\tNaN\tNaN\t1\t1\t1\t1\n",
                     "%s", table);
    outcome_clear(&outcome);
    free(svg);
    free(script);
    free(table);
    remove_folder(folder);
}

/* Names stand beside their curves only if there is one column of panels and room for
   all of them. */
Test(plot, names_that_find_no_room_go_into_a_legend)
{
    static const struct {
        int panels, columns, names, length; /* letters of each name */
        double height;                      /* 0: the usual one, 300 */
        bool asked, legend;
        int across; /* names side by side in the legend */
    } cases[] = {
        {1, 0, 1, 4, 0, false, false, 0},   {1, 0, 0, 4, 0, true, false, 0},
        {1, 0, 1, 4, 0, true, true, 3},     {2, 1, 1, 4, 0, false, false, 0},
        {2, 2, 1, 4, 0, false, true, 3},    {2, 2, 0, 4, 0, false, false, 0},
        {1, 2, 1, 4, 0, false, false, 0},   {1, 0, 1, 17, 0, false, false, 0},
        {1, 0, 1, 18, 0, false, true, 1},   {1, 0, 1, 30, 0, false, true, 1},
        {1, 0, 5, 4, 0, false, false, 0},   {1, 0, 5, 4, 100, false, true, 3},
        {1, 0, 5, 12, 100, false, true, 2}, {1, 0, 12, 4, 0, false, false, 0},
        {1, 0, 13, 4, 0, false, true, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double x[] = {0, 1};
        const PlotFrame frame = {.columns = cases[i].columns,
                                 .height = (int)cases[i].height,
                                 .legend = cases[i].asked};
        Plot *plot = plot_new("names", frame);
        for (int k = 0; k < cases[i].names; k++) {
            char name[40];
            memset(name, 'a' + k, sizeof name);
            name[cases[i].length] = '\0';
            plot_series(plot, name, PLOT_LINE, 2, x, x);
        }
        for (int p = 1; p < cases[i].panels; p++) {
            plot_panel(plot, frame);
        }
        const PlotLayout l = plot_lay_out(plot);
        cr_assert(l.legend == cases[i].legend && l.named == cases[i].names &&
                      (!l.legend || l.columns == cases[i].across),
                  "case %zu: legend %d of %d names, %d across", i, l.legend,
                  l.named, l.columns);
        plot_free(plot);
    }
}

/* How high a square is, is known only when its width is. */
Test(plot, the_names_of_a_square_go_into_a_legend)
{
    const double x[] = {0, 1};
    Plot *plot = plot_new("square", (PlotFrame){.square = true});
    plot_series(plot, "name", PLOT_LINE, 2, x, x);
    cr_assert(plot_lay_out(plot).legend, "no legend");
    plot_free(plot);
}

/* A single panel is 300 units high, two side by side are 220 and three 180, with the words of
   the frame inside; one that leaves its marks to the panel below saves 18 of 30, and a row
   of the legend takes 22, and 8 once. */
Test(plot, a_figure_is_as_high_as_its_rows)
{
    static const struct {
        int panels, columns, height;
        const char *title;
        int names, images;
        int all;
    } cases[] = {{1, 0, 0, NULL, 0, 0, 300},
                 {1, 1, 0, "title", 0, 0, 300},
                 {1, 0, 200, NULL, 0, 0, 200},
                 {1, 0, 100, "title", 0, 0, 62 + 30 + 54},
                 {2, 1, 0, NULL, 0, 0, 300 - 18 + 300},
                 {2, 2, 0, NULL, 0, 0, 220},
                 {3, 3, 0, NULL, 0, 0, 180},
                 {3, 2, 0, NULL, 0, 0, 220 + 220},
                 {4, 2, 0, NULL, 0, 0, 220 - 18 + 220},
                 {2, 2, 0, NULL, 1, 0, 220 + 22 + 8},
                 {2, 2, 0, NULL, 3, 0, 220 + 22 + 8},
                 {2, 2, 0, NULL, 4, 0, 220 + 2 * 22 + 8},
                 {1, 0, 0, NULL, 0, 1, 16 + 10 * 28 + 8},
                 {1, 0, 0, "title", 0, 1, 34 + 10 * 28 + 8},
                 {1, 0, 0, NULL, 0, 2, 16 + 10 * (28 + 2 + 28) + 8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double x[] = {0, 1};
        static const double ink[2 * 28 * 28] = {1};
        const PlotFrame frame = {.columns = cases[i].columns,
                                 .height = cases[i].height,
                                 .title = cases[i].title,
                                 .x = cases[i].height == 100 ? "x" : NULL,
                                 .y = cases[i].height == 100 ? "y" : NULL};
        Plot *plot = plot_new("rows", frame);
        for (int k = 0; k < cases[i].names; k++) {
            const char name[] = {(char)('a' + k), '\0'};
            plot_series(plot, name, PLOT_LINE, 2, x, x);
        }
        for (int p = 1; p < cases[i].panels; p++) {
            plot_panel(plot, frame);
            plot_series(plot, NULL, PLOT_LINE, 2, x, x);
        }
        if (cases[i].images > 0) {
            plot_images(plot, cases[i].images, 28, 28, 1, ink, NULL);
        }
        cr_assert_eq(plot_lay_out(plot).height, cases[i].all,
                     "case %zu: %d, not %d", i, plot_lay_out(plot).height,
                     cases[i].all);
        plot_free(plot);
    }
}

static void expect_axis(const Axis *a, double low, double high,
                        const char *what)
{
    cr_assert(a->min <= low && a->min > low - 1 && a->max >= high &&
                  a->max < high + 1,
              "%s: from %g to %g, not %g to %g", what, a->min, a->max, low,
              high);
}

/* Ends of arrows, both sides of an area, and the foot of bars. */
Test(plot, all_that_is_drawn_lies_between_the_ends_of_its_axes)
{
    const double x[] = {11, 12}, y[] = {15, 16}, low[] = {13, 14},
                 dx[] = {4, -3}, dy[] = {-5, 6};
    for (int kind = 0; kind < 4; kind++) {
        Plot *plot = plot_new("ends", (PlotFrame){0});
        if (kind == 0) {
            plot_series(plot, NULL, PLOT_LINE, 2, x, y);
        } else if (kind == 1) {
            plot_series(plot, NULL, PLOT_BARS, 2, x, y);
        } else if (kind == 2) {
            plot_area(plot, 2, x, low, y);
        } else {
            plot_arrows(plot, 2, x, y, dx, dy);
        }
        const PlotLayout l = plot_lay_out(plot);
        static const double ends[][4] = {{11, 12, 15, 16},
                                         {10.6, 12.4, 0, 16},
                                         {11, 12, 13, 16},
                                         {9, 15, 10, 22}};
        expect_axis(&l.panels[0].x, ends[kind][0], ends[kind][1], "x");
        expect_axis(&l.panels[0].y, ends[kind][2], ends[kind][3], "y");
        plot_free(plot);
    }
}

/* The second of three points has no height; the third ends an area at infinity. */
Test(plot, what_is_not_drawn_needs_no_room)
{
    const double x[] = {1, 2, 3}, low[] = {1, NAN, 2},
                 high[] = {3, 40, HUGE_VAL};
    Plot *plot = plot_new("room", (PlotFrame){0});
    plot_area(plot, 3, x, low, high);
    const PlotLayout l = plot_lay_out(plot);
    expect_axis(&l.panels[0].y, 1, 3, "y");
    plot_free(plot);
    plot = plot_new("nothing", (PlotFrame){.y_log = true});
    const PlotLayout nothing = plot_lay_out(plot);
    const Axis *x_axis = &nothing.panels[0].x, *y_axis = &nothing.panels[0].y;
    cr_assert(x_axis->min == 0 && x_axis->max == 1, "x from %g to %g",
              x_axis->min, x_axis->max);
    cr_assert(y_axis->min == 1 && y_axis->max == 10, "y from %g to %g",
              y_axis->min, y_axis->max);
    plot_free(plot);
}

/* Epochs are counted: between two of them there is no mark. */
Test(plot, only_whole_numbers_have_whole_marks_alone)
{
    for (int broken = -1; broken < 3; broken++) {
        double x[] = {1, 2, 3};
        if (broken >= 0) {
            x[broken] += 0.25;
        }
        Plot *plot = plot_new("whole", (PlotFrame){0});
        plot_series(plot, NULL, PLOT_LINE, 3, x, x);
        const PlotLayout l = plot_lay_out(plot);
        const Axis *axis = &l.panels[0].x;
        bool whole = true;
        for (int i = 0; i < axis->count; i++) {
            whole = whole && axis->ticks[i] == floor(axis->ticks[i]);
        }
        cr_assert(whole == (broken < 0), "number %d is broken: marks %swhole",
                  broken, whole ? "" : "not ");
        plot_free(plot);
    }
}

/* One alone has the width 1. */
Test(plot, bars_are_as_wide_as_the_smallest_step)
{
    static const struct {
        int count;
        double x[3], width;
    } cases[] = {{0, {0}, 1},       {1, {5}, 1},       {2, {5, 5}, 1},
                 {3, {3, 5, 9}, 2}, {3, {9, 5, 3}, 2}, {3, {3, 3, 3.5}, 0.5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Plot *plot = plot_new("bars", (PlotFrame){0});
        plot_series(plot, NULL, PLOT_BARS, cases[i].count, cases[i].x,
                    cases[i].x);
        const double width = plot_bar_width(&plot->parts[0]);
        cr_assert(width == cases[i].width, "case %zu: %g, not %g", i, width,
                  cases[i].width);
        plot_free(plot);
    }
}

/* Also where all of them are 0, and the axis needs a length; and far from where they end. */
Test(plot, bars_stand_on_the_end_of_the_axis)
{
    const double x[] = {1, 2}, ends[][2] = {{0, 0}, {1.5, 1.6}};
    for (int i = 0; i < 2; i++) {
        Plot *plot = plot_new("bars", (PlotFrame){0});
        plot_series(plot, NULL, PLOT_BARS, 2, x, ends[i]);
        const PlotLayout l = plot_lay_out(plot);
        cr_assert(l.panels[0].y.min == 0 && l.panels[0].y.max > ends[i][0],
                  "from %g to %g", l.panels[0].y.min, l.panels[0].y.max);
        plot_free(plot);
    }
}

/* The marks of an axis need room at its left: 12 units, and those of the widest one. */
Test(plot, many_powers_of_ten_are_written_as_powers)
{
    static const struct {
        double low, high, widest; /* in characters */
        bool log, powers;
    } cases[] = {{1e-3, 1, 0.66 * 4 + 0.4, true, false}, /* 0.001 */
                 {1e-4, 1, 0.66 * 4, true, true},        /* 10-4 */
                 {1, 1e4, 0.66 * 5, true, false},        /* 10000 */
                 {1, 1.2e4, 0.66 * 3, true, true},       /* 104 */
                 {1, 1e5, 0.66 * 3, true, true},         /* 105 */
                 {0, 1e5, 0.66 * 6, false, false}};      /* 100000 */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double x[] = {1, 2};
        Plot *plot = plot_new("powers", (PlotFrame){.y_min = cases[i].low,
                                                    .y_max = cases[i].high,
                                                    .y_log = cases[i].log});
        plot_series(plot, NULL, PLOT_LINE, 2, x, x);
        const PlotLayout l = plot_lay_out(plot);
        const double left = 12 + PLOT_SMALL * cases[i].widest;
        cr_assert(plot_as_powers(&l.panels[0].y) == cases[i].powers,
                  "case %zu: powers %d", i, !cases[i].powers);
        cr_assert(fabs(l.panels[0].left - left) < 1e-9,
                  "case %zu: %g units, not %g", i, l.panels[0].left, left);
        plot_free(plot);
    }
}

Test(plot, what_has_no_place_on_an_axis_is_a_gap)
{
    static const struct {
        double value;
        bool plain, logarithmic;
    } cases[] = {{1e300, true, true},   {1.0001e300, false, false},
                 {-1e300, true, false}, {-1.0001e300, false, false},
                 {1e-300, true, true},  {0.9999e-300, true, false},
                 {0, true, false},      {-1, true, false},
                 {NAN, false, false},   {INFINITY, false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double value = cases[i].value;
        cr_assert(plot_drawable(value, false) == cases[i].plain &&
                      plot_drawable(value, true) == cases[i].logarithmic,
                  "%g", value);
    }
}

/* The part of a script that belongs to its figure alone, or the whole script, is added to
 * kept, without the heights between which gnuplot finds contours. */
static void add_script(FILE *kept, const char *folder, const char *name,
                       bool all)
{
    char file[32];
    bool skipping = false;
    snprintf(file, sizeof file, "%s.gp", name);
    char *script = content(folder, file);
    fprintf(kept, "## %s\n", name);
    char *from = all ? script : strstr(script, "# This figure.");
    for (char *line = strtok(from, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        if (!skipping) {
            fprintf(kept, "%s\n", line);
        }
        skipping = strncmp(line, "$mesh", 5) == 0 ||
                   (skipping && strcmp(line, "EOD") != 0);
    }
    free(script);
}

/* Three rows of images, and curves beside them that run out of colours. */
static void mosaic(const Options *options)
{
    double ink[5 * 2 * 3], wide_ink[2 * 28] = {1};
    const double x[] = {1, 2, 40};
    const char *const captions[] = {NULL, "b", NULL, "d", "e"};
    /* the first of the wide characters */
    static const char wide[] = "\u1100\u1100\u1100\u1100\u1100\u1100\u1100";
    for (int i = 0; i < 5 * 2 * 3; i++) {
        ink[i] = i / 40.0;
    }
    Plot *plot = plot_new("mosaic", (PlotFrame){.columns = 2});
    plot_images(plot, 5, 2, 3, 2, ink, captions);
    plot_panel(plot, (PlotFrame){.title = "b", .y = "y", .x_log = true});
    for (int k = 0; k < 9; k++) {
        plot_series(plot, k % 4 == 0 ? wide : NULL, (PlotStyle)(k % 4), 3, x,
                    x);
    }
    plot_panel(plot, (PlotFrame){.x = "x", .y_min = 0, .y_max = 1});
    plot_series(plot, "half", PLOT_BARS, 3, x, x);
    plot_panel(plot, (PlotFrame){.title = "one"});
    plot_images(plot, 1, 2, 3, 1, ink, NULL);
    plot_panel(plot, (PlotFrame){.title = "as wide as MNIST's"});
    plot_images(plot, 2, 1, 28, 2, wide_ink, NULL);
    save(plot, options);
}

/* No room for all marks, bars from right to left, and three panels in a row. */
static void narrow(const Options *options)
{
    const double x[] = {8, 4, 2}, y[] = {0, -1, 1};
    const PlotFrame named = {
        .title = "a", .x = "x", .y = "y", .columns = 3, .height = 80};
    Plot *plot = plot_new("narrow", named);
    plot_series(plot, NULL, PLOT_BARS, 3, x, y);
    plot_panel(plot, (PlotFrame){.height = 80,
                                 .x = "z",
                                 .x_min = -2e6,
                                 .x_max = 2e6,
                                 .y_min = -20,
                                 .y_max = 20});
    plot_series(plot, NULL, PLOT_LINE, 3, x, y);
    plot_panel(plot,
               (PlotFrame){.height = 80, .x = "x", .x_min = 0, .x_max = 2});
    plot_series(plot, NULL, PLOT_POINTS, 1, x, x);
    save(plot, options);
}

/* How much room does a name need? A letter of each width is in it. */
static void letters(const Options *options)
{
    const double x[] = {1, 2};
    Plot *plot = plot_new("letters", (PlotFrame){.height = 80});
    plot_series(plot, "mfaA\u10ff\u1100", PLOT_LINE, 2, x, x);
    save(plot, options);
}

/* Every colour with each of its signs. Of the names one stands above the end of the axis,
 * two at the same place, and one where its curve ends, before a gap. The last panel is empty. */
static void signs(const Options *options)
{
    const double x[] = {1, 2, 3}, most[] = {1, 1, 1},
                 gap[] = {1e-3, 1e-2, NAN};
    Plot *plot = plot_new("signs", (PlotFrame){.y_log = true,
                                               .y_min = 1e-5,
                                               .y_max = 0.5,
                                               .columns = 1});
    for (int k = 0; k < 9; k++) {
        plot_series(plot, k < 3 ? "name" : NULL, PLOT_LINE_POINTS, 3, x,
                    k < 2 ? most : gap);
    }
    for (int color = PLOT_GREY; color <= PLOT_INK; color++) {
        plot_color(plot, (PlotColor)color);
        plot_series(plot, NULL, PLOT_LINE_POINTS, 3, x, gap);
    }
    plot_panel(plot, (PlotFrame){.y_log = true});
    save(plot, options);
}

static void all_hard(const Options *options)
{
    signs(options);
    two_images(options);
    letters(options);
    narrow(options);
    mosaic(options);
    everything(options);
    hard_figures(options);
}

/* Nothing is left to gnuplot's taste, so all that it draws stands in the scripts. */
Test(plot, a_script_says_what_the_kept_one_says)
{
    static const char *const names[] = {
        "narrow", "letters", "mosaic", "everything", "hard_0",
        "hard_1", "hard_2",  "hard_3", "hard_4",     "only_gaps",
        "huge",   "sixteen", "signs",  "image"};
    static const char right[] = SOURCES "/ch01_basics/tests/scripts.txt";
    char *folder = make_folder(), *path = in(folder, "scripts.txt");
    Outcome outcome =
        play((Scene){folder, all_hard, {"PATH=/nonexistent"}, false});
    FILE *file = fopen(path, "w");
    cr_assert(file != NULL, "no %s", path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        add_script(file, folder, names[i], i == 0);
    }
    cr_assert(fclose(file) == 0, "no %s", path);
    char *text = read_file(path, NULL), *kept = read_file(right, NULL);
    cr_assert(strcmp(text, kept) == 0,
              "the scripts changed. If that is wanted, and only then: "
              "cp %s %s",
              path, right);
    outcome_clear(&outcome);
    free(text);
    free(kept);
    free(path);
    remove_folder(folder);
}

/* Two panels in a row. $SECOND says in what the second differs. */
static void two_in_a_row(const Options *options)
{
    const double x[] = {1, 2};
    const char *second = getenv("SECOND");
    PlotFrame frame = {.y = "y", .y_min = 1, .y_max = 10, .columns = 2};
    Plot *plot = plot_new("row", frame);
    plot_series(plot, NULL, PLOT_LINE, 2, x, x);
    frame.y_min = strcmp(second, "min") == 0 ? 2 : frame.y_min;
    frame.y_max = strcmp(second, "max") == 0 ? 20 : frame.y_max;
    frame.y_log = strcmp(second, "log") == 0;
    frame.y = strcmp(second, "name") == 0      ? "z"
              : strcmp(second, "no name") == 0 ? NULL
                                               : "y";
    plot_panel(plot, frame);
    plot_series(plot, NULL, PLOT_LINE, 2, x, x);
    save(plot, options);
}

/* By the numbers below the second: a shared axis is marked once, at the left. */
Test(plot, panels_share_an_axis_only_if_all_of_it_agrees)
{
    static const struct {
        const char *second;
        bool shared;
    } cases[] = {{"SECOND=nothing", true}, {"SECOND=min", false},
                 {"SECOND=max", false},    {"SECOND=log", false},
                 {"SECOND=name", false},   {"SECOND=no name", false}};
    char *folder = make_folder();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Outcome outcome = play((Scene){folder,
                                       two_in_a_row,
                                       {cases[i].second, "PATH=/nonexistent"},
                                       false});
        char *script = content(folder, "row.gp");
        const int unmarked = count_of(script, "set format y ''");
        cr_assert_eq(unmarked, cases[i].shared, "%s: %d without marks in\n%s",
                     cases[i].second, unmarked, script);
        outcome_clear(&outcome);
        free(script);
    }
    remove_folder(folder);
}

/* All the series that there is room for, each with its name. */
static void full(const Options *options)
{
    const double x[] = {1, 2};
    Plot *plot = plot_new("full", (PlotFrame){0});
    for (int i = 0; i < 64; i++) {
        char label[16];
        snprintf(label, sizeof label, "no %d", i);
        plot_series(plot, label, PLOT_LINE, 2, x, x);
    }
    save(plot, options);
}

Test(plot, a_full_figure_shows_every_series)
{
    char *folder = make_folder();
    Outcome outcome = play((Scene){folder, full, {"PATH=/nowhere"}, false});
    char *table = content(folder, "full.tsv");
    expect_in(table, "\tno 63\n");
    cr_assert_eq(count_of(table, "no "), 64, "%s", table);
    outcome_clear(&outcome);
    free(table);
    remove_folder(folder);
}

/* The points of the contour at height 1 lie on the circle of radius 1. */
Test(plot, contours_have_one_height)
{
    char *folder = make_folder();
    char gnuplot[PATH_SIZE];
    Error error = {0};
    Outcome outcome = play((Scene){folder, everything, {NULL}, false});
    char *script = content(folder, "everything.gp");
    char *path = in(folder, "more.gp");
    char *text = allocate(strlen(script) + 100, 1);
    strcpy(text, script);
    strcat(text, "set print 'rings.txt'\nprint $rings0\n");
    write_file(path, text, strlen(text));
    cr_assert(gnuplot_find(gnuplot), "no gnuplot");
    cr_assert(gnuplot_run(gnuplot, folder, "", "more.gp", &error), "%s",
              error.message);
    char *rings = content(folder, "rings.txt");
    int points = 0;
    for (char *line = strtok(rings, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        double x, y, height;
        if (sscanf(line, "%lf %lf %lf", &x, &y, &height) == 3) {
            cr_assert(fabs(bowl(x, y) - height) < 0.02,
                      "%g at (%g, %g), not %g", bowl(x, y), x, y, height);
            points++;
        }
    }
    cr_assert(points > 100, "only %d points", points);
    outcome_clear(&outcome);
    free(rings);
    free(text);
    free(path);
    free(script);
    remove_folder(folder);
}

static void one_contour(const Options *options)
{
    const double height = 1;
    Plot *plot = plot_new(
        "contour",
        (PlotFrame){.x_min = -2, .x_max = 2, .y_min = -2, .y_max = 2});
    plot_contours(plot, bowl, 1, &height);
    save(plot, options);
}

/* With its mesh, and without a grid, as several have. */
Test(plot, a_single_contour_is_drawn)
{
    char *folder = make_folder();
    Outcome outcome =
        play((Scene){folder, one_contour, {"PATH=/nonexistent"}, false});
    char *script = content(folder, "contour.gp");
    expect_in(script, "$mesh0 << EOD\n");
    expect_in(script, "levels discrete 1\n");
    expect_in(script, "\nunset grid\nplot NaN");
    expect_in(script, "$rings0 using 1:2 with lines");
    outcome_clear(&outcome);
    free(script);
    remove_folder(folder);
}

/* -- when gnuplot is missing or fails ---------------------------------------- */

Test(plot, without_gnuplot_the_numbers_stay_and_one_note_says_so)
{
    static const char local[] = SOURCES "/build/deps/bin/gnuplot";
    if (access(local, X_OK) == 0) { /* then ./setup --local was here */
        char path[PATH_SIZE];
        setenv("PATH", "/nonexistent", 1);
        cr_assert(gnuplot_find(path) && strcmp(path, local) == 0, "%s", path);
        return;
    }
    char *folder = make_folder();
    Outcome outcome =
        play((Scene){folder, learning_curves, {"PATH=/nonexistent"}, true});
    cr_assert_str_eq(outcome.out, "", "%s", outcome.out);
    expect_in(outcome.err, "note: gnuplot is not installed");
    expect_in(outcome.err, "./setup");
    expect_in(outcome.err, "/curves.tsv\n");
    cr_assert(strchr(outcome.err, '\n')[1] == '\0', "more than one line: %s",
              outcome.err);
    cr_assert(exists(folder, "curves.tsv") && exists(folder, "curves.gp"),
              "the numbers or the script are missing");
    cr_assert(!exists(folder, "curves.svg"), "a picture out of nothing");
    outcome_clear(&outcome);
    outcome = play((Scene){folder, two_images, {"PATH=/nonexistent"}, true});
    expect_in(outcome.err, "/image.gp\n");
    outcome_clear(&outcome);
    remove_folder(folder);
}

Test(plot, a_failure_of_gnuplot_keeps_the_old_picture_and_its_words)
{
    static const struct {
        const char *commands, *words;
    } cases[] = {
        {"echo one >&2; echo 'bad\033 font' >&2; exit 1", ": bad  font; "},
        {"exit 3", "it failed without a word"},
        {"kill -KILL $$", "it failed without a word"},
        {"kill -ALRM $$", "it was stopped after 60 seconds"},
        {"exit 0", "an unfinished file"},
        {"echo '<svg>' >curves.svg.unfinished", "an unfinished file"},
        {"[ \"$LC_ALL\" = C.UTF-8 ] && [ \"$1\" = -d ] && echo in order >&2; "
         "read line && echo input >&2; exit 1",
         ": in order; "},
    };
    char *folder = make_folder(), path[PATH_SIZE + 16];
    char *svg = in(folder, "curves.svg");
    snprintf(path, sizeof path, "PATH=%s:/bin", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_program(folder, "gnuplot", cases[i].commands);
        write_file(svg, "old", 3);
        Outcome outcome =
            play((Scene){folder, learning_curves, {path}, false});
        cr_assert_str_eq(outcome.out, "", "%s", outcome.out);
        expect_in(outcome.err, "note: gnuplot drew no picture: ");
        expect_in(outcome.err, cases[i].words);
        char *text = read_file(svg, NULL);
        cr_assert_str_eq(text, "old", "case %zu: %s", i, text);
        cr_assert(!exists(folder, "curves.svg.unfinished"),
                  "case %zu: a temporary", i);
        outcome_clear(&outcome);
        free(text);
    }
    free(svg);
    remove_folder(folder);
}

static void curves_and_images(const Options *options)
{
    learning_curves(options);
    two_images(options);
}

/* A program may draw ten figures, and has a minute for each. */
Test(plot, a_gnuplot_that_hangs_is_started_once)
{
    char *folder = make_folder(), path[PATH_SIZE + 16];
    snprintf(path, sizeof path, "PATH=%s:/bin", folder);
    write_program(folder, "gnuplot", "echo begun >>times; kill -ALRM $$");
    Outcome outcome = play((Scene){folder, curves_and_images, {path}, false});
    cr_assert_str_eq(outcome.out, "", "%s", outcome.out);
    expect_in(outcome.err, "it was stopped after 60 seconds, and is not "
                           "tried again; the numbers are in ");
    expect_in(outcome.err, "note: gnuplot drew no picture: it had to be "
                           "stopped before; the numbers are in ");
    char *times = content(folder, "times");
    cr_assert_str_eq(times, "begun\n", "it was started again: %s", times);
    cr_assert(exists(folder, "curves.tsv") && exists(folder, "image.gp"),
              "the numbers or the script are missing");
    outcome_clear(&outcome);
    free(times);
    remove_folder(folder);
}

Test(plot, a_picture_without_its_png_is_a_picture_and_a_note)
{
    char *folder = make_folder(), path[PATH_SIZE + 16];
    snprintf(path, sizeof path, "PATH=%s:/bin", folder);
    write_program(folder, "gnuplot",
                  "case \"$*\" in *png*) echo no PNG; exit 1 ;; esac\n"
                  "echo '</svg>' >curves.svg.unfinished");
    Outcome outcome = play((Scene){folder, learning_curves, {path}, false});
    expect_in(outcome.out, "/curves.svg\n");
    expect_in(outcome.err, "note: gnuplot drew no PNG: no PNG; ");
    outcome_clear(&outcome);
    remove_folder(folder);
}

/* Root may write everywhere. */
static void curves_of_nobody(const Options *options)
{
    if (getuid() == 0 && setuid(65534) != 0) {
        exit(99);
    }
    learning_curves(options);
}

/* A protected picture stays, a link still leads to its file, which keeps its mode, and a
   device is no picture. */
Test(plot, a_picture_is_replaced_as_any_other_file)
{
    char *folder = make_folder(), *svg = in(folder, "curves.svg"),
         *room = in(folder, "it's"), *target = in(room, "a.svg");
    struct stat status;
    write_file(svg, "old", 3);
    cr_assert(chmod(svg, 0444) == 0 && chmod(folder, 0777) == 0, "chmod");
    Outcome o = play((Scene){folder, curves_of_nobody, {NULL}, false});
    expect_in(o.err, "note: gnuplot drew no picture: cannot create ");
    expect_in(o.err, "/curves.svg: Permission denied; choose another place");
    outcome_clear(&o);
    char *text = content(folder, "curves.svg");
    cr_assert_str_eq(text, "old", "it was replaced by %.80s", text);
    free(text);

    static const char *const others[] = {"curves.tsv", "curves.gp"};
    for (int i = 0; i < 2; i++) {
        char *path = in(folder, others[i]);
        remove(path);
        free(path);
    }
    cr_assert(remove(svg) == 0 && mkdir(room, 0777) == 0 &&
                  symlink("it's/a.svg", svg) == 0,
              "no link");
    write_file(target, "old", 3);
    cr_assert(chmod(target, 0640) == 0, "chmod");
    o = play((Scene){folder, learning_curves, {NULL}, false});
    cr_assert_str_eq(o.err, "", "%s", o.err);
    expect_in(o.out, "/curves.svg\n");
    outcome_clear(&o);
    text = content(room, "a.svg");
    expect_in(text, "</svg>");
    free(text);
    cr_assert(lstat(svg, &status) == 0 && S_ISLNK(status.st_mode),
              "the link is gone");
    cr_assert(stat(svg, &status) == 0 && (status.st_mode & 0777) == 0640,
              "mode %o", (unsigned)status.st_mode);

    cr_assert(remove(svg) == 0 && symlink("/dev/null", svg) == 0, "no link");
    o = play((Scene){folder, learning_curves, {NULL}, false});
    expect_in(o.err, "/curves.svg: it is a device; ");
    outcome_clear(&o);
    free(svg);
    free(target);
    free(room);
    remove_folder(folder);
}

Test(plot, what_cannot_be_written_is_an_error)
{
    char *folder = make_folder(), *file = in(folder, "file");
    char *table = in(folder, "curves.tsv");
    write_file(file, "x", 1);
    Outcome outcome = play((Scene){file, learning_curves, {NULL}, false});
    expect_in(outcome.out, "73 cannot write into the folder");
    expect_in(outcome.out, "--out");
    outcome_clear(&outcome);
    cr_assert(mkdir(table, 0777) == 0, "no %s", table);
    outcome = play((Scene){folder, learning_curves, {NULL}, false});
    expect_in(outcome.out, "73 ");
    expect_in(outcome.out, table);
    outcome_clear(&outcome);
    free(table);
    free(file);
    remove_folder(folder);
}

/* -- windows ----------------------------------------------------------------- */

Test(plot, show_without_a_display_is_a_note)
{
    char *folder = make_folder();
    static const char *const displays[] = {NULL, "DISPLAY="};
    for (int i = 0; i < 2; i++) {
        Outcome outcome =
            play((Scene){folder, learning_curves, {displays[i]}, true});
        expect_in(outcome.out, "figure: ");
        expect_in(outcome.err,
                  "note: no window was opened: there is no display");
        outcome_clear(&outcome);
    }
    remove_folder(folder);
}

/* The window's process is nobody's child, so we wait for what it writes. */
static char *await(const char *folder, const char *name)
{
    const struct timespec moment = {.tv_nsec = 10000000};
    for (int i = 0; i < 1000 && !exists(folder, name); i++) {
        nanosleep(&moment, NULL);
    }
    return content(folder, name);
}

Test(plot, show_opens_the_first_window_there_is)
{
    /* A gnuplot that knows $TERMINALS, and draws, or opens a window. */
    static const char gnuplot[] =
        "case \"$*\" in\n"
        "*GPVAL_TERMINALS*) echo \" canvas $TERMINALS svg \" >&2\n"
        "  [ \"$TERMINALS\" ] || exit 1 ;;\n"
        "*png*) echo IEND >curves.png.unfinished ;;\n"
        "*window*) echo \"$*\" >part; /bin/mv part shown ;;\n"
        "*) echo '</svg>' >curves.svg.unfinished ;;\n"
        "esac";
    static const char viewer[] = "echo \"view $*\" >part; /bin/mv part shown";
    static const struct {
        const char *terminals, *display, *shown;
        bool viewer; /* is there an xdg-open? */
    } cases[] = {
        {"TERMINALS=x11 wxt qt", "DISPLAY=:9",
         "-d -persist -e window = 'qt' curves.gp\n", true},
        {"TERMINALS=x11 wxt", "WAYLAND_DISPLAY=w",
         "-d -persist -e window = 'wxt' curves.gp\n", true},
        {"TERMINALS=x11", "DISPLAY=:9",
         "-d -persist -e window = 'x11' curves.gp\n", true},
        {"TERMINALS=x11", "WAYLAND_DISPLAY=w", "view curves.svg\n", true},
        {"TERMINALS=xterm", "DISPLAY=:9", "view curves.svg\n", true},
        {"TERMINALS=", "DISPLAY=:9", "view curves.svg\n", true},
        {"TERMINALS=none", "DISPLAY=:9", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), path[PATH_SIZE + 16];
        snprintf(path, sizeof path, "PATH=%s", folder);
        write_program(folder, "gnuplot", gnuplot);
        if (cases[i].viewer) {
            write_program(folder, "xdg-open", viewer);
        }
        Outcome outcome =
            play((Scene){folder,
                         learning_curves,
                         {path, cases[i].terminals, cases[i].display},
                         true});
        if (cases[i].shown != NULL) {
            char *shown = await(folder, "shown");
            cr_assert_str_eq(shown, cases[i].shown, "%s", shown);
            cr_assert_str_eq(outcome.err, "", "%s", outcome.err);
            free(shown);
        } else {
            expect_in(outcome.err, "neither gnuplot nor xdg-open");
        }
        outcome_clear(&outcome);
        remove_folder(folder);
    }
}

/* -- bugs --------------------------------------------------------------------- */

static void bad_name(void *context) { plot_new(context, (PlotFrame){0}); }

static void bad_height(void *context)
{
    plot_new("x", (PlotFrame){.height = *(int *)context});
}

static void too_many(void *context)
{
    Plot *plot = plot_new("x", (PlotFrame){0});
    for (int i = 0; i < 65; i++) {
        plot_series(plot, NULL, PLOT_LINE, 1, context, context);
    }
}

static void negative(void *context)
{
    plot_series(plot_new("x", (PlotFrame){0}), NULL, PLOT_LINE, -1, context,
                context);
}

static void two_lines(void *context)
{
    plot_command(plot_new("x", (PlotFrame){0}), "set a\n%d", *(int *)context);
}

static void endless_commands(void *context)
{
    Plot *plot = plot_new("x", (PlotFrame){0});
    for (;;) {
        plot_command(plot, "%1000d", *(int *)context);
    }
}

/* The line's end and the text's need a place, too. */
static void one_long_command(void *length)
{
    plot_command(plot_new("x", (PlotFrame){0}), "%*d", *(int *)length, 1);
}

static void many_panels(void *context)
{
    Plot *plot = plot_new("x", (PlotFrame){0});
    for (int i = 0; i < *(int *)context + 15; i++) {
        plot_panel(plot, (PlotFrame){0});
    }
}

static void many_notes(void *context)
{
    Plot *plot = plot_new("x", (PlotFrame){0});
    for (int i = 0; i < *(int *)context + 119; i++) {
        plot_note(plot, 0, 0, PLOT_INK, "x");
    }
}

static void contours_of_nothing(void *context)
{
    plot_contours(plot_new("x", (PlotFrame){0}), bowl, 1, context);
}

static void no_images(void *context)
{
    plot_images(plot_new("x", (PlotFrame){0}), 0, 1, 1, 1, context, NULL);
}

/* More or fewer images than there can be. */
typedef struct {
    int count, height, width, across;
    const char *words;
} Wrong;
static const Wrong wrong_images[] = {
    {1, 0, 1, 1, "1 images of 0 x 1"},
    {1, 1, 0, 1, "1 images of 1 x 0"},
    {1, 1, 1, 0, "1 images of 1 x 1, 0 side by side"},
    {1001, 1, 1, 1, "1001 images"},
    {1, 1001, 1, 1, "1 images of 1001 x 1"},
    {1, 1, 1001, 1, "1 images of 1 x 1001"}};

static void impossible_images(void *context)
{
    static const double ink[1001];
    const Wrong *w = context;
    plot_images(plot_new("x", (PlotFrame){0}), w->count, w->height, w->width,
                w->across, ink, NULL);
}

static void images_twice(void *context)
{
    Plot *plot = plot_new("x", (PlotFrame){0});
    plot_images(plot, 1, 1, 1, 1, context, NULL);
    plot_images(plot, 1, 1, 1, 1, context, NULL);
}

/* As many of each as there can be, and as few. */
static void expect_limits_are_allowed(void)
{
    static const PlotFrame frames[] = {
        {.height = 80}, {.height = 2000}, {.columns = 24}};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        plot_free(plot_new("x", frames[i]));
    }
    Plot *full = plot_new("x", (PlotFrame){0});
    plot_command(full, "%8190d", 1);
    plot_free(full);
    static const int most[][3] = {{1000, 1, 1}, {1, 1000, 1}, {1, 1, 1000}};
    static const double ink[1000];
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        Plot *plot = plot_new("x", (PlotFrame){0});
        plot_images(plot, most[i][0], most[i][1], most[i][2], 1, ink, NULL);
        plot_free(plot);
    }
}

static void wrong_columns(void *context)
{
    plot_new("x", (PlotFrame){.columns = *(int *)context});
}

static void a_long_name(void *context)
{
    char name[200];
    memset(name, 'a', sizeof name);
    name[*(int *)context + 150] = '\0';
    plot_new(name, (PlotFrame){0});
}

Test(plot, nonsense_from_a_program_is_a_bug)
{
    int columns[] = {-1, 25}, tall = 2001;
    for (size_t i = 0; i < sizeof wrong_images / sizeof *wrong_images; i++) {
        expect_stop(impossible_images, (void *)(size_t)&wrong_images[i],
                    wrong_images[i].words);
    }
    expect_limits_are_allowed();
    expect_stop(wrong_columns, &columns[0], "-1");
    expect_stop(wrong_columns, &columns[1], "25");
    expect_stop(bad_height, &tall, "height 2001");

    static const char *const names[] = {"", "a/b", "..", "a b", "a'b", "é"};
    double one = 1;
    int low = 10, just = 79, line = 8191;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        expect_stop(bad_name, (char *)(size_t)names[i], "a figure's name");
    }
    expect_stop(bad_height, &low, "height 10");
    expect_stop(bad_height, &just, "height 79");
    expect_stop(one_long_command, &line, "commands of more than");
    expect_stop(too_many, &one, "more than 64 series");
    expect_stop(negative, &one, "-1 points");
    expect_stop(two_lines, &low, "more than one line");
    expect_stop(endless_commands, &low, "commands of more than");
    expect_stop(many_panels, &low, "more than 24 panels");
    expect_stop(many_notes, &low, "more than 128 notes");
    expect_stop(contours_of_nothing, &one, "contours without a range");
    expect_stop(no_images, &one, "0 images");
    expect_stop(images_twice, &one, "images twice in a panel");
    expect_stop(a_long_name, &low, "a figure's name");
    plot_free(NULL);
}
