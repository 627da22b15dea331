"""What becomes of a file, and of all that it is beside its content, when it is rewritten: rewriting.py DOCLINT

The tests of faults.py about one subject: owners, groups, ACLs, extended attributes, edits while a run is going on, and
files that are written in place. Most of them need root, to make files of several users; strace delays or kills a run at
the very call that matters.
"""

import contextlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

import faults
from faults import OLD, Mounted, Skipped, corpus, left_over, mended, run, start, states

faults.TESTS.clear()
test = faults.test

# Users without a name, and a group that they share.
ALICE, BOB, CAROL, GROUP = 61001, 61002, 61003, 62000


def user(uid):
    """The keywords that start a run as a user of the group."""
    return {"user": uid, "group": uid, "extra_groups": [GROUP]}


def shared(folder, count=1):
    """A folder of the group with documents of Alice, which the group may write to."""
    if os.getuid():
        raise Skipped("files of several users need root")
    corpus(folder, count)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, ALICE, GROUP)
        os.chmod(path, 0o2775 if path.is_dir() else 0o664)
    if subprocess.run([faults.DOCLINT, "--version"], capture_output=True, **user(BOB)).returncode:
        raise Skipped("the program cannot be run by another user")
    return folder


def facts(path):
    """The metadata of a file."""
    status = os.stat(path)
    names = sorted(os.listxattr(path))
    return oct(status.st_mode), status.st_uid, status.st_gid, [(name, os.getxattr(path, name)) for name in names]


def traced(inject, *arguments, cwd, calls="all", **more):
    """Starts a run with strace doing something to its system calls."""
    if not shutil.which("strace"):
        raise Skipped("strace is not at hand")
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={inject}"]
    more = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    return subprocess.Popen([*command, faults.DOCLINT, *arguments], cwd=cwd, **more)


def fix(folder, *more, **who):
    return run("check", "--fix", "--exit-zero", "--no-config", *more, cwd=folder, **who)


@test
def attributes_survive(work):
    """Mode, owner, group, ACL and extended attributes are kept, and a default ACL of the folder is not taken over."""
    if os.getuid():
        raise Skipped("files of several users need root")
    folder = corpus(work / "in", 6)
    paths = sorted(folder.rglob("*.txt"))
    for path, mode in zip(paths, (0o600, 0o640, 0o664, 0o4755, 0o2711, 0o444 | 0o200)):
        os.chown(path, ALICE, GROUP)
        os.chmod(path, mode)
    kinds = ["modes, owners"]
    with contextlib.suppress(OSError):
        os.setxattr(paths[0], "user.origin", b"an archive\x00\xff")
        os.setxattr(paths[1], "trusted.origin", b"root's own")
        kinds.append("extended attributes")
    if shutil.which("setfacl"):
        subprocess.run(["setfacl", "-m", f"u:{BOB}:rw,g:{CAROL}:r", paths[2]], check=True)
        kinds.append("ACLs")
    before = [facts(path) for path in paths]
    if shutil.which("setfacl"):
        subprocess.run(["setfacl", "-d", "-m", f"u:{CAROL}:rwx,o::rwx", folder / "00"], check=True)
        kinds.append("default ACLs")
    code, _, said = fix(folder)
    assert code == 0 and states(folder, {mended()}) == [6], said
    after = [facts(path) for path in paths]
    for path, was, now in zip(paths, before, after):
        assert was == now, f"{path.name}: {was} became {now}"
    assert not left_over(work), left_over(work)
    print(f"        {', '.join(kinds)}")


@test
def results_keep_them_too(work):
    """A report, a result and a baseline that replace older ones."""
    if os.getuid():
        raise Skipped("files of several users need root")
    speaker = "\n\n{}: We welcome the decision of the ministers.\n"
    (work / "in").mkdir()
    (work / "in" / "a.txt").write_text(OLD + speaker.format("Mr. John Robertson") * 3)
    made = [work / name for name in ("out/a.json", "report.sarif", "known.json", "lexicon.toml")]

    def write():
        run("convert", "in", "--to", "json", "-o", "out/", cwd=work)
        run("check", "in", "--output", "sarif=report.sarif", cwd=work)
        run("check", "in", "--baseline", "known.json", "--write-baseline", cwd=work)
        run("lexicon", "learn", "in", "--min-count", "1", "-o", "lexicon.toml", cwd=work)

    write()
    for path in made:
        os.chown(path, ALICE, GROUP)
        os.chmod(path, 0o640)
        with contextlib.suppress(OSError):
            os.setxattr(path, "user.origin", b"made here")
    before = [facts(path) for path in made]
    # The text changes, so that all of them are written again.
    (work / "in" / "a.txt").write_text(OLD + speaker.format("Ms. Mary Williams") * 3 + "\nTeh end.\n")
    inodes = [path.stat().st_ino for path in made]
    write()
    assert [facts(path) for path in made] == before
    replaced = sum(path.stat().st_ino != inode for path, inode in zip(made, inodes))
    assert replaced == 4, f"{replaced} are replaced"


