// # Running another program
//
// Figures are drawn by other programs. **What can go wrong on the way there?**
// One may be missing, it may fail, it may never end, or a file name with a
// semicolon may become a command. No shell takes part here, so a name is only a
// name; a clock ends what hangs; and the program's own words are kept.
#include "system/process.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { TIME_LIMIT = 60 /* seconds */ };

// ## Where is it?
//
// The system looks for a program in each folder that the variable `PATH`
// names, from left to right. We do the same, but skip folders named from where
// we stand, because the program will stand elsewhere. A folder may be called
// `gnuplot`, too, and count as executable; it is not what we look for.
static bool is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           access(path, X_OK) == 0;
}

static bool find_in_path(const char *name, char *path)
{
    const char *rest = getenv("PATH");
    while (rest != NULL && rest[0] != '\0') {
        const size_t length = strcspn(rest, ":");
        const int written =
            snprintf(path, PATH_SIZE, "%.*s/%s", (int)length, rest, name);
        if (rest[0] == '/' && written < PATH_SIZE && is_program(path)) {
            return true;
        }
        rest += length + (rest[length] == ':');
    }
    return false;
}

bool process_find(const char *name, char *path)
{
    char root[PATH_SIZE], local[FILENAME_MAX];
    Error ignored;
    if (find_in_path(name, path)) {
        return true;
    }
    paths_root(root);
    snprintf(local, sizeof local, "build/deps/bin/%s", name);
    return paths_join(path, root, local, &ignored) && is_program(path);
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

// A program that nobody waits for any more is gone after a minute. But whoever kills a run
// of the tests wants it gone now. A parent that ended before the system was asked will
// not end again: then somebody else is our parent already.
void process_end_with_parent(long parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        kill(getpid(), SIGKILL);
    }
#else
    (void)parent;
#endif
}

// Between `fork` and `execv` only a few calls are safe in a program that has
// threads; everything that allocates was done before. The alarm survives
// `execv`: when the time is over, the system ends the program by the signal.
typedef struct {
    const char *const *words; /* the program's path first, NULL last */
    const char *folder;       /* where it runs */
    int messages;             /* the descriptor it prints to */
    unsigned limit;           /* in seconds; 0: none, and it outlives us */
    char **environment;
    long parent; /* our own number */
} Child;

static void try_to_become(const Child *c)
{
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarms, NULL);
    signal(SIGALRM, SIG_DFL);
    alarm(c->limit);
    if (c->limit != 0) {
        process_end_with_parent(c->parent);
    }
    const int nothing = open("/dev/null", O_RDONLY);
    environ = c->environment;
    if (dup2(nothing, STDIN_FILENO) == STDIN_FILENO &&
        dup2(c->messages, STDOUT_FILENO) == STDOUT_FILENO &&
        dup2(c->messages, STDERR_FILENO) == STDERR_FILENO &&
        chdir(c->folder) == 0) {
        execv(c->words[0], (char *const *)(size_t)c->words);
    }
}

// Whoever starts us may ignore the news that a child has ended, and a program inherits
// that. Then the system forgets at once how a child ended, and `waitpid` finds none. Whoever
// listens to the news goes on to hear it.
static pid_t start(void)
{
    struct sigaction before;
    if (sigaction(SIGCHLD, NULL, &before) == 0 &&
        before.sa_handler == SIG_IGN) {
        signal(SIGCHLD, SIG_DFL);
    }
    return fork();
}

static int wait_for(pid_t child)
{
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) == -1 && errno == EINTR) {
        /* a signal for us does not end the child */
    }
    return status;
}

static int not_started(char *messages)
{
    snprintf(messages, MESSAGES_SIZE, "it cannot be started: %s",
             strerror(errno));
    return -1;
}

