// # Buying two apples
//
// You buy two apples at 100 yen each, and there is a tax of 10 %. The price is
// plain arithmetic. **By how much does it change if an apple costs one yen
// more?** We could calculate everything anew. Backpropagation reads the
// answer, and two more, from the one calculation that is already done.
//
// *Predict first.* By how many yen does the price rise for each further yen of
// the apple: 1, 2, or 2.2?
//
// *Answer.* By 2.2: {run: one yen more per apple}. There are two apples, and
// each yen is taxed.

// ## One node a click
//
// Forward, each node makes one number of two. Back, it gets one number from the
// node after it and hands out two. **Which two?** Say each number before you click.
//
// <div data-lab="apples"></div>

#include <stdio.h>

#include "graph_figure.h"
#include "naive_layers.h"
#include "system/options.h"
#include "system/way.h"

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Prices two apples, and tells what the price depends on.",
                  NULL, 0);

    // ## Forward
    //
    // The calculation is a **computational graph** (计算图) of two nodes. The first
    // multiplies the price of an apple by the number of apples, and gives what they
    // cost: $100 \cdot 2 = 200$. The second multiplies this cost by one plus the tax, a
    // factor called `tax` for short: $200 \cdot 1.1 = 220$. Each is a `MulLayer` of
    // [the page before](naive_layers.c): mul_forward() multiplies and remembers, and
    // mul_backward() writes the two gradients into its last two arguments.
    const double apple = 100, count = 2, tax = 1.1;
    MulLayer apple_times, tax_times;
    const double cost = mul_forward(&apple_times, apple, count);
    const double price = mul_forward(&tax_times, cost, tax);

    // ## Backward
    //
    // We walk the same graph from the end. The price changes by 1 if the price
    // changes by 1: so the walk begins with $1$. At each node the gradient is
    // multiplied by that node's own slope, and by nothing else. That is the
    // **chain rule** (链式法则), the rule for a **composite function** (复合函数): the
    // price is a function of the cost, which is a function of the apple's price.
    //
    // $$ \frac{\partial\,\mathrm{price}}{\partial\,\mathrm{apple}} =
    //    \frac{\partial\,\mathrm{price}}{\partial\,\mathrm{cost}} \cdot
    //    \frac{\partial\,\mathrm{cost}}{\partial\,\mathrm{apple}}
    //    = 1.1 \cdot 2 = 2.2 $$
    double dcost, dapple, dcount, dtax;
    mul_backward(&tax_times, 1, &dcost, &dtax);
    mul_backward(&apple_times, dcost, &dapple, &dcount);

    printf("price of two apples    %5.0f\n", price);
    printf("one yen more per apple %+7.1f\n", dapple);
    printf("one apple more         %+7.1f\n", dcount);
    printf("tax one whole more     %+7.1f\n", dtax);

    // ## The graph itself
    //
    // A node for each multiplication, a line for each number. The
    // [figure](graph_figure.c) gets the numbers that were just computed.
    Graph *graph = graph_new("buy_apple");
    const int first = graph_node(graph, "×"), second = graph_node(graph, "×");
    graph_line(graph, GRAPH_OUTSIDE, first, "apple", apple, dapple);
    graph_line(graph, GRAPH_OUTSIDE, first, "count", count, dcount);
    graph_line(graph, first, second, NULL, cost, dcost);
    graph_line(graph, GRAPH_OUTSIDE, second, "tax", tax, dtax);
    graph_line(graph, second, GRAPH_OUTSIDE, "price", price, 1);
    const bool ok = graph_save(graph, &options, &error);
    graph_free(graph);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// One yen more per apple is 2.2 yen more to pay: there are two apples, and
// each yen is taxed. The three slopes cannot be compared directly, because
// their units differ. A tax that rises by one whole, from 10 % to 110 %, costs
// 200 yen; one that rises to 11 % costs a hundredth of that.
//
// ![Blue goes forward, from left to right. Orange comes back, from right to left. Look at a node: each input's gradient is the other input times what comes back.](buy_apple.svg)
//
// **Try it.** Let `tax` be 1.2, a tax of 20 %. Say first which two of the three slopes
// change, and which one stays as it is.
//
// **Check yourself.** Each node looked only at its own two numbers. Where did
// the second node get the $200$ that it multiplied by in backward?
//
// *Answer.* From the way forward. There this number went into the node, and the
// node must remember it until backward comes.
