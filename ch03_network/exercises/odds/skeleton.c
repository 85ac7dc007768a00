// # Exercise: what do scores say?
//
// A network has two classes and gives them the scores 1 and 3. **By how much
// is the second one more probable?** Softmax makes probabilities of scores:
//
// $$ y_i = \frac{e^{x_i}}{\sum_j e^{x_j}} $$
//
// Divide one probability by another, and the sum below the line is gone. So a
// score that is larger by 1 makes a probability larger by the factor
// $e \approx 2.718$. A score that is larger by 3 makes it larger by
// $e \cdot e \cdot e \approx 20.1$.
//
// Predict five numbers, with a pocket calculator if you like; three digits
// are enough. The last one compares two functions: with two classes, the
// probability of the second is $\mathrm{sigmoid}(z) = 1 / (1 + e^{-z})$ for
// some number $z$. Which one?
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros.
#include "ch03.h"

struct odds my_odds(void)
{
    YOUR_CODE_HERE();
    return (struct odds){
        .factor = 0,   // second by first probability, of the scores 1 and 3
        .shifted = 0,  // the same, of the scores 101 and 103
        .doubled = 0,  // the same, of the scores 2 and 6
        .of_three = 0, // first probability, of the scores 1, 3 and 3
        .sigmoid = 0,  // z, for the scores 1 and 3
    };
}