@test
def nobody_else_reads_it_meanwhile(work):
    """A document of one user alone is never to be read by another, however long fixing takes."""
    if os.getuid():
        raise Skipped("files of several users need root")
    path = corpus(work / "in", 1) / "00" / "00000.txt"
    os.chown(path, ALICE, ALICE)
    os.chmod(path, 0o600)
    os.chmod(work, 0o755)
    seen, tries = set(), 0
    for calls in ("fsync", "fchown", "fchmod", "fsetxattr", "/^rename"):
        os.setxattr(path, "user.origin", b"an archive")
        path.write_text(OLD)
        run_ = traced(f"{calls}:delay_enter=200000", "check", "--fix", "--exit-zero", ".", cwd=work / "in")
        while run_.poll() is None:
            seen |= modes_of_others(path)
            command = f"cat {path.parent}/.doclint-* {path.parent}/*.txt 2>/dev/null"
            read = subprocess.run(["sh", "-c", command], capture_output=True, **user(BOB))
            assert not read.stdout, f"another user reads {read.stdout[:60]} at {calls}"
            tries += 1
        assert run_.returncode == 0 and path.read_text() == mended(), run_.stderr.read().decode()
    assert seen, "no temporary file was ever seen"
    assert {mode for _, mode in seen} == {"0o100600"}, seen
    print(f"        {tries} tries while {len({name for name, _ in seen})} temporary files were there")


def modes_of_others(document):
    """The name and mode of each other file beside a document; a file may go between two looks at it."""
    modes = set()
    for path in document.parent.iterdir():
        with contextlib.suppress(FileNotFoundError):
            modes |= {(path.name, oct(path.stat().st_mode))} if path != document else set()
    return modes


@test
def edits_while_fixing_survive(work):
    """A document that is edited, replaced, deleted or moved away while a run goes on is left alone and named."""
    edits_survive(work, lambda folder: {})


@test
def edits_while_writing_in_place_survive(work):
    """The same while the backup of another user's document is made."""
    edits_survive(work, lambda folder: shared(folder, 0) and user(BOB))


def edits_survive(work, who):

    def replaced(path):
        path.with_suffix(".new").write_text("an edit")
        path.with_suffix(".new").rename(path)

    def same_size_and_time(path):
        status = path.stat()
        with open(path, "r+") as file:
            file.write("B")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def link_to_another(path):
        path.unlink()
        path.symlink_to(work / "elsewhere.txt")

    changes = {
        "appended": lambda path: path.open("a").write("an edit"),
        "written anew": lambda path: path.write_text("an edit"),
        "replaced": replaced,
        "same size and time": same_size_and_time,
        "deleted": lambda path: path.unlink(),
        "a link": link_to_another,
        "a folder": lambda path: (path.unlink(), path.mkdir()),
        "the folder moved away": lambda path: path.parent.rename(work / "moved"),
    }
    (work / "elsewhere.txt").write_text(OLD)
    for name, change in changes.items():
        folder = work / "in"
        (folder / "a").mkdir(parents=True)
        document, other = folder / "a" / "a.txt", folder / "b.txt"
        document.write_text(OLD)
        other.write_text(OLD)
        keywords = who(folder)
        # The temporary file is complete and brought to the disk; the comparison comes then.
        going = traced(
            "fsync:delay_enter=1500000:when=1",
            "check", "--fix", "--exit-zero", "--jobs", "1", "a/a.txt", "b.txt", cwd=folder, **keywords,
        )
        wait_for(lambda: left_over(folder))
        change(document)
        there = tree(work)
        _, said = going.communicate(timeout=60)
        said = said.decode()
        assert going.returncode == 2 and said.count("a/a.txt: cannot be written") == 1, f"{name}: {said}"
        there[other.relative_to(work)] = mended()
        # A folder that is moved away takes the temporary file with it; the next run that writes there deletes it.
        now = {path: text for path, text in tree(work).items() if path.parts[0] != "moved" or path.suffix != ".part"}
        assert now == {path: text for path, text in there.items() if ".doclint" not in path.name}, f"{name}: {now}"
        shutil.rmtree(folder)
        shutil.rmtree(work / "moved", ignore_errors=True)
    print(f"        {', '.join(changes)}")


