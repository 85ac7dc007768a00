// # PNG, in a page
//
// A browser unpacks pictures better than any library that a page could bring along. **What is
// left to do here?** To say so when it could not: the page hands over each picture that the
// browser can read as [PPM](../photo_pnm.c). A PNG that comes here is one that it cannot.
// [Elsewhere](../photo_png.c) libpng reads it.
#include "photo_png.h"

bool photo_png(Photo *photo, PhotoNote *note, const char *path, FILE *file,
               Error *error)
{
    (void)photo, (void)note, (void)file;
    return fail(error, EXIT_BAD_FILE,
                "%s: the browser cannot read this PNG; is it damaged?", path);
}
