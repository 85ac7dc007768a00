// # Solution: which tables can one neuron answer?
//
// Suppose a perceptron answers 1 to $(0,1)$ and $(1,0)$, and 0 to the other
// two. Then $b + w_2 > 0$ and $b + w_1 > 0$, together $2b + w_1 + w_2 > 0$.
// But also $b \le 0$ and $b + w_1 + w_2 \le 0$, together
// $2b + w_1 + w_2 \le 0$. Both cannot be. The same holds with the signs
// turned. So XOR and its opposite have no perceptron, and the search below
// shows that all others have one.
//
// Three values for each weight are enough: $-1$, 0 and 1. Between their sums,
// which are whole numbers, lie the biases $-1.5$, $-0.5$, $0.5$ and $1.5$.
#include "ch02.h"

static int answers(float w1, float w2, float b, const int t[4])
{
    return (b > 0) == t[0] && (b + w2 > 0) == t[1] && (b + w1 > 0) == t[2] &&
           (b + w1 + w2 > 0) == t[3];
}

int my_separable(const int t[4])
{
    for (int w1 = -1; w1 <= 1; w1++) {
        for (int w2 = -1; w2 <= 1; w2++) {
            for (int k = -2; k <= 1; k++) {
                if (answers((float)w1, (float)w2, (float)k + 0.5f, t)) {
                    return 1;
                }
            }
        }
    }
    return 0;
}
