/* caught-by: full_adder/sum_of_all_eight */
#include "ch02.h"

void my_full_adder(int a, int b, int cin, int *sum, int *cout)
{
    const int digit = a ^ b;
    *sum = digit | cin;
    *cout = (a & b) | (digit & cin);
}