def wait_for(condition):
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.005)
    raise AssertionError("it never happens")


def tree(folder):
    """The files and links below a folder, with what is in them; a run may delete its temporary file meanwhile."""
    found = {}
    for path in [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]:
        with contextlib.suppress(FileNotFoundError):
            found[path.relative_to(folder)] = str(path.readlink()) if path.is_symlink() else path.read_text()
    return found


@test
def edits_in_a_busy_corpus(work):
    """A person saves documents all the time while they are fixed. The window is small, but not closed: losses are counted."""
    folder = corpus(work / "in", 60, OLD + "\n\nMore  words of a paragraph , said the minister .\n" * 800)
    paths, edits = sorted(folder.rglob("*.txt")), 0
    going = start("check", "--fix", "--exit-zero", "--no-config", ".", cwd=folder)
    while going.poll() is None:
        path = paths[edits % len(paths)]
        with open(path, "a") as file:
            file.write(f"EDIT {edits} BY HAND\n")
        edits += 1
        time.sleep(0.001)
    _, said = going.communicate(timeout=120)
    assert going.returncode in (0, 2), said.decode()
    texts = {path: path.read_text() for path in paths}
    lost = [number for number in range(edits) if f"EDIT {number} BY HAND\n" not in texts[paths[number % len(paths)]]]
    named = said.decode().count("has changed since it was read")
    print(f"        {edits} edits, {len(lost)} lost; {named} of 60 documents changed after they were read, and are named")
    assert edits > 60 and len(lost) <= 1, f"{len(lost)} of {edits} edits are lost"


def without_root(folder, *more, uid=BOB):
    code, _, said = fix(folder, *more, **user(uid))
    return code, said


@test
def files_of_another_user(work):
    """Bob fixes Alice's files: they stay hers, whatever kind of folder they are in."""
    for mode in (0o2775, 0o775, 0o3775, 0o1777):
        folder = shared(work / f"in{mode:o}", 3)
        os.chmod(folder / "00", mode)
        paths = sorted(folder.rglob("*.txt"))
        os.setxattr(paths[0], "user.origin", b"an archive")
        if shutil.which("setfacl"):
            subprocess.run(["setfacl", "-m", f"u:{CAROL}:r", paths[1]], check=True)
        before = [(facts(path), path.stat().st_ino) for path in paths]
        code, said = without_root(folder)
        assert code == 0 and states(folder, {mended()}) == [3], said
        assert [(facts(path), path.stat().st_ino) for path in paths] == before
        assert not left_over(folder), left_over(folder)


@test
def files_that_can_only_be_refused(work):
    """What would lose something, and what Bob may not write to, is named and stays."""
    folder = shared(work / "in", 5)
    paths = sorted(folder.rglob("*.txt"))
    os.chmod(paths[0], 0o644)
    os.chmod(paths[1], 0o4775)
    os.link(paths[2], folder / "other name")
    before = [(facts(path), path.read_text()) for path in paths]
    code, said = without_root(folder, "--break-hardlinks")
    assert code == 2 and said.count("cannot be written") == 3, said
    for path, was, why in zip(paths, before, ("Permission denied", "setuid", "hard links")):
        line = next(line for line in said.splitlines() if path.name in line)
        assert why in line and (facts(path), path.read_text()) == was, said
    assert [path.read_text() == mended() for path in paths[3:]] == [True, True], said
    os.chmod(folder / "00", 0o555)
    paths[4].write_text(OLD)
    code, said = without_root(folder, paths[4].relative_to(folder))
    assert code == 2 and f"{paths[4].name}: cannot be written" in said and paths[4].read_text() == OLD, said
    assert not left_over(folder), left_over(folder)


@test
def a_file_that_is_mounted(work):
    """A file of a container that is mounted by itself cannot be replaced."""
    folder = corpus(work / "in", 1)
    path = folder / "00" / "00000.txt"
    (work / "outside").write_text(OLD)
    if subprocess.run(["mount", "--bind", work / "outside", path], capture_output=True).returncode:
        raise Skipped("nothing can be mounted")
    try:
        code, _, said = fix(folder)
        assert code == 0 and path.read_text() == mended(), said
    finally:
        subprocess.run(["umount", path], check=True)
    assert (work / "outside").read_text() == mended() and not left_over(work)


