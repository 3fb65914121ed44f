/* See sound_store.h. */
#include "media/sound_store.h"

#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define END_BYTES (64 << 10) /* of the media file's head, and of its tail */
#define FOLDER_MODE 0700     /* as the XDG base directories want theirs */

/* Reads n bytes; false if there are not so many. */
static bool read_at(int fd, int64_t offset, char *bytes, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = pread(fd, bytes + done, n - done,
                            (off_t)(offset + (int64_t)done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

static bool make_key(char *bytes, const struct npi_source_file *file,
                     struct npi_sound_key *key)
{
    size_t n = file->size < END_BYTES ? (size_t)file->size : END_BYTES;

    *key = (struct npi_sound_key){
        .size = file->size,
        .seconds = (int64_t)file->modified.tv_sec,
        .nanoseconds = (int64_t)file->modified.tv_nsec,
    };
    if (!read_at(file->fd, 0, bytes, n))
        return false;
    key->hash = npi_sound_hash(0, (struct np_str){bytes, n});
    if (!read_at(file->fd, file->size - (int64_t)n, bytes, n))
        return false;
    key->hash = npi_sound_hash(key->hash, (struct np_str){bytes, n});
    return true;
}

/* "sound-0123456789abcdef": of the key, so that a file that comes back as it
 * was is known again. */
static char *make_path(struct npi_arena *arena, const char *folder,
                       const struct npi_sound_key *key)
{
    static const char digits[] = "0123456789abcdef";
    char name[] = "sound-0123456789abcdef";
    uint64_t hash = npi_sound_hash(
        key->hash, (struct np_str){(const char *)key, sizeof(*key)});

    for (size_t i = sizeof(name) - 1; i-- > 6; hash >>= 4)
        name[i] = digits[hash & 15];
    return npi_path_join(arena, npi_str(folder), npi_str(name));
}

enum np_status npi_sound_store_open(struct npi_context *ctx, const char *folder,
                                    const struct npi_source_file *file,
                                    struct npi_sound_store *store)
{
    struct npi_arena work;
    char *bytes;

    *store = (struct npi_sound_store){0};
    if (!folder)
        return NP_OK;
    npi_arena_init(&work);
    bytes = NPI_ARENA_NEW(&work, char, END_BYTES);
    if (bytes && make_key(bytes, file, &store->key)) {
        store->folder = folder;
        store->path = make_path(ctx->arena, folder, &store->key);
    }
    npi_arena_release(&work);
    return !bytes || (store->folder && !store->path) ? NP_ERR_NOMEM : NP_OK;
}

/* A regular file of this user's, no link; -1 if not. */
static int open_own(const char *path, size_t *size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat st;

    if (fd < 0)
        return -1;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
        st.st_size < 0 || (uint64_t)st.st_size > NPI_SOUND_MAX) {
        close(fd);
        return -1;
    }
    *size = (size_t)st.st_size;
    return fd;
}

enum np_status npi_sound_store_get(struct npi_context *ctx,
                                   const struct npi_sound_store *store,
                                   struct npi_activity *activity, bool *found)
{
    enum np_status status = NP_OK;
    struct npi_arena work;
    size_t size = 0;
    int fd = store->path ? open_own(store->path, &size) : -1;
    char *bytes;

    *found = false;
    if (fd < 0)
        return NP_OK;
    npi_arena_init(&work);
    bytes = NPI_ARENA_NEW(&work, char, size);
    if (!bytes)
        status = NP_ERR_NOMEM;
    else if (read_at(fd, 0, bytes, size))
        status = npi_sound_read(ctx->arena, (struct np_str){bytes, size},
                                &store->key, activity, found);
    npi_arena_release(&work);
    close(fd);
    return status;
}

static void make_folder(struct npi_arena *arena, const char *folder)
{
    struct np_str above = npi_path_folder(npi_str(folder));
    struct np_str path = npi_arena_str(arena, above);

    if (path.ptr)
        (void)mkdir(path.ptr, FOLDER_MODE);
    (void)mkdir(folder, FOLDER_MODE);
}

void npi_sound_store_put(const struct npi_sound_store *store,
                         const struct npi_activity *activity)
{
    struct npi_diags unsaid;
    struct npi_arena work;
    struct npi_buf bytes;
    size_t size;
    int old;

    if (!store->path)
        return;
    npi_arena_init(&work);
    npi_diags_init(&unsaid, &work);
    npi_buf_init(&bytes, NPI_SOUND_MAX);
    make_folder(&work, store->folder);
    /* A link must not lead the writing elsewhere. */
    old = open_own(store->path, &size);
    if (old >= 0)
        close(old);
    else
        (void)unlink(store->path);
    npi_sound_write(&store->key, activity, &bytes);
    if (!bytes.error)
        (void)npi_file_write(&unsaid, store->path, npi_buf_str(&bytes));
    npi_buf_release(&bytes);
    npi_arena_release(&work);
}

static bool open_now(struct npi_context *ctx, const char *folder,
                     const char *path, struct npi_sound_store *store)
{
    struct npi_source_file file = {.fd = open(path, O_RDONLY | O_CLOEXEC)};
    struct stat st;
    bool good = file.fd >= 0 && fstat(file.fd, &st) == 0;

    if (good) {
        file.size = (int64_t)st.st_size;
        file.modified = st.st_mtim;
        good = npi_sound_store_open(ctx, folder, &file, store) == NP_OK &&
               store->path;
    }
    if (file.fd >= 0)
        close(file.fd);
    return good;
}

void npi_sound_store_follow(const struct npi_sound_store *before,
                            const char *path)
{
    struct npi_sound_store now;
    struct npi_activity activity;
    struct npi_arena work;
    bool found = false;

    npi_arena_init(&work);
    struct npi_context ctx = {&work, NULL, NULL};
    if (npi_sound_store_get(&ctx, before, &activity, &found) == NP_OK &&
        found && open_now(&ctx, before->folder, path, &now) &&
        strcmp(now.path, before->path) != 0) {
        npi_sound_store_put(&now, &activity);
        (void)unlink(before->path);
    }
    npi_arena_release(&work);
}
