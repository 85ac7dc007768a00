// # The matrix product
//
// A layer with three inputs and four neurons has twelve weights. **How does
// one operation compute all four sums at once?** By the matrix product (矩阵乘法)
// of [vectors and shapes](../ch01_basics/vectors.c): each of its numbers is a
// row times a column.
//
// *Predict first.* $A$ has the shape $(2, 3)$ and $B$ the shape $(3, 4)$. What
// is the shape of $AB$? And that of $BA$?
//
// *Answer.* $AB$ has the shape $(2, 4)$: the inner lengths are both 3, and the
// outer two are left. $BA$ does not exist, because 4 is not 2.
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

// ## Rows and columns
//
// In $\begin{pmatrix} a & b \\ c & d \end{pmatrix}$ the rows are $(a, b)$ and
// $(c, d)$, the columns $(a, c)$ and $(b, d)$.
//
// ## Row times column
//
// A row times a column is a **dot product** (点积): multiply in pairs, add up.
// $(1, 2) \cdot (5, 7) = 1 \cdot 5 + 2 \cdot 7 = 19$. The product of two matrices
// does that with every row of the left and every column of the right one:
//
// $$ \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
//    \begin{pmatrix} 5 & 6 \\ 7 & 8 \end{pmatrix} =
//    \begin{pmatrix} 19 & 22 \\ 43 & 50 \end{pmatrix} $$
//
// Read it as a layer. Each row on the left is one example: the first has the inputs
// 1 and 2. Each column on the right belongs to one output neuron, and holds its
// weights: the first neuron has the weights 5 and 7, and its sum for the first
// example is the 19.
static void show_two_by_two(void)
{
    real a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
    const Tensor A = tensor_view(a, SHAPE(2, 2));
    const Tensor B = tensor_view(b, SHAPE(2, 2));
    Tensor *y = tensor_new(SHAPE(2, 2));
    matmul(y, &A, &B);
    tensor_print("A B", y);
    matmul(y, &B, &A);
    tensor_print("B A", y);
    tensor_free(y);
}

// ## Which shapes fit
//
// A row of $A$ meets a column of $B$, so they must be equally long: the second
// length of $A$ is the first length of $B$ (in Python `A.shape[1] == B.shape[0]`).
// The outer two lengths remain. With $N$ rows, $D$ inputs and $M$ outputs that is
// $(N, D) \cdot (D, M) \to (N, M)$, and for two examples with three inputs each and
// four neurons:
//
// $$ (2,\ 3) \cdot (3,\ 4) \to (2,\ 4) $$
static void show_shapes(void)
{
    real a[] = {1, 2, 3, 4, 5, 6};
    real b[] = {1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1};
    const Tensor A = tensor_view(a, SHAPE(2, 3));
    const Tensor B = tensor_view(b, SHAPE(3, 4));
    Tensor *y = tensor_new(SHAPE(2, 4));
    matmul(y, &A, &B);
    tensor_print("\n(2, 3) times (3, 4)", y);
    tensor_free(y);
}

// ## If they do not fit
//
// Then there is no product, and a program that went on would compute nonsense. A
// shape that does not fit is a mistake in the program, so the library stops the
// program and says which shapes met:
//
// ```text test ch01 matmul/shapes_that_do_not_fit_stop_with_both
// multiply: (2, 3) times (2, 2): 3 columns meet 2 rows
// ```
int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Multiplies matrices, and shows which shapes fit.", NULL,
                  0);
    show_two_by_two();
    show_shapes();
    return way_on(&options);
}

// ## What came out
//
// $AB$ and $BA$ usually differ, even where both exist. $BA$ of shapes $(3, 4)$ and
// $(2, 3)$ does not exist at all: 4 is not 2.
//
// In the second product the layer of the beginning has computed all its sums:
// two examples, four sums each, with twelve weights. When your own program
// stops because shapes do not fit, write the shapes of a whole formula in a
// row, as on this page. The mistake is at the place where two neighbours
// differ.
//
// **Try it.** Let `show_shapes` multiply its $A$ by a vector of three numbers, as a
// matrix of one column: $(2, 3)$ by $(3, 1)$. Say the shape of the result first.
//
// **Check yourself.** A layer turns 784 inputs into 50 outputs, for 100 images
// at once. Which three shapes meet in its product?
//
// *Answer.* $(100, 784) \cdot (784, 50) \to (100, 50)$: one row for each
// image, one column for each output.
