// # Names
//
// A layer calls its weights $W$. A network has several layers, and the book writes
// $W_1, W_2, \ldots$ In a file the same numbers need a name again, and so does what
// an optimizer remembers of them. **How many types is that?** One: a tensor, its
// name, and its gradient if it has one.
#include "tensor/param.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Param param_named(Tensor *value, const char *format, ...)
{
    Param param = {.value = value};
    va_list words;
    va_start(words, format);
    const int length = vsnprintf(param.name, PARAM_NAME_SIZE, format, words);
    va_end(words);
    CHECK(length < PARAM_NAME_SIZE, "the name %s... is too long", param.name);
    return param;
}

Param param_new(const char *name, Shape shape)
{
    Param param = param_named(tensor_new(shape), "%s", name);
    param.grad = tensor_new(shape);
    return param;
}

void param_clear(Param *param)
{
    tensor_free(param->value);
    tensor_free(param->grad);
    *param = (Param){.value = NULL};
}

// ## One name, several numbers
//
// All weights are called `W`, whatever number stands behind it: whoever wants to
// treat all of them alike, need not know the numbers.
bool param_is_called(const Param *param, const char *word)
{
    const size_t length = strlen(word);
    return strncmp(param->name, word, length) == 0 &&
           strspn(param->name + length, "0123456789") ==
               strlen(param->name + length);
}
