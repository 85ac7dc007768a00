// # Exercise: the way back where paths part
//
// In this graph two numbers are used twice, $x$ and $a$:
//
// $$ a = x \cdot y \qquad b = x + a \qquad L = a \cdot b $$
//
// With $x = 3$ and $y = 2$ there is $a = 6$, $b = 9$ and $L = 54$. **How does
// the last number answer when the first one moves?** Walk back from $L$ to
// $x$ with a pencil.
//
// A number that is used in two places gets a slope from each of them. They
// add up, because both changes arrive at $L$. So take the simpler graph
// $c = x + 1$, $L = x \cdot c$ at $x = 3$, where $c = 4$. The product hands
// $x$ to $c$, so that the slope of $L$ in $c$ is 3. To $x$ it hands 4, and
// through $c$ another 3 come back: 7. Try it: for $x = 3.01$ there is
// $L = 12.0701$, which is $0.0701$ more.
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros.
#include "ch05.h"

struct fork my_fork(void)
{
    YOUR_CODE_HERE();
    return (struct fork){
        .db = 0,   // the slope of L in b
        .da = 0,   // in a, by both ways
        .dx = 0,   // in x, by both ways
        .dy = 0,   // in y
        .rise = 0, // by which L grows, nearly, if y grows by 0.01
    };
}
