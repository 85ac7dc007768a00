// # Plane by plane
//
// Pooling looks at each channel of each image alone. **How is such work shared among
// processors?** Each channel of each image is a **plane**. It is read and written by
// whoever is free, and by nobody else.
//
// A batch of 100 images with 30 channels has 3000 planes. So there is enough to share,
// and a plane of $24 \times 24$ numbers, 2.3 kB, is in the nearest cache when the
// next row of windows asks for it again.
#include "fast/planes.h"

#include "system/threads.h"

typedef struct {
    const Tensor *small, *large;
    PlaneFunction *f;
    void *context;
} Planes;

static Tensor plane_of(const Tensor *t, int i)
{
    const Shape shape = SHAPE(1, 1, t->shape.n[2], t->shape.n[3]);
    return tensor_view(t->data + (ptrdiff_t)i * shape_size(shape), shape);
}

static void some_planes(void *planes, int first, int end)
{
    const Planes *p = planes;
    for (int i = first; i < end; i++) {
        Tensor small = plane_of(p->small, i), large = plane_of(p->large, i);
        p->f(p->context, &small, &large, i);
    }
}

void in_planes(const Tensor *small, const Tensor *large, double nanoseconds,
               PlaneFunction *f, void *context)
{
    in_parts((Job){.count = small->shape.n[0] * small->shape.n[1],
                   .nanoseconds = nanoseconds},
             some_planes, &(Planes){small, large, f, context});
}
