/* caught-by: fork/rise */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 6,
        .da = 15,
        .dx = 36,
        .dy = 45,
        .rise = 45,
    };
}
