// # Drawing a graph
//
// A formula hides the order in which it is computed; a graph shows it. **How
// does a program draw its own calculation?** It says which operations there are
// and which number runs between them. Where everything stands is decided by
// Graphviz, a program that reads the graph as a text.
#include "graph_figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figures/gnuplot.h"
#include "ground/utf8.h"
#include "system/atomic_file.h"
#include "system/process.h"

typedef struct {
    int from, to;
    char *name; /* owned */
    double value, grad;
} Line;

enum { NAME_SIZE = 64 };

struct Graph {
    char name[NAME_SIZE];
    int node_count, line_count;
    char *nodes[MAX_GRAPH]; /* their operations; owned */
    Line lines[MAX_GRAPH];
};

// ## Nodes and lines
//
// A graph is kept as a list of nodes and a list of lines, in the order in
// which a program names them.
Graph *graph_new(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const size_t length = strspn(name, allowed);
    CHECK(length > 0 && length < NAME_SIZE && name[length] == '\0',
          "a graph called %s", name);
    Graph *graph = allocate(1, sizeof *graph);
    memcpy(graph->name, name, length);
    return graph;
}

int graph_node(Graph *graph, const char *operation)
{
    CHECK(graph->node_count < MAX_GRAPH, "more than %d nodes", MAX_GRAPH);
    graph->nodes[graph->node_count] = utf8_clean(operation);
    return graph->node_count++;
}

void graph_line(Graph *graph, int from, int to, const char *name,
                double value, double grad)
{
    const int count = graph->node_count;
    CHECK(graph->line_count < MAX_GRAPH, "more than %d lines", MAX_GRAPH);
    CHECK(from >= GRAPH_OUTSIDE && from < count && to >= GRAPH_OUTSIDE &&
              to < count && from != to,
          "a line from %d to %d of %d nodes", from, to, count);
    graph->lines[graph->line_count++] =
        (Line){from, to, utf8_clean(name != NULL ? name : ""), value, grad};
}

void graph_free(Graph *graph)
{
    if (graph == NULL) {
        return;
    }
    for (int i = 0; i < graph->node_count; i++) {
        free(graph->nodes[i]);
    }
    for (int i = 0; i < graph->line_count; i++) {
        free(graph->lines[i].name);
    }
    free(graph);
}

// ## In Graphviz's language
//
// A text is written between tags, as in a page of the web. The characters that
// mean something there get another spelling. A backslash means something to
// Graphviz even then, and only two of them are one. Two numbers of Unicode are no characters at all,
// and a reader of tags may refuse them.
static void write_text(FILE *file, const char *text)
{
    unsigned code;
    for (int bytes; (bytes = utf8_read(text, &code)) > 0; text += bytes) {
        if (code == '\\') {
            fputs("&#92;&#92;", file);
        } else if (code < 128 && strchr("&<>\"'", (int)code) != NULL) {
            fprintf(file, "&#%u;", code);
        } else if (code == 0xFFFE || code == 0xFFFF) {
            fputc('?', file);
        } else {
            fwrite(text, 1, (size_t)bytes, file);
        }
    }
}

// A label that stands beside a line floats away from it. So the label is a
// table of two rows with a rule between them, and the rule is a piece of the
// line.
static void write_label(FILE *file, int i, const Line *line)
{
    fprintf(file,
            "    line%d [label=<<table border=\"0\" cellspacing=\"0\">"
            "<tr><td align=\"right\">",
            i);
    write_text(file, line->name);
    fprintf(file,
            "%s<font color=\"#005a9c\">%.6g</font></td></tr><hr/>"
            "<tr><td align=\"right\"><font color=\"#bd4f00\">%.6g</font>"
            "</td></tr></table>>]\n",
            line->name[0] != '\0' ? " " : "", line->value, line->grad);
}

