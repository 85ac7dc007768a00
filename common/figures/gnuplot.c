// # Running gnuplot
//
// A figure is a script until gnuplot has read it. **Which gnuplot, and with
// what settings?** The first that [is found](../system/process.c), and with none that
// a reader may have at home: the same data must give the same picture.
#include "figures/gnuplot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/process.h"

bool gnuplot_find(char *path) { return process_find("gnuplot", path); }

// The option `-d` ignores the settings of the reader.
bool gnuplot_run(const char *path, const char *folder, const char *settings,
                 const char *script, Error *error)
{
    const char *const words[] = {path, "-d", "-e", settings, script, NULL};
    return process_run(words, folder, NULL, error);
}

// ## A window
//
// Not every gnuplot can open one, and none can without a display. A gnuplot
// knows its terminals; of the three that are windows we take the first. The
// terminal x11 needs the older kind of display.
static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

static const char *find_window(const char *path)
{
    static const char *const windows[] = {"qt", "wxt", "x11"};
    const char *const words[] = {path, "-d", "-e", "print GPVAL_TERMINALS",
                                 NULL};
    char messages[MESSAGES_SIZE];
    Error ignored;
    if (!process_run(words, "/", messages, &ignored)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        char word[8];
        snprintf(word, sizeof word, " %s ", windows[i]);
        if (strstr(messages, word) != NULL &&
            (strcmp(windows[i], "x11") != 0 || is_set("DISPLAY"))) {
            return windows[i];
        }
    }
    return NULL;
}

bool gnuplot_show(const char *path, const char *folder, const char *script,
                  const char *picture, Error *error)
{
    char setting[32], viewer[PATH_SIZE];
    if (!is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY")) {
        return fail(error, EXIT_IO, "there is no display");
    }
    const char *window = find_window(path);
    if (window != NULL) {
        snprintf(setting, sizeof setting, "window = '%s'", window);
        const char *const words[] = {path,    "-d",   "-persist", "-e",
                                     setting, script, NULL};
        return process_start(words, folder) ||
               fail(error, EXIT_IO, "gnuplot could not be started");
    }
    if (process_find("xdg-open", viewer)) {
        const char *const words[] = {viewer, picture, NULL};
        return process_start(words, folder) ||
               fail(error, EXIT_IO, "xdg-open could not be started");
    }
    return fail(error, EXIT_IO, "neither gnuplot nor xdg-open has a window");
}
