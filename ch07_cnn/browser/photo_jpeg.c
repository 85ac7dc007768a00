// # JPEG, in a page
//
// Here too the browser has done the work, and has turned the picture upright. **Which JPEG comes
// here nevertheless?** One that is damaged, or too rare for a browser. What it can read comes as
// [PPM](../photo_pnm.c). [Elsewhere](../photo_jpeg.c) libjpeg reads it.
#include "photo_jpeg.h"

bool photo_jpeg(Photo *photo, PhotoNote *note, const char *path, FILE *file,
                Error *error)
{
    (void)photo, (void)note, (void)file;
    return fail(error, EXIT_BAD_FILE,
                "%s: the browser cannot read this JPEG; is it damaged?",
                path);
}