static void write_graph(FILE *file, const void *content)
{
    const Graph *graph = content;
    fputs("// Blue: the value that goes forward; orange: the gradient that "
          "comes back.\n"
          "digraph {\n"
          "    graph [rankdir=LR, ordering=in, nodesep=0.16, ranksep=0.13, "
          "margin=0, pad=0.02, bgcolor=transparent]\n"
          "    node [fontname=\"sans-serif\", fontsize=16, shape=plaintext, "
          "color=\"#6b7280\", width=0, height=0, margin=0]\n"
          "    edge [arrowsize=0.6, color=\"#6b7280\", headport=w, "
          "tailport=e]\n",
          file);
    for (int i = 0; i < graph->node_count; i++) {
        fprintf(file,
                "    node%d [shape=circle, width=0.42, fixedsize=true, "
                "fontsize=20, label=<%s",
                i, graph->nodes[i][0] == '\0' ? " " : "");
        write_text(file, graph->nodes[i]);
        fputs(">]\n", file);
    }
    for (int i = 0; i < graph->line_count; i++) {
        const Line *line = &graph->lines[i];
        write_label(file, i, line);
        if (line->from != GRAPH_OUTSIDE) {
            fprintf(file, "    node%d -> line%d [arrowhead=none]\n",
                    line->from, i);
        }
        if (line->to != GRAPH_OUTSIDE) {
            fprintf(file, "    line%d -> node%d\n", i, line->to);
        }
    }
    fputs("}\n", file);
}

// ## The pictures
//
// Graphviz reads the text and writes two pictures, one for the page and one
// for anything else.
static bool path_of(char *path, const Graph *graph, const Options *options,
                    const char *ending, Error *error)
{
    char name[NAME_SIZE + 16];
    snprintf(name, sizeof name, "%s%s", graph->name, ending);
    return paths_join(path, options->out, name, error);
}

// Graphviz writes under another name. Only a picture that is finished takes the
// place of the old one.
static bool draw_picture(const Graph *graph, const Options *options,
                         const char *dot, bool png, Error *error)
{
    char path[PATH_SIZE], source[NAME_SIZE + 16];
    const char *file = NULL;
    snprintf(source, sizeof source, "%s.dot", graph->name);
    Claim *claim = path_of(path, graph, options, png ? ".png" : ".svg", error)
                       ? atomic_file_lend(path, &file, error)
                       : NULL;
    const char *const svg_words[] = {dot, "-Tsvg", "-o", file, source, NULL};
    const char *const png_words[] = {dot,         "-Tpng", "-Gbgcolor=white",
                                     "-Gdpi=144", "-o",    file,
                                     source,      NULL};
    const bool done =
        claim != NULL &&
        process_run(png ? png_words : svg_words, options->out, NULL, error) &&
        atomic_file_adopt(claim, png ? "IEND" : "</svg>", error);
    claim_release(claim);
    return done;
}

static void note(const Graph *graph, const Options *options, const char *what,
                 const char *why)
{
    fflush(stdout);
    fprintf(stderr, "note: %s: %s; the graph is in %s/%s.dot\n", what, why,
            options->out, graph->name);
}

// Without Graphviz the calculation has succeeded all the same.
static void draw(const Graph *graph, const Options *options)
{
    char dot[PATH_SIZE], picture[NAME_SIZE + 16];
    Error error;
    if (!process_find("dot", dot)) {
        note(graph, options,
             "Graphviz is not installed, so no picture was drawn",
             "install it with ./setup");
        return;
    }
    if (!draw_picture(graph, options, dot, false, &error)) {
        note(graph, options, "Graphviz drew no picture", error.message);
        return;
    }
    printf("figure: %s/%s.svg\n", options->out, graph->name);
    if (!draw_picture(graph, options, dot, true, &error)) {
        note(graph, options, "Graphviz drew no PNG", error.message);
    }
    snprintf(picture, sizeof picture, "%s.svg", graph->name);
    if (options->show &&
        !gnuplot_show(NULL, options->out, "", picture, &error)) {
        note(graph, options, "no window was opened", error.message);
    }
}

bool graph_save(const Graph *graph, const Options *options, Error *error)
{
    char path[PATH_SIZE];
    if (!paths_make_folder(options->out, error) ||
        !path_of(path, graph, options, ".dot", error) ||
        !atomic_file_write(path, write_graph, graph, error)) {
        return false;
    }
    draw(graph, options);
    return true;
}
