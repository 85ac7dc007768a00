// # The last step
//
// "How warm will it be?", "is this spam?" and "which digit is it?" are three kinds
// of question. **Which function turns the last sums into an answer?** That depends
// on what an answer looks like. The layers before stay the same.
//
// *Predict first.* A network for ten kinds of animal gives its last ten sums. A
// photo shows a cat *and* a dog. Should the ten answers add up to 1?
//
// *Answer.* No. A cat and a dog are two questions, and both answers are "yes".
// So each of the ten answers should be a probability of its own, between 0 and
// 1.
#include <stdio.h>

#include "math/activation.h"
#include "system/options.h"
#include "system/way.h"

// ## Three questions, three functions
//
// **Regression** (回归) asks for a number, and any number may be the answer. The
// last sum is the answer: the *identity*.
static void show_regression(void)
{
    const double a = 21.4;
    printf("regression     a = %.1f             y = %.1f\n", a, a);
}

// **Two classes** (二元分类) ask for yes or no. One number in $(0, 1)$ is enough:
// the **probability** (概率) of "yes". A probability of 0 means never, and 1
// means always. The *sigmoid* turns any sum into such a probability.
static void show_two_classes(void)
{
    const real a = 1.5;
    printf("two classes    a = %.1f              y = %.4f\n", (double)a,
           (double)sigmoid(a));
}

// **Many classes** (多元分类) ask which one. Both kinds of question, with two
// classes and with many, are called *classification* (分类). There is one output
// neuron for each class (类别), and the *softmax* makes probabilities of the
// sums, which together are 1. Its [own page](softmax.c) follows.
static void show_many_classes(void)
{
    const double a[] = {0.3, 2.9, 4.0};
    Tensor *scores = tensor_of(SHAPE(1, 3), a), *y = tensor_new(SHAPE(1, 3));
    softmax_rows(y, scores);
    printf("many classes   a = %.1f %.1f %.1f      y = %.4f %.4f %.4f\n",
           a[0], a[1], a[2], (double)y->data[0], (double)y->data[1],
           (double)y->data[2]);
    tensor_free(scores);
    tensor_free(y);
}

// ## For two classes, sigmoid and softmax are one
//
// With two classes there are two ways: one neuron and the sigmoid, or two
// neurons and the softmax. They agree. The softmax, as
// [the next page](softmax.c) shows, takes the power $e^a$ of each sum, and
// gives each class its share of all powers. On the left of the formula is the
// share of class 1, which is the second class, because we count from 0. Divide
// above and below the line by $e^{a_1}$: above that leaves 1, and below
// $e^{a_1} / e^{a_1} = 1$ and
// $e^{a_0} / e^{a_1} = e^{a_0 - a_1} = e^{-(a_1 - a_0)}$.
//
// $$ \frac{e^{a_1}}{e^{a_0} + e^{a_1}} = \frac{1}{1 + e^{-(a_1 - a_0)}}
//    = \mathrm{sigmoid}(a_1 - a_0) $$
static void show_agreement(void)
{
    real a[] = {0.5, 2.0}, y[2];
    const Tensor scores = tensor_view(a, SHAPE(1, 2));
    Tensor answers = tensor_view(y, SHAPE(1, 2));
    softmax_rows(&answers, &scores);
    printf("\nsoftmax(0.5, 2.0)[1] = %.6f\n", (double)y[1]);
    printf("sigmoid(2.0 - 0.5)   = %.6f\n", (double)sigmoid(a[1] - a[0]));
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Shows which last function suits which question.", NULL, 0);
    show_regression();
    show_two_classes();
    show_many_classes();
    show_agreement();
    return way_on(&options);
}

// ## What came out
//
// A network could end with any of the three, whatever its last sums are. The
// function is chosen for the question, not for the sums.
//
// Both a cat and a dog on a photo are two questions with yes or no each. So ten
// sigmoids fit, whose answers need not add up to 1, and one softmax does not.
//
// **Try it.** Add 100 to both scores in `show_agreement`. Say first which of the
// two lines changes.
//
// **Check yourself.** The largest sum stays the largest after softmax. Why can a
// program that only wants the most likely class leave softmax out?
//
// *Answer.* It only needs the place of the largest answer. Softmax changes the
// sizes of the sums but keeps their order, so the largest is at the same place
// before and after.