# A text that becomes shorter, so that a run which is killed before it cuts the file leaves old text at its end.
LONG = "A title\n\nTeh first  paragraph , which is long.  Teh end of  it .\n" + "More  words .\n" * 200


@test
def kill_at_every_call(work):
    """A run that writes in place is killed at each of its calls; the next one ends the work."""
    folder = shared(work / "in")
    path = folder / "00" / "00000.txt"
    path.write_text(LONG)
    assert without_root(folder)[0] == 0
    new, kinds = path.read_text(), {"old": 0, "new": 0, "torn": 0}
    assert new != LONG and len(new) < len(LONG)
    arguments = ["check", "--fix", "--exit-zero", "--no-config", "--jobs", "1", "."]
    for call in ("openat", "flock", "fchown", "lseek", "write", "fsync", "/^rename", "ftruncate", "/^unlink"):
        for number in range(1, 1000):
            path.write_text(LONG)
            killed = traced(f"{call}:signal=KILL:when={number}", *arguments, cwd=folder, calls=call, **user(BOB))
            _, said = killed.communicate(timeout=60)
            if killed.returncode == 0:
                break
            place = f"call {number} of {call}"
            assert killed.returncode == -signal.SIGKILL, f"{place}: {said.decode()}"
            now = path.read_text()
            kind = "old" if now == LONG else "new" if now == new else "torn"
            kinds[kind] += 1
            backups = list(folder.rglob("*.backup"))
            assert kind != "torn" or len(backups) == 1, f"{place}: half a file and no backup"
            assert all(oct(backup.stat().st_mode) == "0o100600" for backup in backups)
            code, said = without_root(folder)
            assert code == 0 and path.read_text() == new, f"{place}, {kind}: {said}"
            assert ("restored" in said) == (kind == "torn"), f"{place}, {kind}: {said}"
            assert not left_over(folder), left_over(folder)
            assert facts(path)[:3] == ("0o100664", ALICE, GROUP)
    assert kinds["torn"] and kinds["old"] and kinds["new"], kinds
    print(f"        killed at {sum(kinds.values())} calls: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items()))


@test
def kill_while_restoring(work):
    """The next run is killed while it restores; the one after it restores."""
    folder = shared(work / "in")
    path = folder / "00" / "00000.txt"
    arguments = ["check", "--fix", "--exit-zero", "--no-config", "--jobs", "1", "."]
    path.write_text(LONG)
    assert without_root(folder)[0] == 0
    new, torn, killed = path.read_text(), 0, 0
    for calls in ("write", "ftruncate", "fsync", "/^unlink"):
        for number in range(1, 4):
            path.write_text(LONG)
            first = traced("ftruncate:signal=KILL:when=1", *arguments, cwd=folder, **user(BOB))
            first.communicate(timeout=60)
            torn += path.read_text() not in (LONG, new)
            second = traced(f"{calls}:signal=KILL:when={number}", *arguments, cwd=folder, **user(BOB))
            second.communicate(timeout=60)
            killed += second.returncode == -signal.SIGKILL
            code, said = without_root(folder)
            assert code == 0 and path.read_text() == new and not left_over(folder), f"{calls} {number}: {said}"
    assert torn == 12 and killed >= 6, f"{torn} half written, {killed} killed"
    print(f"        {killed} of 12 runs killed while they restored")


@test
def kill_at_random_moments(work):
    """Many files are written in place when the signal comes."""
    trial = shared(work / "trial", 150)
    shutil.copytree(trial, work / "timed")
    for path in [work / "timed", *(work / "timed").rglob("*")]:
        os.chown(path, ALICE, GROUP)
    begun = time.monotonic()
    assert without_root(work / "timed")[0] == 0
    whole, died, backups, restored = time.monotonic() - begun, 0, 0, 0
    for number in range(8):
        folder = shared(work / f"round{number}", 150)
        going = start("check", "--fix", "--exit-zero", "--no-config", ".", cwd=folder, **user(BOB))
        time.sleep(random.uniform(0.1, 0.9) * whole)
        going.kill()
        going.communicate(timeout=20)
        died += going.returncode == -signal.SIGKILL
        backups += len(list(folder.rglob("*.backup")))
        code, said = without_root(folder)
        restored += said.count("restored")
        assert code == 0 and states(folder, {mended()}) == [150] and not left_over(folder), said
        assert {facts(path)[:3] for path in folder.rglob("*.txt")} == {("0o100664", ALICE, GROUP)}
        shutil.rmtree(folder)
    assert died, "no run was killed in time"
    print(f"        {died} of 8 runs killed, {backups} backups left, {restored} files restored")


@test
def backups_of_others(work):
    """Carol cannot read Bob's backup, so that she leaves the file to him; what a stranger plants is not used by root."""
    folder = shared(work / "in", 2)
    path, other = sorted(folder.rglob("*.txt"))
    path.write_text(LONG)
    arguments = ["check", "--fix", "--exit-zero", "--no-config", "--jobs", "1", "00/00000.txt"]
    killed = traced("ftruncate:signal=KILL:when=1", *arguments, cwd=folder, **user(BOB))
    killed.communicate(timeout=60)
    torn, backup = path.read_text(), next(iter(folder.rglob("*.backup")))
    assert torn != LONG and killed.returncode == -signal.SIGKILL
    code, said = without_root(folder, uid=CAROL)
    assert code == 2 and "another user" in said and path.read_text() == torn, said
    assert other.read_text() == mended(), "the other file is fixed"
    # For root it is the backup of a user who does not own the file and may have forged it.
    code, _, said = fix(folder)
    assert code == 2 and "belongs neither" in said and path.read_text() == torn and backup.exists(), said
    code, said = without_root(folder)
    assert code == 0 and "restored" in said and not left_over(folder), said


@test
def behind_a_link(work):
    """A file that only a link leads to has its backup in a folder where no document is."""
    shared(work / "in")
    path = work / "in" / "00" / "00000.txt"
    path.write_text(LONG)
    (work / "links").mkdir()
    os.chmod(work / "links", 0o777)
    (work / "links" / "a.txt").symlink_to(path)
    arguments = ["check", "--fix", "--exit-zero", "--no-config", "--jobs", "1", "a.txt"]
    traced("ftruncate:signal=KILL:when=1", *arguments, cwd=work / "links", **user(BOB)).communicate(timeout=60)
    assert path.read_text() != LONG and left_over(work / "in")
    code, said = without_root(work / "links", "a.txt")
    assert code == 2 and "its old content is restored" in said and path.read_text() == LONG, said
    code, said = without_root(work / "links", "a.txt")
    assert code == 0 and path.read_text() != LONG and (work / "links" / "a.txt").is_symlink(), said
    assert facts(path)[:3] == ("0o100664", ALICE, GROUP) and not left_over(work)


@test
def full_disk_while_writing_in_place(work):
    for room in (0, 4096, 8192, 12288, 16384):
        with Mounted(work / f"disk{room}", "size=256k") as disk:
            folder = shared(disk / "in")
            path = folder / "00" / "00000.txt"
            path.write_text("A title\n\nTeh text .\n" + "one,two;three\n" * 291)
            old = path.read_text()
            with open(disk / "filler", "wb", buffering=0) as filler:
                with contextlib.suppress(OSError):
                    while filler.write(b"x" * 4096):
                        pass
                with contextlib.suppress(OSError):
                    filler.truncate(max(0, filler.tell() - room))
            code, said = without_root(folder, "--unsafe-fixes")
            assert code == 0 or code == 2 and "cannot be written" in said and path.read_text() == old, said
            assert not left_over(folder), left_over(folder)
            (disk / "filler").unlink()
            assert without_root(folder, "--unsafe-fixes")[0] == 0 and path.read_text() != old


@test
def runs_of_two_users_at_once(work):
    folder = shared(work / "in", 300)
    runs = [start("check", "--fix", "--exit-zero", "--no-config", ".", cwd=folder, **user(uid)) for uid in (ALICE, BOB, CAROL, BOB)]
    for going in runs:
        _, said = going.communicate(timeout=120)
        known = ("another run", "another user", "has changed", "in the way", "changed or deleted")
        lines = [line for line in said.decode().splitlines() if "error:" in line or "warning:" in line]
        assert all(any(word in line for word in known) for line in lines), said.decode()
    for uid in (BOB, CAROL):
        code, said = without_root(folder, uid=uid)
        assert code == 0, said
    assert states(folder, {mended()}) == [300] and not left_over(folder), left_over(folder)
    assert {facts(path)[:3] for path in folder.rglob("*.txt")} == {("0o100664", ALICE, GROUP)}


if __name__ == "__main__":
    sys.exit(faults.main(*sys.argv[1:]))
