// # Exercise: a reader of your own ten photographs
//
// [recognize](../../recognize.c) reads what you have written on paper, because somebody has
// made your photograph into an image of MNIST first. **What has to happen to a photograph
// before a network can read it?** Do it yourself, in six steps. Each test is a
// step, and each step is a point.
//
// A photograph is `grey`, of the shape $(H, W)$, from 0, black, to 1, white. The network
// wants $(28, 28)$, with ink 1 and paper 0, the digit 20 pixels long, and its centre
// of mass in the middle.
#include <math.h>
#include <stdlib.h>

#include "ch07.h"

// ## Step 1: which pixels are ink?
//
// Where a sheet lies in the shade, its paper may be darker than the ink is in the light. No
// one number divides the two. But ink is darker than what is *around* it. Let $m$ be
// the mean of all pixels of the picture that are at most $R$ rows and $R$ columns away, the pixel
// itself among them; $R$ is an eighth of the longer side, rounded down. Then `ink` is 1
// where `grey` is less than $0.85\, m$, and 0 elsewhere.
//
// By hand, with $R = 1$: a pixel of 0.6 in the corner, and paper of 0.8. The mean of the four
// pixels there is 0.75, and $0.85 \cdot 0.75 = 0.6375$. So 0.6 is ink.
void my_ink(const float *grey, float *ink, size_t H, size_t W)
{
    YOUR_CODE_HERE();
}

// ## Step 2: the box around the ink
//
// If two pixels are ink, one in row 1 and column 4, one in row 3 and column 2, the box has
// `top` 1, `bottom` 4, `left` 2 and `right` 5: `bottom` and `right` name what comes *behind*.
// Without ink, all four are 0.
struct box my_box(const float *ink, size_t H, size_t W)
{
    YOUR_CODE_HERE();
}

// ## Step 3: 20 pixels long
//
// Let $s$ be the longer side of the box, divided by 20. The number of `small` in row $i$ and
// column $j$ is the mean of a square of the box, which reaches from $s\, i$ to $s\, (i + 1)$
// downwards and from $s\, j$ to $s\, (j + 1)$ to the right, counted from the corner of the
// box. A pixel that lies in the square with a part counts with this part. What lies outside of
// the box counts as 0.
//
// By hand: a box of 30 rows and 20 columns, all ink, has $s = 1.5$. The square with $j = 13$
// reaches from 19.5 to 21, and a third of it lies in the box: 0.333. All squares before it
// are 1, and all behind it 0. As $s$ is the same downwards and to the right, a 1 stays slim.
void my_scale(const float *ink, struct box box, float *small, size_t W)
{
    YOUR_CODE_HERE();
}

// ## Step 4: the centre of mass into the middle
//
// The middle of a pixel in row $i$ is $i + 0.5$ away from the upper edge. The centre of mass
// $c$ is the mean of these places, in which each counts with its ink. Before the digit come
// $14 - c$ rows of zeros, rounded to the nearest whole number, but at least 0 and at most 8. So
// do columns.
//
// By hand: ink of 0.2 in row 4 and of 0.8 in row 13 have
// $c = 0.2 \cdot 4.5 + 0.8 \cdot 13.5 = 11.7$. Two rows of zeros come first.
void my_centre(const float *small, float *image)
{
    YOUR_CODE_HERE();
}

// ## Steps 5 and 6: a photograph
//
// All of it, with `malloc` for what lies between. In the shade, elsewhere on the sheet, and
// larger, a digit has to give nearly the same image. For empty paper the function returns 0. In
// the last step the network of chapter 3, with the weights that come with the book, reads ten
// photographs that the test draws.
//
// Then write ten digits of your own, dark on light, with a thick pen. Take a photograph of each
// with nothing but paper around it, and put all ten into a folder. With
// `make play E=ch07/photograph ARGS='--image FOLDER'`, `./ch07/recognize` reads them with
// your functions. **How many of the ten are right?**
int my_photograph(const float *grey, float *image, size_t H, size_t W)
{
    YOUR_CODE_HERE();
}
