#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph_figure.h"
#include "support.h"
#include "system/process.h"

static Options options_for(const char *folder)
{
    Options options = {.program = "test"};
    snprintf(options.out, sizeof options.out, "%s", folder);
    return options;
}

static bool is_there(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static char *read_in(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return read_file(path, NULL);
}

/* One node with these texts. */
static Graph *small_graph(const char *operation, const char *name)
{
    Graph *graph = graph_new("small");
    const int node = graph_node(graph, operation);
    graph_line(graph, GRAPH_OUTSIDE, node, name, 2.5, -3);
    graph_line(graph, GRAPH_OUTSIDE, node, NULL, 1.0 / 3, 1e-9);
    graph_line(graph, node, GRAPH_OUTSIDE, "out", 1.1 * 2, 1);
    return graph;
}

typedef struct {
    const Graph *graph;
    const char *folder, *path;
} Saving;

/* In a child, because it prints and may change $PATH. */
static void save(void *context)
{
    const Saving *s = context;
    const Options options = options_for(s->folder);
    Error error;
    if (s->path != NULL) {
        setenv("PATH", s->path, 1);
    }
    if (!graph_save(s->graph, &options, &error)) {
        fprintf(stderr, "%s\n", error.message);
        fflush(NULL);
        _exit((int)error.status);
    }
    fflush(NULL);
    _exit(0);
}

static Outcome save_graph(Graph *graph, const char *folder, const char *path)
{
    Saving s = {graph, folder, path};
    const Outcome o = run_function(save, &s);
    graph_free(graph);
    return o;
}

static bool has_dot(void)
{
    char path[PATH_SIZE];
    return process_find("dot", path);
}

Test(graph_figure, says_which_number_runs_where)
{
    char *folder = make_folder();
    Outcome o = save_graph(small_graph("+", "in"), folder, "/nowhere");
    expect_outcome(&o, 0, "");
    char *text = read_in(folder, "small.dot");
    const char *const words[] = {"digraph {\n",
                                 "    node0 [shape=circle, ",
                                 "label=<+>]\n",
                                 "line0 [",
                                 ">in <font color=\"#005a9c\">2.5</font>",
                                 "<hr/>",
                                 "<font color=\"#bd4f00\">-3</font>",
                                 "    line0 -> node0\n",
                                 "<font color=\"#005a9c\">0.333333</font>",
                                 "<font color=\"#bd4f00\">1e-09</font>",
                                 "    line1 -> node0\n",
                                 ">out <font color=\"#005a9c\">2.2</font>",
                                 "    node0 -> line2 [arrowhead=none]\n",
                                 "}\n"};
    const char *place = text;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        place = strstr(place, words[i]);
        cr_assert(place != NULL, "no <%s> in its place in:\n%s", words[i],
                  text);
    }
    free(text);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(graph_figure, without_graphviz_the_graph_stays_and_one_note_says_so)
{
    static const char local[] = SOURCES "/build/deps/bin/dot";
    if (access(local, X_OK) == 0) { /* then ./setup --local was here */
        char path[PATH_SIZE];
        setenv("PATH", "/nowhere", 1);
        cr_assert(process_find("dot", path) && strcmp(path, local) == 0);
        return;
    }
    char *folder = make_folder();
    Outcome o = save_graph(small_graph("+", "in"), folder, "/nowhere");
    expect_outcome(&o, 0, "");
    cr_assert(o.out[0] == '\0', "it printed %s", o.out);
    cr_assert(strstr(o.err, "note: Graphviz is not installed") == o.err &&
                  strstr(o.err, "./setup") != NULL &&
                  strstr(o.err, "/small.dot\n") != NULL,
              "it said %s", o.err);
    cr_assert(strchr(o.err, '\n')[1] == '\0', "more than a line: %s", o.err);
    cr_assert(is_there(folder, "small.dot"), "no .dot");
    cr_assert(!is_there(folder, "small.svg"), "an .svg out of nothing");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(graph_figure, draws_two_pictures_in_the_colours_of_the_book)
{
    if (!has_dot()) {
        cr_skip_test("Graphviz is not installed");
    }
    char *folder = make_folder();
    Outcome o = save_graph(small_graph("×", "苹果"), folder, NULL);
    expect_outcome(&o, 0, "figure: ");
    cr_assert(strstr(o.out, "/small.svg\n") != NULL, "it printed %s", o.out);
    cr_assert(o.err[0] == '\0', "it said %s", o.err);
    cr_assert(is_there(folder, "small.png"), "no .png");
    cr_assert(!is_there(folder, "small.svg.unfinished") &&
                  !is_there(folder, "small.png.unfinished"),
              "something was left behind");
    char *svg = read_in(folder, "small.svg");
    const char *const words[] = {"#005a9c\">2.5<", "#bd4f00\">&#45;3<", ">×<",
                                 "苹果"};
    for (int i = 0; i < 4; i++) {
        cr_assert(strstr(svg, words[i]) != NULL, "no %s in:\n%s", words[i],
                  svg);
    }
    free(svg);
    outcome_clear(&o);
    remove_folder(folder);
}

/* Each text is drawn as it is: none is a command, and none breaks the file.
   The second column is what the picture must hold. */
Test(graph_figure, no_text_is_a_command)
{
    static const char *const cases[][2] = {
        {"a\"]; evil [label=\"x", "a&quot;]; evil [label=&quot;x"},
        {"</td></tr></table>>]", "&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;&gt;]"},
        {"<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
        {"R&D &lt; &", "R&amp;D &amp;lt; &amp;"},
        {"\\N\\G\\n\\", "\\N\\G\\n\\"},
        {"it's // /* # ${x}", "it&#39;s // /* # ${x}"},
        {"line\nend\ttab\x01", "line end tab"},
        {"half \xE4\xB8 bytes \xFF", "half ?? bytes ?"},
        {"no character \xEF\xBF\xBF", "no character ?"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder();
        Outcome o =
            save_graph(small_graph(cases[i][0], cases[i][0]), folder, NULL);
        expect_outcome(&o, 0, "");
        char *text = read_in(folder, "small.dot");
        int lines = 0;
        for (const char *c = text; *c != '\0'; c++) {
            lines += *c == '\n';
        }
        cr_assert_eq(lines, 13, "%d lines in:\n%s", lines, text);
        free(text);
        if (has_dot()) {
            cr_assert(o.err[0] == '\0', "%s: it said %s", cases[i][0], o.err);
            char *svg = read_in(folder, "small.svg");
            const char *place = strstr(svg, cases[i][1]);
            cr_assert(place != NULL, "no %s in:\n%s", cases[i][1], svg);
            free(svg);
        }
        outcome_clear(&o);
        remove_folder(folder);
    }
}

Test(graph_figure, an_empty_text_is_fine)
{
    char *folder = make_folder();
    Outcome o = save_graph(small_graph("", ""), folder, NULL);
    expect_outcome(&o, 0, "");
    if (has_dot()) {
        cr_assert(o.err[0] == '\0', "it said %s", o.err);
    }
    outcome_clear(&o);
    remove_folder(folder);
}

/* A dot that fails, in various ways, is a note, and the old picture stays. */
Test(graph_figure, a_failure_keeps_the_old_picture)
{
    static const char *const cases[][2] = {
        {"echo first; echo the reason >&2; exit 1", "the reason"},
        {"exit 3", "it failed without a word"},
        {"exit 0", "an unfinished file"},
        {"echo '<svg>' >small.svg.unfinished", "an unfinished file"},
        {"echo '<svg>' >small.svg.unfinished; exit 1", "without a word"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), path[PATH_SIZE], script[256];
        snprintf(path, sizeof path, "%s/dot", folder);
        snprintf(script, sizeof script, "#!/bin/sh\n%s\n", cases[i][0]);
        write_file(path, script, strlen(script));
        chmod(path, 0755);
        snprintf(path, sizeof path, "%s/small.svg", folder);
        write_file(path, "old", 3);
        Outcome o = save_graph(small_graph("+", "in"), folder, folder);
        expect_outcome(&o, 0, "");
        cr_assert(strstr(o.err, "note: Graphviz drew no picture: ") == o.err,
                  "it said %s", o.err);
        cr_assert(strstr(o.err, cases[i][1]) != NULL, "no %s in %s",
                  cases[i][1], o.err);
        char *old = read_in(folder, "small.svg");
        cr_assert_str_eq(old, "old", "%s took its place", old);
        cr_assert(!is_there(folder, "small.svg.unfinished"),
                  "a part was left");
        free(old);
        outcome_clear(&o);
        remove_folder(folder);
    }
}

/* Where the old picture is a link, the file behind it is replaced. */
Test(graph_figure, a_link_stays_a_link)
{
    char *folder = make_folder(), path[PATH_SIZE], target[8] = "";
    static const char script[] =
        "#!/bin/sh\nwhile [ \"$1\" != -o ]; do shift; done\n"
        "echo '</svg> IEND' >\"$2\"\n";
    snprintf(path, sizeof path, "%s/dot", folder);
    write_file(path, script, strlen(script));
    chmod(path, 0755);
    snprintf(path, sizeof path, "%s/other", folder);
    write_file(path, "old", 3);
    snprintf(path, sizeof path, "%s/small.svg", folder);
    cr_assert(symlink("other", path) == 0, "no link");
    Outcome o = save_graph(small_graph("+", "in"), folder, folder);
    cr_assert_str_eq(o.err, "", "it said %s", o.err);
    cr_assert(readlink(path, target, sizeof target - 1) == 5, "no link");
    char *text = read_in(folder, "other");
    cr_assert_str_eq(text, "</svg> IEND\n", "the file holds %s", text);
    free(text);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(graph_figure, a_place_that_cannot_be_written_to_is_an_error)
{
    Outcome o = save_graph(small_graph("+", "in"), "/dev/null/x", NULL);
    expect_outcome(&o, EXIT_CANNOT_CREATE, "/dev/null/x");
    outcome_clear(&o);
}

static void bad_name(void *context) { graph_new(context); }

static void line_to_nowhere(void *context)
{
    (void)context;
    Graph *graph = graph_new("a");
    graph_line(graph, GRAPH_OUTSIDE, graph_node(graph, "+") + 1, NULL, 1, 1);
}

static void line_from_outside_to_outside(void *context)
{
    (void)context;
    graph_line(graph_new("a"), GRAPH_OUTSIDE, GRAPH_OUTSIDE, NULL, 1, 1);
}

static void too_many_nodes(void *context)
{
    (void)context;
    Graph *graph = graph_new("a");
    for (int i = 0; i <= MAX_GRAPH; i++) {
        graph_node(graph, "+");
    }
}

Test(graph_figure, broken_promises_stop)
{
    expect_stop(bad_name, "a/b", "a graph called a/b");
    expect_stop(bad_name, "", "a graph called ");
    expect_stop(line_to_nowhere, NULL, "a line from -1 to 1 of 1 nodes");
    expect_stop(line_from_outside_to_outside, NULL, "from -1 to -1");
    expect_stop(too_many_nodes, NULL, "more than 64 nodes");
    graph_free(NULL);
}
