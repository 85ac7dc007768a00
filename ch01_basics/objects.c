// # Objects in C
//
// The book writes **classes** (类) in Python: data and the functions that work
// on them, under one name. C has no classes. **What is a class made of, if we
// build one by hand?** Of two things that C does have: a struct and functions
// that take its address.
//
// *Predict first.* Two steps are put in a row: "times 3", then "plus 4". The
// number 5 goes through both. What comes out, and what if the steps change
// places?
//
// *Answer.* $5 \cdot 3 + 4 = 19$, and $(5 + 4) \cdot 3 = 27$ if the steps
// change places. The run prints both: {run: times 3 -> 15} and
// {run: plus 4 -> 9}.
#include <stdio.h>

#include "system/options.h"
#include "system/way.h"

// ## A struct with functions on it
//
// A running mean needs two numbers that belong together: the sum so far and how
// many were added. The struct holds them; each function gets its address as the
// first argument. Python calls that argument `self`.
typedef struct {
    double sum;
    int count;
} Mean;

static void mean_add(Mean *mean, double x)
{
    mean->sum += x;
    mean->count++;
}

static double mean_value(const Mean *mean)
{
    return mean->count > 0 ? mean->sum / mean->count : 0;
}

// Each **object** (对象) has its own numbers. If we add to one, the other stays
// as it is.
static void show_means(void)
{
    Mean heights = {0}, ages = {0}; /* what a constructor does */
    mean_add(&heights, 170);
    mean_add(&heights, 180);
    mean_add(&ages, 30);
    printf("mean of %d heights: %g\n", heights.count, mean_value(&heights));
    printf("mean of %d age:     %g\n\n", ages.count, mean_value(&ages));
}

// ## A struct with functions in it
//
// A network is many steps in a row, of different kinds. The loop that runs
// them should not have to know the kinds. So each step holds the address of
// its own function: a **function pointer** (函数指针). All of them take and return
// the same kinds of things, and that is called an *interface* (接口).
typedef struct Step Step;

struct Step {
    const char *name;
    double (*forward)(const Step *step, double x);
    double parameter;
};

static double multiply(const Step *step, double x)
{
    return step->parameter * x;
}

static double add(const Step *step, double x) { return x + step->parameter; }

// ## Steps in a row
//
// `step->forward(step, x)` calls the function that this step has brought with
// it. A new kind of step needs a new function, and no change here.
static double run(const Step *steps, int count, double x)
{
    printf("%g", x);
    for (int i = 0; i < count; i++) {
        const Step *step = &steps[i];
        x = step->forward(step, x);
        printf(" -> %s %g -> %g", step->name, step->parameter, x);
    }
    putchar('\n');
    return x;
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Builds objects of structs and function pointers.", NULL,
                  0);
    show_means();
    const Step one_way[] = {{"times", multiply, 3}, {"plus", add, 4}};
    const Step other_way[] = {{"plus", add, 4}, {"times", multiply, 3}};
    run(one_way, 2, 5);
    run(other_way, 2, 5);
    return way_on(&options);
}

// ## What came out
//
// $5 \cdot 3 + 4 = 19$, and $(5 + 4) \cdot 3 = 27$. The loop ran both rows
// without knowing what a step does.
//
// From [chapter 5](../ch05_backprop/README.md) on, a layer (层) is such an
// object: a struct with numbers and two function pointers, forward and
// backward. There each *kind* of layer has a table with its pointers, so that
// a thousand layers of one kind share one table.
//
// **Try it.** Write a third kind of step, "square", and put it in a row. How
// many lines outside its own function had to change?
//
// **Check yourself.** In `step->forward(step, x)` the step is named twice. Why
// does `forward` get its address, if it was already called through the step?
//
// *Answer.* The function is the same for all steps of a kind, and only the step
// knows its number: 3 in "times 3". Without the address, `multiply` would not
// know by what to multiply.
