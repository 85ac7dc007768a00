/* Wrong: a loop that goes one number too far. See docs/trouble.md. */
#include <stdio.h>
#include <stdlib.h>

static double mean(const double *x, int n)
{
    double sum = 0;
    for (int i = 0; i <= n; i++) {
        sum += x[i];
    }
    return sum / n;
}

int main(void)
{
    double *x = malloc(3 * sizeof *x);
    if (x == NULL) {
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        x[i] = i + 1;
    }
    printf("the mean of 1, 2 and 3 is %g\n", mean(x, 3));
    free(x);
    return 0;
}