// Messages go to a file and not through a pipe: a pipe stays open as long as
// any process holds its other end, and we would wait for the last of them. Of a long
// speech we keep the beginning, and of one that ended in failure the end.
static void hear(FILE *file, int status, char *messages)
{
    rewind(file);
    if (status != 0) {
        fseek(file, 1 - MESSAGES_SIZE, SEEK_END); /* if there is so much */
    }
    messages[fread(messages, 1, MESSAGES_SIZE - 1, file)] = '\0';
}

static int run(const char *const *words, const char *folder, char *messages)
{
    FILE *file = tmpfile();
    if (file == NULL && (file = fopen("/dev/null", "r+")) == NULL) {
        check_memory(errno, words[0]);
        return not_started(messages);
    }
    const Child c = {
        words,   folder, fileno(file), TIME_LIMIT, child_environment(),
        getpid()};
    const pid_t child = start();
    if (child == 0) {
        try_to_become(&c);
        _exit(127);
    }
    int status;
    if (child == -1) {
        status = not_started(messages);
    } else {
        status = wait_for(child);
        hear(file, status, messages);
    }
    fclose(file);
    free(c.environment);
    return status;
}

// ## Its last words
//
// A program that fails says why. gnuplot prints the faulty line, a mark below
// it, and last of all what is wrong. The last line is the one worth repeating.
static const char *last_line(char *messages)
{
    size_t length = strlen(messages);
    while (length > 0 && isspace((unsigned char)messages[length - 1])) {
        messages[--length] = '\0';
    }
    char *end = strrchr(messages, '\n');
    return end == NULL ? messages : end + 1;
}

// What hung once would hang again, and ten figures would take ten minutes. So the program
// that had to be stopped is remembered, and never started again.
static char stopped[PATH_SIZE];

bool process_run(const char *const *words, const char *folder, char *messages,
                 Error *error)
{
    char own[MESSAGES_SIZE];
    char *said = messages != NULL ? messages : own;
    if (strcmp(words[0], stopped) == 0) {
        return fail(error, EXIT_IO, "it had to be stopped before");
    }
    const int status = run(words, folder, said);
    if (status == 0) {
        return true;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) {
        snprintf(stopped, sizeof stopped, "%s", words[0]);
        return fail(error, EXIT_IO,
                    "it was stopped after %d seconds, and is not tried again",
                    TIME_LIMIT);
    }
    const char *line = last_line(said);
    return fail(error, EXIT_IO, "%.300s",
                line[0] != '\0' ? line : "it failed without a word");
}

// ## One that outlives us
//
// A window stays when the program that opened it has ended. Its process is the
// child of a child that has ended, so nobody has to wait for it, and `setsid`
// keeps the Ctrl-C of this terminal away.
//
// How do we learn that it has begun, if nobody waits? By a pipe that the system closes
// where another program takes over. Who did not come so far says a word first.
_Noreturn static void begin_apart(const Child *c, int answer)
{
    setsid();
    const pid_t child = fork();
    if (child == 0) {
        try_to_become(c);
    }
    if (child <= 0 && write(answer, "!", 1) != 1) {
        /* nobody listens any more */
    }
    _exit(0);
}

static bool has_begun(int answer)
{
    char word;
    ssize_t count;
    do {
        count = read(answer, &word, 1);
    } while (count == -1 && errno == EINTR);
    return count == 0;
}

bool process_start(const char *const *words, const char *folder)
{
    int answer[2];
    if (pipe(answer) != 0) {
        return false;
    }
    fcntl(answer[0], F_SETFD, FD_CLOEXEC);
    fcntl(answer[1], F_SETFD, FD_CLOEXEC);
    const int nothing = open("/dev/null", O_WRONLY);
    const Child c = {words,   folder, nothing, 0, child_environment(),
                     getpid()};
    const pid_t child = start();
    if (child == 0) {
        begin_apart(&c, answer[1]);
    }
    close(answer[1]);
    const bool begun = has_begun(answer[0]) && child > 0;
    wait_for(child);
    close(answer[0]);
    close(nothing);
    free(c.environment);
    return begun;
}
