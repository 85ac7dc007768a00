/* Every product without a transpose is yours: the forward of all layers. */
#include "ch01.h"
#include "math/matmul.h"

#define matmul(...) library_matmul(__VA_ARGS__)
#define matmul_add_row(...) library_matmul_add_row(__VA_ARGS__)
#include "math/matmul.c"
#undef matmul
#undef matmul_add_row

void matmul(Tensor *y, const Tensor *a, const Tensor *b)
{
    const Matrix A = matrix_of(a), B = matrix_of(b);
    my_matmul(a->data, b->data, y->data, (size_t)A.rows, (size_t)A.columns,
              (size_t)B.columns);
}

void matmul_add_row(Tensor *y, const Tensor *a, const Tensor *b,
                    const Tensor *row)
{
    matmul(y, a, b);
    tensor_add(y, y, row);
}
