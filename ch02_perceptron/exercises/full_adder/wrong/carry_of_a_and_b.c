/* caught-by: full_adder/carry_of_all_eight full_adder/eight_columns */
#include "ch02.h"

void my_full_adder(int a, int b, int cin, int *sum, int *cout)
{
    *sum = a ^ b ^ cin;
    *cout = a & b;
}
