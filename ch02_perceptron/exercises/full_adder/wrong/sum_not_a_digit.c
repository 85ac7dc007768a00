/* caught-by: full_adder/sum_of_all_eight */
#include "ch02.h"

void my_full_adder(int a, int b, int cin, int *sum, int *cout)
{
    *sum = a + b + cin;
    *cout = *sum > 1;
}
