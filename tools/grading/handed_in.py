"""handed_in - what a class has handed in: whose it is, and where each answer lies.

A submission is a folder, an archive, or the files that Moodle and Canvas name after
their student. An answer is looked for deep in folders, flat as NAME.c, and in
archives of zip or tar, packed by gzip or not. Nothing is ever unpacked onto the
disk: only files that have the name of an answer are read, and each limit below ends
the reading. No link is followed.
"""
import gzip
import os
import re
import stat
import tarfile
import zipfile
from typing import NamedTuple

LARGEST = 200_000       # bytes of an answer
ARCHIVE = 64_000_000    # bytes of an archive, and of what is in it
ENTRIES = 20_000        # files of a submission, and of an archive
LIST = 5_000_000        # bytes of a zip's list of files: 250 for each of so many
TAKEN = 8_000_000       # bytes of all that is read from one student's submission
DEEPEST = 20            # folders in folders

ARCHIVES = ('.zip', '.tgz', '.tar.gz', '.tar')
NOT_OPENED = ('.rar', '.7z', '.xz', '.txz', '.bz2', '.tbz', '.tbz2', '.zst', '.gz')
# How the platforms name what they let a teacher download.
MOODLE = re.compile(r'(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?', re.S)
CANVAS = re.compile(r'(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d+)_\d+_(?P<file>.+)', re.S)


class Refused(Exception):
    """An answer that is not even compiled: a verdict, and why."""


class Hostile(Exception):
    """An archive that is not opened, and why."""


class Part(NamedTuple):
    """A folder or a file that belongs to a submission."""
    path: str
    shown: str  # its name without that of the student


class Found(NamedTuple):
    """A file with the name of an answer. The smallest one is the likeliest."""
    flat: bool   # it does not lie in chNN_*/exercises
    depth: int
    where: str
    content: bytes | None  # None: it is no plain file


class Submission:
    def __init__(self, name, platform='', number=''):
        self.name, self.platform, self.number = name, platform, number
        self.late, self.parts = False, []


def sort_out(folder):
    """The submissions of a class, and the names that belong to nobody."""
    submissions, nobodys = {}, []
    for entry in sorted(os.scandir(folder), key=lambda e: os.fsencode(e.name)):
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith('.'):
            continue
        if not is_folder and not entry.is_file(follow_symlinks=False):
            nobodys.append(entry.name)
            continue
        of = MOODLE.fullmatch(entry.name) or (None if is_folder else CANVAS.fullmatch(entry.name))
        kind = ending(entry.name)
        if of:
            platform = 'moodle' if of.re is MOODLE else 'canvas'
            key = (of['name'], platform, of['id'])
        elif is_folder or kind:
            key = (entry.name[:len(entry.name) - len(kind)] if not is_folder else entry.name, '', '')
        else:
            nobodys.append(entry.name)
            continue
        submission = submissions.setdefault(key, Submission(*key))
        submission.late |= bool(of and 'late' in of.groupdict() and of['late'])
        submission.parts.append(Part(entry.path, '' if is_folder else (of and of['file']) or entry.name))
    return list(submissions.values()), nobodys


def ending(name):
    return next((e for e in ARCHIVES + NOT_OPENED if name.lower().endswith(e)), '')


class Names:
    """Which exercise a path belongs to."""

    def __init__(self, exercises):
        self.places = {e.path for e in exercises}
        self.skeletons = {f'{e.folder}/{e.name}/skeleton.c': e for e in exercises}
        self.of_name = {}
        for e in exercises:
            self.of_name.setdefault(e.name, []).append(e.path)

    def place(self, path):
        """(the place of the answer in the book, is it flat), or None. A browser or Canvas
        that gets dot.c a second time calls it dot-1.c or dot (1).c."""
        *folders, name = path.split('/')
        last = '/'.join(path.split('/')[-3:])
        if last in self.places:
            return last, False
        base = re.fullmatch(r'(\w+?)(?:-\d+| ?\(\d+\))?\.c', name)
        if not base or self.of_the_book(folders):
            return None
        places = self.of_name.get(base[1], [])
        if len(places) > 1:
            places = [p for p in places if p[:4] in folders]
        return (places[0], True) if len(places) == 1 else None


    def of_the_book(self, folders):
        """Who hands in the whole book hands in files with the names of answers, too."""
        return any(re.match(r'ch\d\d_', f) or f in ('common', 'docs', 'tools', '__MACOSX') for f in folders)

    def skeleton(self, path):
        """The exercise whose skeleton lies there in the book, or None: somebody may have written into it."""
        return self.skeletons.get('/'.join(path.split('/')[-4:]))

    def may_be_misspelt(self, path):
        *folders, name = path.split('/')
        return re.search(r'\.(c|C|cpp|txt)$', name) and (folders[-1:] == ['exercises'] or not self.of_the_book(folders))


