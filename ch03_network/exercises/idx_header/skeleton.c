// # Exercise: do not trust a file
//
// The files of MNIST begin with a few numbers. **How does a program read the
// beginning of a file, when anything may be wrong with it?** The header of
// such a file is:
//
// | bytes | what |
// |---|---|
// | 0, 1 | 0 and 0 |
// | 2 | the kind of number: 8 for bytes |
// | 3 | the number of axes $k$, from 1 to 4 |
// | 4 … | $k$ lengths, 4 bytes each |
//
// Then come the data, one byte for each element, and nothing after them. A
// length is stored with its *largest* digit first (big-endian): the bytes
// `0 0 39 16` are $39 \cdot 256 + 16 = 10000$.
//
// `p` points to `len` bytes. If all is well, write the lengths into `dim`, 1
// into the rest of `dim`, and return $k$. If a byte is not as it should be,
// or the file is shorter or longer than its header says, return $-1$, and
// leave `dim` as it is. Never read a byte beyond `len`.
#include "ch03.h"

int my_idx_header(const uint8_t *p, size_t len, uint32_t dim[4])
{
    YOUR_CODE_HERE();
}
