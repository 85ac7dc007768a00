/** @file graph_figure.h
 *  @ingroup ch05
 *  A computational graph as a figure, drawn by Graphviz. Its nodes are
 *  operations, its lines are numbers: above each line stands the value that
 *  went forward, in blue, and below it the gradient that came back, in orange.
 *
 *  A graph called `name` leaves name.dot (the graph in Graphviz's language),
 *  name.svg and name.png. Without Graphviz the first is still written, one note
 *  says so, and nothing fails.
 *
 *  All texts are plain UTF-8: no character in them is a command. Control
 *  characters become blanks, and bytes that are no UTF-8 question marks. */
#ifndef GRAPH_FIGURE_H
#define GRAPH_FIGURE_H

#include "system/options.h"

/** A graph in the making. */
typedef struct Graph Graph;

enum {
    GRAPH_OUTSIDE = -1, /**< where an input comes from, and the result goes */
    MAX_GRAPH = 64      /**< no more nodes, and no more lines */
};

/** Start a graph called name (letters, digits and _). The caller owns it:
 *  graph_free(). */
Graph *graph_new(const char *name);

/** Add a node to graph that does this operation, such as "×". Returns its
 *  number. */
int graph_node(Graph *graph, const char *operation);

/** Add a line to graph, that leads from one node to another, by their numbers;
 *  one of them may be #GRAPH_OUTSIDE. On it stand its name (NULL: none), the
 *  value that went forward and grad, which came back. Lines that lead to the
 *  same node arrive there from top to bottom, in the order in which they were
 *  added. */
void graph_line(Graph *graph, int from, int to, const char *name,
                double value, double grad);

/** Write graph into the folder options->out, which is made if need be, run
 *  Graphviz, print the path of the figure on stdout, and show it if `--show`
 *  was given. Each file is replaced as a whole. Returns false and fills error
 *  if the folder or the .dot cannot be written (#EXIT_CANNOT_CREATE,
 *  #EXIT_IO); a missing or failing Graphviz is a note on stderr. */
bool graph_save(const Graph *graph, const Options *options, Error *error);

/** Release graph and what it owns; NULL is fine. */
void graph_free(Graph *graph);

#endif
