/* caught-by: void */
#include "ch02.h"

int my_perceptron(const float *w, float b, const float *x, size_t n);

int my_xor_gate(int a, int b)
{
    const float w[2] = {1, 1}, x[2] = {(float)a, (float)b};
    return my_perceptron(w, 0, x, 2);
}
