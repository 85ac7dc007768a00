// # Arrays
//
// A photo, a table of prices and what a network has learnt have one thing in
// common: they are numbers in a row. **How can one type hold vectors, matrices
// and stacks of images?** It keeps the numbers, and beside them a shape that
// says how to read them.
//
// ![The number 4 is at place 3, whichever shape reads it.](../docs/memory.svg)
//
// *Predict first.* Six numbers 1 to 6 are a matrix of two rows, `1 2 3` and
// `4 5 6`. Read the same six as three rows of two. Is the second row `4 5`,
// `3 4`, or `2 5`?
//
// *Answer.* It is `3 4`. In memory the six numbers follow each other, so the
// first row takes 1 and 2, and the second row takes the next two.
#include <stdio.h>

#include "system/options.h"
#include "system/way.h"
#include "tensor/tensor.h"

// ## Shapes
//
// One row of numbers is a **vector** (向量), and a table is a **matrix** (矩阵).
// With three or more axes it is a **tensor** (张量) in the narrow sense. All of
// them are *multi-dimensional arrays* (多维数组), and the library calls all of them
// `Tensor`, as the whole field does.
//
// Its **shape** (形状) is the list of lengths, one for each **axis** (轴). The
// number of axes is its *rank*; NumPy calls it `ndim`, the number of
// *dimensions* (维数). The product of the lengths says how many numbers it
// holds.
//
// In the code, `real` is the number type of this book: a `float`, or in a few
// programs a `double`. tensor_view() puts a shape on numbers that are there
// already, and tensor_reshaped() puts another shape on the same ones.
static void show_shapes(real *numbers)
{
    const Tensor vector = tensor_view(numbers, SHAPE(6));
    const Tensor matrix = tensor_reshaped(&vector, SHAPE(2, 3));
    const Tensor tensor = tensor_reshaped(&vector, SHAPE(3, 1, 2));
    tensor_print("vector", &vector);
    tensor_print("matrix", &matrix);
    tensor_print("tensor", &tensor);
    printf("axes: %d, %d, %d; numbers: %d, %d, %d\n\n",
           shape_rank(vector.shape), shape_rank(matrix.shape),
           shape_rank(tensor.shape), vector.size, matrix.size, tensor.size);
}

// ## Reshape moves nothing
//
// In memory there is only the row. Counted from 0, as in C, the number in row
// $i$ and column $j$ of shape $(R, C)$ is at place $i \cdot C + j$. So the 4,
// in row 1 and column 0 of $(2, 3)$, is at place $1 \cdot 3 + 0 = 3$. In shape
// $(3, 2)$ place 3 is row 1 and column 1, because $1 \cdot 2 + 1 = 3$.
//
// Another shape only reads the same places as other rows. No number moves and
// none is copied, so a change that is made through one shape is seen through
// all.
//
// A vector of shape $(2)$ and a matrix of shape $(1, 2)$ hold the same two
// numbers. But they differ in how many indices they ask for: the vector asks
// for one, the matrix for two. In NumPy they are `x[1]` and `X[0, 1]`.
static void show_reshape(real *numbers)
{
    const Tensor wide = tensor_view(numbers, SHAPE(2, 3));
    const Tensor high = tensor_reshaped(&wide, SHAPE(3, 2));
    tensor_print("the same numbers", &high);
    wide.data[1 * 3 + 0] = 40; /* row 1, column 0 of (2, 3) */
    printf("row 1, column 0 of (2, 3) becomes 40\n");
    printf("row 1, column 1 of (3, 2) is %g\n", (double)high.data[1 * 2 + 1]);
    wide.data[1 * 3 + 0] = 4;
    const Tensor two = tensor_view(numbers, SHAPE(2));
    const Tensor row = tensor_view(numbers, SHAPE(1, 2));
    printf("%s has %d axis, %s has %d\n\n", shape_text(two.shape).text,
           shape_rank(two.shape), shape_text(row.shape).text,
           shape_rank(row.shape));
}

// ## Element by element
//
// The **element-wise product** (对应元素的乘法) multiplies each number by the one in
// the same place. It is not the matrix product.
//
// If one of the two is a single row, it is used for every row of the other:
// **broadcasting** (广播). The row $(10, 20, 30)$ below meets the first row and
// then the second. In [chapter 3](../ch03_network/README.md) a row is added to
// a hundred rows in the same way.
static void show_products(real *numbers)
{
    real factors[] = {10, 20, 30};
    const Tensor A = tensor_view(numbers, SHAPE(2, 3));
    const Tensor row = tensor_view(factors, SHAPE(3));
    Tensor *y = tensor_new(A.shape);
    tensor_multiply(y, &A, &A);
    tensor_print("A * A, element by element", y);
    tensor_multiply(y, &A, &row);
    tensor_print("A * row, broadcast", y);
    putchar('\n');
    tensor_free(y);
}

// ## Along an axis
//
// To sum "along axis 0" means that axis 0 *disappears*: the index $i$ of the
// rows runs through all its values, and one number is left for each column.
// From $(2, 3)$ remain 3 numbers, $1 + 4$, $2 + 5$ and $3 + 6$. Along axis 1 the
// columns disappear, and one number is left for each row.
static void show_axes(real *numbers)
{
    const Tensor A = tensor_view(numbers, SHAPE(2, 3));
    Tensor *down = tensor_new(SHAPE(3)), *across = tensor_new(SHAPE(2));
    tensor_sum(down, &A, 0);
    tensor_sum(across, &A, 1);
    tensor_print("sum along axis 0", down);
    tensor_print("sum along axis 1", across);
    tensor_free(down);
    tensor_free(across);
}

int main(int argc, char **argv)
{
    real numbers[] = {1, 2, 3, 4, 5, 6};
    Options options;
    options_parse(&options, argc, argv,
                  "Shows shapes, reshape, broadcasting and axes.", NULL, 0);
    show_shapes(numbers);
    show_reshape(numbers);
    show_products(numbers);
    show_axes(numbers);
    return way_on(&options);
}

// ## What came out
//
// The second row of $(3, 2)$ is `3 4`: the numbers are read in the order that
// they have in memory. After the change, the 40 appears at another row and
// column of the other shape, but it is the same number in memory.
//
// Some texts call axis 0 the row in one place and the direction of the columns
// in another. Both mean the same: axis 0 counts the rows, so to walk along it
// is to walk *down* a column. A safe rule is: the axis that you name is the one
// that disappears from the shape.
//
// **Try it.** Change `SHAPE(3, 1, 2)` to `SHAPE(4, 2)`. Say first what the
// program does with a shape that six numbers do not fill.
//
// **Check yourself.** A stack of 100 colour images has the shape
// $(100, 3, 28, 28)$. Which shape is left after a sum along axis 1, and what
// does each number mean then?
//
// *Answer.* $(100, 28, 28)$ is left, because axis 1 disappears. Each number is
// the sum of red, green and blue at one dot: how bright the dot is, so it is a
// stack of grey images.
