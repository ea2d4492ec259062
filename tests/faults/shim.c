/* Stands between a process and its file system, and makes one call go wrong, or writes all of them down.
 *
 * Loaded with LD_PRELOAD and steered from Python through ctypes (shim.py).  Only calls on paths under one
 * folder count: making a file, write, pwrite, ftruncate, fsync, fdatasync, unlink, rename, mkdir.
 * Linux with glibc; memory maps and fopen are not seen, and riskreg uses neither to write.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST 4096

static char folder[LONGEST]; /* empty: nothing counts */
static long calls, wrong_at; /* the call that goes wrong; 0 for none */
static int deadly, torn, lasting, error_number;
static int record = -1;

/* ------------------------------------------------------------------ steering */
void faults_watch(const char *path)
{
    snprintf(folder, sizeof folder, "%s", path);
    calls = wrong_at = 0;
}

/* number: the error to give; 0 kills.  is_torn: half of a write is done first.  lasts: later calls fail too. */
void faults_arm(long at, int number, int is_torn, int lasts)
{
    calls = 0;
    wrong_at = at;
    error_number = number;
    deadly = number == 0;
    torn = is_torn;
    lasting = lasts;
}

long faults_calls(void) { return calls; }

static int real_open(const char *path, int flags, mode_t mode)
{
    static int (*next)(const char *, int, ...);
    if (!next) next = dlsym(RTLD_NEXT, "open");
    return next(path, flags, mode);
}

static ssize_t real_write(int fd, const void *data, size_t size)
{
    static ssize_t (*next)(int, const void *, size_t);
    if (!next) next = dlsym(RTLD_NEXT, "write");
    return next(fd, data, size);
}

void faults_record(const char *path)
{
    record = real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
}

/* One call: its letter, the lengths of path and data, the offset, then path and data. */
static void note(char letter, const char *path, int64_t offset, const void *data, size_t size)
{
    struct { uint32_t letter, path; int64_t offset; uint64_t size; } head = {
        (uint32_t)letter, (uint32_t)strlen(path), offset, size};
    if (record < 0) return;
    if (real_write(record, &head, sizeof head) < 0 || real_write(record, path, head.path) < 0 ||
        (size && real_write(record, data, size) < 0))
        raise(SIGABRT);
}

void faults_note_done(void) { note('!', "", 0, NULL, 0); }

/* ------------------------------------------------------------------ judging a call */
static int counts(const char *path)
{
    return folder[0] && path && strncmp(path, folder, strlen(folder)) == 0;
}

static const char *path_of(int fd)
{
    static __thread char path[LONGEST];
    char link[64];
    ssize_t length;
    if (!folder[0]) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return counts(path) ? path : NULL;
}

static int goes_wrong(void)
{
    calls++;
    return wrong_at && (calls == wrong_at || (lasting && calls > wrong_at));
}

static int refuse(void)
{
    if (deadly) raise(SIGKILL);
    errno = error_number;
    return -1;
}

/* ------------------------------------------------------------------ the calls */
ssize_t write(int fd, const void *data, size_t size)
{
    const char *path = path_of(fd);
    if (path) {
        struct stat now;
        int64_t offset = lseek(fd, 0, SEEK_CUR);
        if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &now) == 0) offset = now.st_size;
        if (goes_wrong()) {
            if (torn && real_write(fd, data, size / 2) < 0) raise(SIGABRT);
            return refuse();
        }
        note('W', path, offset, data, size);
    }
    return real_write(fd, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    static ssize_t (*next)(int, const void *, size_t, off64_t);
    const char *path = path_of(fd);
    if (!next) next = dlsym(RTLD_NEXT, "pwrite64");
    if (path) {
        if (goes_wrong()) {
            if (torn && next(fd, data, size / 2, offset) < 0) raise(SIGABRT);
            return refuse();
        }
        note('W', path, offset, data, size);
    }
    return next(fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

int ftruncate64(int fd, off64_t size)
{
    static int (*next)(int, off64_t);
    const char *path = path_of(fd);
    if (!next) next = dlsym(RTLD_NEXT, "ftruncate64");
    if (path) {
        if (goes_wrong()) return refuse();
        note('T', path, size, NULL, 0);
    }
    return next(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

#define SYNC(name)                                    \
    int name(int fd)                                  \
    {                                                 \
        static int (*next)(int);                      \
        const char *path = path_of(fd);               \
        if (!next) next = dlsym(RTLD_NEXT, #name);    \
        if (path) {                                   \
            if (goes_wrong()) return refuse();        \
            note('S', path, 0, NULL, 0);              \
        }                                             \
        return next(fd);                              \
    }
SYNC(fsync)
SYNC(fdatasync)

static int makes(const char *path, int flags)
{
    return (flags & O_CREAT) && counts(path) && access(path, F_OK) != 0;
}

#define OPEN(name)                                                  \
    int name(const char *path, int flags, ...)                      \
    {                                                               \
        va_list more;                                               \
        va_start(more, flags);                                      \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;   \
        va_end(more);                                               \
        if (makes(path, flags)) {                                   \
            if (goes_wrong()) return refuse();                      \
            note('C', path, 0, NULL, 0);                            \
        }                                                           \
        return real_open(path, flags, mode);                        \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                \
    int name(int at, const char *path, int flags, ...)              \
    {                                                               \
        static int (*next)(int, const char *, int, ...);            \
        va_list more;                                               \
        va_start(more, flags);                                      \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;   \
        va_end(more);                                               \
        if (!next) next = dlsym(RTLD_NEXT, #name);                  \
        if (makes(path, flags)) {                                   \
            if (goes_wrong()) return refuse();                      \
            note('C', path, 0, NULL, 0);                            \
        }                                                           \
        return next(at, path, flags, mode);                         \
    }
OPENAT(openat)
OPENAT(openat64)

int unlink(const char *path)
{
    static int (*next)(const char *);
    if (!next) next = dlsym(RTLD_NEXT, "unlink");
    if (counts(path)) {
        if (goes_wrong()) return refuse();
        note('U', path, 0, NULL, 0);
    }
    return next(path);
}

int rename(const char *from, const char *to)
{
    static int (*next)(const char *, const char *);
    if (!next) next = dlsym(RTLD_NEXT, "rename");
    if (counts(from) || counts(to)) {
        if (goes_wrong()) return refuse();
        note('R', to, 0, from, strlen(from));
    }
    return next(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    static int (*next)(const char *, mode_t);
    if (!next) next = dlsym(RTLD_NEXT, "mkdir");
    if (counts(path)) {
        if (goes_wrong()) return refuse();
        note('M', path, 0, NULL, 0);
    }
    return next(path, mode);
}

/* ------------------------------------------------------------------ the network: only ever counted */
static long sockets;
long faults_sockets(void) { return sockets; }

int socket(int domain, int type, int protocol)
{
    static int (*next)(int, int, int);
    if (!next) next = dlsym(RTLD_NEXT, "socket");
    if (domain == 2 || domain == 10) sockets++; /* AF_INET, AF_INET6 */
    return next(domain, type, protocol);
}
