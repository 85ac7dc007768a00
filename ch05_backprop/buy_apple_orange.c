// # Apples and oranges
//
// You buy two apples at 100 yen and three oranges at 150 yen, with a tax of 10 %.
// Now two paths meet in a sum. **What happens to the gradient where the paths part,
// on the way back?**
//
// *Predict first.* Which costs more: one apple more, or one orange more? And
// by how many yen does the price rise if an orange costs one yen more?
//
// *Answer.* One orange more: 165 yen against 110 for an apple. If an orange
// costs one yen more, the price rises by 3.3: {run: price of an orange}.
#include <stdio.h>

#include "graph_figure.h"
#include "naive_layers.h"
#include "system/options.h"
#include "system/way.h"

// Each number of the graph has a value, found on the way forward, and a
// gradient, found on the way back.
typedef struct {
    double value, grad;
} Number;

typedef struct {
    Number apple, apple_count, orange, orange_count, tax; /* what we choose */
    Number apple_cost, orange_cost, sum, price;           /* what follows */
    MulLayer apple_times, orange_times, tax_times; /* what is remembered */
} Purchase;

// ## Forward
//
// The apples cost $100 \cdot 2 = 200$, the oranges $150 \cdot 3 = 450$. Together
// that is $650$, and with the tax $650 \cdot 1.1 = 715$.
static void forward(Purchase *p)
{
    p->apple_cost.value =
        mul_forward(&p->apple_times, p->apple.value, p->apple_count.value);
    p->orange_cost.value =
        mul_forward(&p->orange_times, p->orange.value, p->orange_count.value);
    p->sum.value = add_forward(p->apple_cost.value, p->orange_cost.value);
    p->price.value = mul_forward(&p->tax_times, p->sum.value, p->tax.value);
}

// ## Backward
//
// The same four nodes in the opposite order. The tax node sends $1.1$ to the
// sum. The sum passes it on to both sides, unchanged. So one yen more for an
// orange costs $1.1 \cdot 3 = 3.3$, and one orange more $1.1 \cdot 150 = 165$.
static void backward(Purchase *p)
{
    p->price.grad = 1;
    mul_backward(&p->tax_times, p->price.grad, &p->sum.grad, &p->tax.grad);
    add_backward(p->sum.grad, &p->apple_cost.grad, &p->orange_cost.grad);
    mul_backward(&p->orange_times, p->orange_cost.grad, &p->orange.grad,
                 &p->orange_count.grad);
    mul_backward(&p->apple_times, p->apple_cost.grad, &p->apple.grad,
                 &p->apple_count.grad);
}

static void print(const char *name, Number n)
{
    printf("%-18s %6.6g %9.6g\n", name, n.value, n.grad);
}

// ## The graph itself
//
// The figure gets the values and the gradients that were just computed.
static void line(Graph *graph, int from, int to, const char *name, Number n)
{
    graph_line(graph, from, to, name, n.value, n.grad);
}

static Graph *draw(const Purchase *p)
{
    Graph *graph = graph_new("buy_apple_orange");
    const int outside = GRAPH_OUTSIDE;
    const int apples = graph_node(graph, "×");
    const int oranges = graph_node(graph, "×");
    const int both = graph_node(graph, "+");
    const int taxed = graph_node(graph, "×");
    line(graph, outside, apples, "apple", p->apple);
    line(graph, outside, apples, "count", p->apple_count);
    line(graph, outside, oranges, "orange", p->orange);
    line(graph, outside, oranges, "count", p->orange_count);
    line(graph, apples, both, NULL, p->apple_cost);
    line(graph, oranges, both, NULL, p->orange_cost);
    line(graph, both, taxed, NULL, p->sum);
    line(graph, outside, taxed, "tax", p->tax);
    line(graph, taxed, outside, "price", p->price);
    return graph;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Prices apples and oranges: a graph with a sum.", NULL, 0);
    Purchase p = {.apple = {.value = 100},
                  .apple_count = {.value = 2},
                  .orange = {.value = 150},
                  .orange_count = {.value = 3},
                  .tax = {.value = 1.1}};
    forward(&p);
    backward(&p);

    puts("                    value  gradient");
    print("price of an apple", p.apple);
    print("number of apples", p.apple_count);
    print("price of an orange", p.orange);
    print("number of oranges", p.orange_count);
    print("tax", p.tax);
    print("price", p.price);

    Graph *graph = draw(&p);
    const bool ok = graph_save(graph, &options, &error);
    graph_free(graph);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// One orange more costs 165 yen and one apple more 110: the gradient of a count
// is a price with tax. One yen more for an orange costs 3.3 yen, more than the
// 2.2 for an apple, because there are three oranges.
//
// ![At the sum, 1.1 goes on to both sides. Each of the five inputs has its answer after one walk back.](buy_apple_orange.svg)
//
// Neither fruit knows of the other. The node of the apples needs its own two
// numbers and the 1.1 that arrives. It would do the same in a graph of a
// million nodes. This is called **local computation** (局部计算), and a layer of a
// network does nothing else.
//
// **Try it.** Add a bag for 5 yen, taxed as well. Say its gradient first. Which
// of the other gradients change?
//
// **Check yourself.** The number 1.1 is written at three lines in orange. Why
// is it the same number there, and why does it also appear once in blue?
//
// *Answer.* It comes back from the tax node to the sum, and the sum passes it on
// unchanged to both sides: three lines. In blue it is what this node multiplies by, one
// plus the tax. It is the same number because in a product the slope of one factor is
// the other factor.
