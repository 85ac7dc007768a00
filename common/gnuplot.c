// # Running gnuplot
//
// A figure is drawn by another program. **What can go wrong on the way there?**
// It may be missing, it may fail, it may never end, or a file name with a
// semicolon may become a command. No shell takes part here, so a name is only a
// name; a clock ends what hangs; and gnuplot's own words are kept.
#include "gnuplot.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { TIME_LIMIT = 60 /* seconds */, MESSAGES_SIZE = 8192 };

// ## Where is it?
//
// The system looks for a program in each folder that the variable `PATH`
// names, from left to right. We do the same, but skip folders named from where
// we stand, because gnuplot will stand elsewhere.
static bool find_program(const char *name, char *path)
{
    const char *rest = getenv("PATH");
    while (rest != NULL && rest[0] != '\0') {
        const size_t length = strcspn(rest, ":");
        const int written =
            snprintf(path, PATH_SIZE, "%.*s/%s", (int)length, rest, name);
        if (rest[0] == '/' && written < PATH_SIZE &&
            access(path, X_OK) == 0) {
            return true;
        }
        rest += length + (rest[length] == ':');
    }
    return false;
}

bool gnuplot_find(char *path)
{
    char root[PATH_SIZE];
    Error ignored;
    if (find_program("gnuplot", path)) {
        return true;
    }
    paths_root(root);
    return paths_join(path, root, "build/deps/bin/gnuplot", &ignored) &&
           access(path, X_OK) == 0;
}

// ## A process of its own
//
// The same data must give the same bytes everywhere, so the child speaks no
// language of its own: `LC_ALL` is C.UTF-8, whatever the reader's is.
static char **child_environment(void)
{
    static char locale[] = "LC_ALL=C.UTF-8";
    size_t count = 0, kept = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **result = allocate(count + 2, sizeof *result);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(environ[i], "LC_ALL=", strlen("LC_ALL=")) != 0) {
            result[kept++] = environ[i];
        }
    }
    result[kept] = locale;
    return result;
}

// Between `fork` and `execv` only a few calls are safe in a program that has
// threads; everything that allocates was done before. The alarm survives
// `execv`: when the time is over, the system ends gnuplot by the signal.
typedef struct {
    const char *const *words; /* the program's path first, NULL last */
    const char *folder;       /* where it runs */
    int messages;             /* the descriptor it prints to */
    unsigned limit;           /* in seconds; 0: none */
    char **environment;
} Child;

_Noreturn static void become(const Child *c)
{
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarms, NULL);
    signal(SIGALRM, SIG_DFL);
    alarm(c->limit);
    const int nothing = open("/dev/null", O_RDONLY);
    environ = c->environment;
    if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
        dup2(c->messages, STDOUT_FILENO) >= 0 &&
        dup2(c->messages, STDERR_FILENO) >= 0 && chdir(c->folder) == 0) {
        execv(c->words[0], (char *const *)(size_t)c->words);
    }
    _exit(127);
}

static int wait_for(pid_t child)
{
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
        /* a signal for us does not end the child */
    }
    return status;
}

// Messages go to a file and not through a pipe: a pipe stays open as long as
// any process holds its other end, and we would wait for the last of them.
static int run(const char *const *words, const char *folder, char *messages)
{
    FILE *file = tmpfile();
    messages[0] = '\0';
    if (file == NULL && (file = fopen("/dev/null", "r+")) == NULL) {
        return -1;
    }
    const Child c = {words, folder, fileno(file), TIME_LIMIT,
                     child_environment()};
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        become(&c);
    }
    const int status = wait_for(child);
    rewind(file);
    messages[fread(messages, 1, MESSAGES_SIZE - 1, file)] = '\0';
    fclose(file);
    free(c.environment);
    return status;
}

// A window outlives the program that opened it. Its process is the child of a
// child that has ended, so nobody has to wait for it, and `setsid` keeps the
// Ctrl-C of this terminal away.
static bool start(const char *const *words, const char *folder)
{
    const int nothing = open("/dev/null", O_WRONLY);
    const Child c = {words, folder, nothing, 0, child_environment()};
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        setsid();
        if (fork() == 0) {
            become(&c);
        }
        _exit(0);
    }
    wait_for(child);
    if (nothing >= 0) {
        close(nothing);
    }
    free(c.environment);
    return child > 0;
}

// ## Its last words
//
// gnuplot prints the faulty line, a mark below it, and last of all what is
// wrong. The last line is the one worth repeating.
static const char *last_line(char *messages)
{
    size_t length = strlen(messages);
    while (length > 0 && isspace((unsigned char)messages[length - 1])) {
        messages[--length] = '\0';
    }
    char *end = strrchr(messages, '\n');
    char *line = end == NULL ? messages : end + 1;
    for (char *c = line; *c != '\0'; c++) {
        *c = iscntrl((unsigned char)*c) ? ' ' : *c;
    }
    return line;
}

// The option `-d` ignores the settings that a reader may have at home.
bool gnuplot_run(const char *path, const char *folder, const char *settings,
                 const char *script, Error *error)
{
    const char *const words[] = {path, "-d", "-e", settings, script, NULL};
    char messages[MESSAGES_SIZE];
    const int status = run(words, folder, messages);
    if (status == 0) {
        return true;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) {
        return fail(error, EXIT_IO, "it was stopped after %d seconds",
                    TIME_LIMIT);
    }
    const char *line = last_line(messages);
    return fail(error, EXIT_IO, "%.300s",
                line[0] != '\0' ? line : "it failed without a word");
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
    if (path == NULL || run(words, "/", messages) != 0) {
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
        return start(words, folder) ||
               fail(error, EXIT_IO, "gnuplot could not be started");
    }
    if (find_program("xdg-open", viewer)) {
        const char *const words[] = {viewer, picture, NULL};
        return start(words, folder) ||
               fail(error, EXIT_IO, "xdg-open could not be started");
    }
    return fail(error, EXIT_IO, "neither gnuplot nor xdg-open has a window");
}
