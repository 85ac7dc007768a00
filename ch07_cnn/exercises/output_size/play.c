/* You count the places. The library is asked only where nothing fits, because
   it knows how to complain. */
#include "ch07.h"
#include "tensor/window.h"

#define window_places(...) library_window_places(__VA_ARGS__)
#include "tensor/window.c"
#undef window_places

int window_places(int length, int window, int stride, int pad)
{
    const size_t places = my_output_size((size_t)length, (size_t)window,
                                         (size_t)stride, (size_t)pad);
    return places > 0 ? (int)places
                      : library_window_places(length, window, stride, pad);
}