class Search:
    """All that one student has handed in, looked through once."""

    def __init__(self, parts, names):
        self.names, self.found, self.notes, self.strangers = names, {}, [], []
        self.entries = self.taken = 0
        for part in parts:
            try:
                if os.path.isdir(part.path):
                    self.look_into_folder(part.path)
                else:
                    self.look_at(part.shown, lambda p=part: os.open(p.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK))
            except Hostile as e:
                self.notes.append(str(e))

    def answer(self, place):
        """The bytes of the answer that belongs there, or None."""
        found = sorted(self.found.get(place, []), key=lambda f: f[:3])
        best = [f for f in found if f[:2] == found[0][:2]]
        if not best:
            return None
        if best[0].content is None:
            raise Refused('void', f'{best[0].where} is no plain file')
        for other in best[1:]:
            if other.content != best[0].content:
                raise Refused('void', f'it was handed in twice, and not the same: {best[0].where} and {other.where}')
        return best[0].content

    def look_into_folder(self, folder):
        for here, folders, files, door in os.fwalk(folder, follow_symlinks=False):
            inner = os.path.relpath(here, folder)
            if inner.count('/') > DEEPEST:
                folders.clear()
            for name in sorted(files, key=os.fsencode):
                path = name if inner == '.' else f'{inner}/{name}'
                self.look_at(path, lambda n=name, d=door: os.open(n, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=d))

    def look_at(self, path, door):
        self.count()
        kind, wanted = ending(path), self.wanted(path)
        if not wanted and not kind:
            return
        try:
            with os.fdopen(door(), 'rb') as f:
                plain = stat.S_ISREG(os.fstat(f.fileno()).st_mode)
                if wanted:
                    self.take(path, path, f.read(LARGEST + 1) if plain else None)
                elif plain:
                    self.open_archive(f, path, kind)
        except OSError:  # a link, or not readable
            if wanted:
                self.take(path, path, None)

    def wanted(self, path):
        wanted = self.names.place(path) or self.names.skeleton(path)
        if not wanted and self.names.may_be_misspelt(path):
            self.strangers.append(path)
        return wanted

    def count(self):
        self.entries += 1
        if self.entries > ENTRIES:
            raise Hostile(f'more than {ENTRIES} files were handed in; the others were not looked at')

    def take(self, path, where, content):
        exercise = self.names.skeleton(path)
        if exercise:
            if content and not exercise.is_skeleton(content):
                self.strangers.append(path)
            return
        place, flat = self.names.place(path)
        self.taken += len(content or b'')
        if self.taken > TAKEN:
            raise Hostile(f'more than {TAKEN} bytes of answers were handed in; the others were not looked at')
        self.found.setdefault(place, []).append(Found(flat, path.count('/'), where, content))

    # --- archives ----------------------------------------------------------------
    def open_archive(self, file, path, kind):
        """What is found in an archive counts only if all of it could be read."""
        before = {place: list(found) for place, found in self.found.items()}
        try:
            if kind in NOT_OPENED:
                raise Hostile('it is packed in a way that is not opened; zip and tgz are')
            if os.fstat(file.fileno()).st_size > ARCHIVE:
                raise Hostile(f'it is larger than {ARCHIVE} bytes')
            (self.open_zip if kind == '.zip' else self.open_tar)(file, path)
        except Exception as e:  # a hostile archive makes a reader raise anything
            self.found = before
            why = str(e) if isinstance(e, Hostile) else 'it is damaged, or no archive'
            self.notes.append(f'{path} was not opened: {why}')

    def open_zip(self, file, path):
        with zipfile.ZipFile(ShortList(file)) as archive:
            for member in archive.infolist():
                name = inside(member.filename.replace('\\', '/'))
                self.count()
                if not self.wanted(name):
                    continue
                if member.flag_bits & 1:
                    raise Hostile('it is locked by a password')
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise Hostile('it is packed in a way that is not opened; plain zip is')
                content = None
                if not member.is_dir() and stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG):
                    with archive.open(member) as f:
                        content = f.read(LARGEST + 1)
                self.take(name, f'{path}: {name}', content)

    def open_tar(self, file, path):
        packed = file.read(2) == b'\x1f\x8b'
        file.seek(0)
        stream = Bounded(gzip.GzipFile(fileobj=file) if packed else file)
        with tarfile.open(fileobj=stream, mode='r|', encoding='utf-8', errors='surrogateescape') as archive:
            for member in archive:
                name = inside(member.name)
                self.count()
                if self.wanted(name):
                    content = archive.extractfile(member).read(LARGEST + 1) if member.isreg() else None
                    self.take(name, f'{path}: {name}', content)


class ShortList:
    """A zip file whose list is not too long. zipfile makes an object of each name in it, before
    anybody can count them, and does not believe the number that the archive gives; so that
    number is no limit. But it reads the list at once: who asks for so much gets nothing."""

    def __init__(self, file):
        self.seek, self.tell, self.seekable, self.file = file.seek, file.tell, file.seekable, file

    def read(self, size=-1):
        data = self.file.read(size if 0 <= size <= LIST else LIST + 1)
        if len(data) > LIST:
            raise Hostile(f'its list of files is longer than {LIST} bytes')
        return data


class Bounded:
    """A stream that ends the reading when it has given too much: packed files may be bombs."""

    def __init__(self, stream):
        self.stream, self.left = stream, ARCHIVE

    def read(self, size):
        self.left -= size
        if self.left < 0:
            raise Hostile(f'it holds more than {ARCHIVE} bytes')
        return self.stream.read(size)


def inside(name):
    """The name of a file in an archive; an archive whose names lead out of it is refused."""
    name = re.sub(r'^(\./)+', '', name)
    if name.startswith('/') or '..' in name.split('/') or re.match('[A-Za-z]:', name):
        raise Hostile('it holds a name that leads out of it')
    return name
