"""What happens to files when a run meets trouble: faults.py DOCLINT

Each test makes a folder, runs the program, and injects a fault for real: a signal, a full disk, a folder that cannot
be written to, a file that is gone. A test that this machine does not allow is skipped with a notice.
"""

import functools
import json
import os
import pathlib
import pty
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

DOCLINT = ""
# Seconds after which a run is taken for stuck and the test ends: a guard, not a measure of speed.
STUCK = 600
OLD = "A title\n\nTeh paragraph  of the body -- a long one. " + "More words follow here. " * 40
TESTS = []


class Skipped(Exception):
    """The machine does not allow the test."""


def test(function):
    TESTS.append(function)
    return function


def corpus(folder, count, text=OLD):
    """Documents with something to fix, 100 per folder."""
    for number in range(count):
        path = folder / f"{number // 100:02}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def start(*arguments, cwd, **more):
    more = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    return subprocess.Popen([DOCLINT, *map(str, arguments)], cwd=cwd, **more)


def run(*arguments, cwd, **more):
    """A run that must end by itself: its exit code and its messages."""
    process = start(*arguments, cwd=cwd, **more)
    out, err = process.communicate(timeout=STUCK)
    assert process.returncode in (0, 1, 2), f"ends with {process.returncode}: {err.decode()}"
    assert b"panicked" not in err, err.decode()
    return process.returncode, (out or b"").decode(errors="replace"), err.decode(errors="replace")


def left_over(folder):
    """Files that no document and no result is."""
    return [path for path in folder.rglob("*") if path.name.startswith(".")]


@functools.cache
def mended():
    """What fixing makes of the documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.txt"
        path.write_text(OLD)
        run("check", "--fix", ".", cwd=folder)
        assert path.read_text() != OLD
        return path.read_text()


def states(folder, wanted):
    """How many files are old and how many are new; no file may be anything else."""
    texts = [path.read_text() for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert set(texts) <= wanted, "a file is neither old nor new"
    return [texts.count(text) for text in sorted(wanted)]


def interrupted(arguments, folder, sent, moment):
    """Sends a signal after some seconds, and returns whether the run was still going."""
    process = start(*arguments, cwd=folder, start_new_session=True)
    time.sleep(moment)
    process.send_signal(sent)
    asked = time.monotonic()
    process.communicate(timeout=STUCK)
    return process.returncode, time.monotonic() - asked


def duration(arguments, folder):
    begun = time.monotonic()
    run(*arguments, cwd=folder)
    return time.monotonic() - begun


def while_fixing(work, sent, rounds):
    """Files are old or new whenever the signal comes, and the next run ends the work."""
    shutil.copytree(corpus(work / "trial", 1000), work / "timed")
    whole = duration(["check", "--fix", "--exit-zero", "."], work / "timed")
    died, leavings, partly = 0, 0, 0
    for number in range(rounds):
        folder = work / f"round{number}"
        shutil.copytree(work / "trial", folder)
        moment = random.uniform(0.1, 0.9) * whole
        code, waited = interrupted(["check", "--fix", "--exit-zero", "."], folder, sent, moment)
        died += code == -sent
        assert code in (0, -sent), f"ends with {code}"
        assert waited < 5, f"goes on for {waited:.1f} s"
        leavings += len(left_over(folder))
        new, old = (states(folder, {OLD, mended()})[i] for i in ((0, 1) if mended() < OLD else (1, 0)))
        assert new + old == 1000, f"{new + old} files of 1000"
        partly += 0 < new < 1000
        run("check", "--fix", "--exit-zero", ".", cwd=folder)
        assert states(folder, {mended()}) == [1000]
        assert not left_over(folder), left_over(folder)
        shutil.rmtree(folder)
    assert died, "no run was killed in time"
    print(f"        {died} of {rounds} runs killed, {partly} in mid-work, {leavings} temporary files left and swept")


@test
def kill_while_fixing(work):
    while_fixing(work, signal.SIGKILL, 4)


@test
def interrupt_while_fixing(work):
    while_fixing(work, signal.SIGINT, 2)


@test
def terminate_while_fixing(work):
    while_fixing(work, signal.SIGTERM, 1)


@test
def kill_while_converting(work):
    corpus(work / "in", 1000)
    arguments = ["convert", "in", "--to", "tei", "-o", "out/"]
    whole = duration(arguments, work)
    wanted = {path.relative_to(work / "out"): path.read_bytes() for path in (work / "out").rglob("*.xml")}
    assert len(wanted) == 1000
    died, leavings, partly = 0, 0, 0
    for number in range(6):
        if number % 2:
            # Every other time results of an older run are there, and are old or new afterwards.
            for path in (work / "out").rglob("*.xml"):
                path.write_bytes(b"<old/>\n")
        else:
            shutil.rmtree(work / "out")
        code, _ = interrupted(arguments, work, signal.SIGKILL, random.uniform(0.0, whole))
        died += code == -signal.SIGKILL
        leavings += len(left_over(work / "out"))
        made = {path.relative_to(work / "out"): path.read_bytes() for path in (work / "out").rglob("*.xml")}
        assert all(data in (wanted[path], b"<old/>\n") for path, data in made.items()), "a result is half"
        partly += 0 < sum(data == wanted[path] for path, data in made.items()) < 1000
        run(*arguments, cwd=work)
        made = {path.relative_to(work / "out"): path.read_bytes() for path in (work / "out").rglob("*") if path.is_file()}
        assert made == wanted, "the next run does not end the work, or leaves something"
    assert died, "no run was killed in time"
    print(f"        {died} of 6 runs killed, {partly} in mid-work, {leavings} temporary files left and swept")


@test
def interrupt_in_a_shell(work):
    """A shell reports 130 after Ctrl-C."""
    corpus(work / "in", 3000)
    line = f"cd '{work}' && for n in 1 2 3 4 5 6 7 8 9; do '{DOCLINT}' check in >/dev/null; echo ended $?; done"
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("sh", ["sh", "-c", line])
    time.sleep(0.3)
    os.write(terminal, b"\x03")
    begun = time.monotonic()
    _, status = os.waitpid(child, 0)
    assert time.monotonic() - begun < 5
    code = os.waitstatus_to_exitcode(status)
    assert code in (-signal.SIGINT, 130), f"the shell ends with {code}"


@test
def closed_pipe(work):
    """Nobody reads on: `doclint check | head -1`."""
    corpus(work / "in", 2000)
    ends = {"check in": b"0", "check in --format json --fail-on warning": b"1", "check in --fail-on warning": b"1"}
    ends |= {"check in --exit-zero --fail-on warning": b"0", "convert in --to jsonl": b"0", "convert in --to json": b"0"}
    for arguments, code in ends.items():
        script = f"'{DOCLINT}' {arguments} 2>err | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], cwd=work, capture_output=True, timeout=STUCK)
        assert done.stdout == code + b"\n", f"{arguments} ends with {done.stdout}"
        assert not (work / "err").read_bytes(), (work / "err").read_text()
    script = f"'{DOCLINT}' check in --fix --format human --output json=all.json 2>err | head -c 10"
    subprocess.run(["bash", "-c", script], cwd=work, capture_output=True, timeout=STUCK, check=True)
    assert "applied to 2000 documents" in (work / "err").read_text(), (work / "err").read_text()
    assert json.loads((work / "all.json").read_text())["summary"]["documents"] == 2000
    assert OLD not in {path.read_text() for path in (work / "in").rglob("*.txt")}


class Mounted:
    """A small disk."""

    def __init__(self, folder, options):
        self.folder, self.options = folder, options

    def __enter__(self):
        self.folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", self.options, "none", str(self.folder)]
        done = subprocess.run(command, capture_output=True)
        if done.returncode:
            raise Skipped(f"no disk can be mounted: {done.stderr.decode().strip()}")
        return self.folder

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.folder)], check=True)


@test
def full_disk_while_fixing(work):
    with Mounted(work / "disk", "size=512k") as disk:
        corpus(disk / "in", 40)
        filler = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
        try:
            while True:
                os.write(filler, b"x" * 4096)
        except OSError:
            os.close(filler)
        code, _, said = run("check", "--fix", "in", cwd=disk)
        assert code == 2 and "cannot be written" in said, f"{code}: {said}"
        states(disk / "in", {OLD, mended()})
        assert not left_over(disk), left_over(disk)
        (disk / "filler").unlink()
        assert run("check", "--fix", "--exit-zero", "in", cwd=disk)[0] == 0
        assert states(disk / "in", {mended()}) == [40]


@test
def full_disk_while_converting(work):
    corpus(work / "in", 300)
    with Mounted(work / "disk", "size=200k") as disk:
        for output in ("disk/out/", "disk/out.json"):
            code, _, said = run("convert", "in", "--to", "json", "-o", output, cwd=work)
            assert code == 2 and "cannot be written" in said, f"{code}: {said}"
            assert not left_over(disk), left_over(disk)
        assert not (disk / "out.json").exists(), "half a result"
        assert all(path.read_bytes().endswith(b"}\n") for path in disk.rglob("*.json")), "half a result"
        code, _, said = run("check", "in", "--output", "sarif=disk/a.sarif", "--output", "junit=disk/a.xml", cwd=work)
        assert code == 2 and not (disk / "a.sarif").exists(), f"{code}: {said}"


@test
def full_standard_output(work):
    if not pathlib.Path("/dev/full").exists():
        raise Skipped("there is no /dev/full")
    corpus(work / "in", 50)
    for arguments in (["check", "in"], ["convert", "in", "--to", "jsonl"], ["inspect", "in"], ["rule"]):
        with open("/dev/full", "wb") as full:
            code, _, said = run(*arguments, cwd=work, stdout=full)
        assert code == 2 and "standard output" in said, f"{arguments}: {code}: {said}"


def as_somebody(folder):
    """What makes a run one of a user for whom permissions count."""
    if os.getuid():
        return {}
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, 65534, 65534, follow_symlinks=False)
    os.chmod(folder, 0o755)
    probe = subprocess.run([DOCLINT, "--version"], user=65534, group=65534, capture_output=True)
    if probe.returncode:
        raise Skipped("the program cannot be run by another user")
    return {"user": 65534, "group": 65534, "extra_groups": []}


@test
def read_only_folder(work):
    folder = corpus(work / "in", 20)
    user = as_somebody(folder)
    os.chmod(folder / "00", 0o555)
    code, _, said = run("check", "--fix", ".", cwd=folder, **user)
    assert code == 2 and said.count("cannot be written") == 20, f"{code}: {said}"
    code, _, said = run("convert", ".", "--to", "json", "-o", "00/out/", cwd=folder, **user)
    assert code == 2 and "cannot be written" in said, f"{code}: {said}"
    os.chmod(folder / "00", 0o755)
    assert states(folder, {OLD}) == [20] and not left_over(folder)


@test
def permission_denied(work):
    folder = corpus(work / "in", 300)
    user = as_somebody(folder)
    os.chmod(folder / "00" / "00007.txt", 0)
    os.chmod(folder / "01" / "00107.txt", 0o444)
    os.chmod(folder / "02", 0)
    code, out, said = run("check", ".", cwd=folder, **user)
    os.chmod(folder / "02", 0o755)
    assert code == 2, f"{code}: {said}"
    assert "00007.txt: cannot be read" in said and "02: cannot be read" in said, said
    assert "199 documents" in said, "the others are checked: " + said
    os.chmod(folder / "00" / "00007.txt", 0o644)
    code, _, said = run("check", "--fix", ".", cwd=folder, **user)
    assert code == 2 and said.count("cannot be written") == 1, f"{code}: {said}"
    assert (folder / "01" / "00107.txt").read_text() == OLD, "a protected file is changed"


@test
def vanishing_and_changing_files(work):
    """Others delete, replace and rewrite documents while the program reads them."""
    folder = corpus(work / "in", 1000)
    paths, over = sorted(folder.rglob("*.txt")), threading.Event()

    def disturb():
        dice = random.Random(7)
        while not over.is_set():
            path = dice.choice(paths)
            try:
                if dice.random() < 0.5:
                    path.unlink()
                else:
                    path.write_bytes(dice.choice([b"", b"\xff\xfe\x00", b"Teh new text", OLD.encode()]))
            except OSError:
                pass

    disturber = threading.Thread(target=disturb)
    disturber.start()
    try:
        for arguments in (["check", "in"], ["convert", "in", "--to", "tei", "-o", "out/"], ["check", "--fix", "in"]) * 3:
            code, _, said = run(*arguments, cwd=work)
            lines = [line for line in said.splitlines() if "error" in line and "documents: " not in line]
            known = ("cannot be read", "cannot be written", "is a binary file", "not valid UTF-16", "no such file")
            assert all(any(word in line for word in known) for line in lines), said
    finally:
        over.set()
        disturber.join()
    assert not left_over(work), left_over(work)


@test
def vanished_before_it_is_read(work):
    """A list names a file that is gone; the rest is done."""
    corpus(work / "in", 3)
    (work / "list").write_text("in/00/00000.txt\nin/00/gone.txt\nin/00/00002.txt\n")
    code, _, said = run("check", "--files-from", "list", cwd=work)
    assert code == 2 and "gone.txt: no such file" in said and "2 documents" in said, said


@test
def odd_things_in_the_tree(work):
    """Loops of links, dangling links, pipes, sockets, devices and folders that are called like documents."""
    import socket

    folder = corpus(work / "in", 3)
    (folder / "loop").symlink_to(".")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "up").symlink_to("../..")
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "root.txt").symlink_to("/")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(folder)
        listener.bind("socket.txt")
        os.chdir(here)
        for arguments in (["check"], ["check", "--fix"], ["convert", "--to", "json", "-o", "../out/"], ["inspect"]):
            code, _, said = run(*arguments, ".", cwd=folder)
            assert code in (0, 1), f"{arguments}: {code}: {said}"
        try:
            os.mknod(folder / "null.txt", 0o600 | 0o020000, os.makedev(1, 5))
        except OSError:
            print("        without a device of its own: not allowed here")
        code, _, said = run("check", ".", cwd=folder)
        assert "3 documents" in said, said
    for name in ("a.txt", "dangling.txt", "round.txt"):
        assert run("check", name, cwd=folder)[0] == 2, f"{name} cannot be read and is named"


@test
def names_that_are_no_text(work):
    names = [b"\xff\xfe.txt", b"a\nb.txt", b"\x1b[2Jc.txt", b"-d.txt", b" e .txt", b"'f\".txt", "\u202eg.txt".encode()]
    folder = work / "in"
    folder.mkdir()
    for name in names:
        try:
            with open(os.path.join(os.fsencode(folder), name), "w") as file:
                file.write(OLD)
        except OSError:
            raise Skipped("the file system wants names in UTF-8") from None
    for format in ("human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"):
        code, out, said = run("check", ".", "--format", format, cwd=folder, stdout=subprocess.PIPE)
        assert code in (0, 1) and f"{len(names)} documents" in said, said
        assert "\x1b" not in out + said and "\u202e" not in out + said, format
    code, _, said = run("convert", ".", "--to", "json", "-o", "../out/", cwd=folder)
    assert code == 0 and len(os.listdir(os.fsencode(work / "out"))) == len(names), said
    (work / "list").write_bytes(b"\0".join(names))
    assert run("check", "--fix", "--exit-zero", "--files-from", "../list", cwd=folder)[0] == 0
    assert states(folder, {mended()}) == [len(names)]
    diff = subprocess.run([DOCLINT, "check", "--diff", "."], cwd=folder, capture_output=True)
    assert diff.returncode == 0, diff.stderr


@test
def ten_thousand_files_in_a_folder(work):
    folder = work / "in"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.txt").write_text("A title\n\nA paragraph of the body without a line end.")
    begun = time.monotonic()
    code, _, said = run("check", "in", cwd=work)
    assert "10000 documents" in said, said
    code, _, said = run("convert", "in", "--to", "tei", "-o", "out", cwd=work)
    assert code == 0 and len(list((work / "out").iterdir())) == 10_000, said
    assert not left_over(work)
    print(f"        checked and converted in {time.monotonic() - begun:.1f} s")


@test
def output_inside_the_input(work):
    """Results that lie among the documents are no documents, and documents are never written over."""
    folder = corpus(work / "in", 20)
    for round in range(2):
        code, _, said = run("convert", ".", "--to", "json", "-o", "00/out/", cwd=folder)
        assert code == 0 and "20 documents converted" in said, said
        code, _, said = run("convert", ".", "--to", "tei", "-o", ".", cwd=folder)
        assert code == 0 and "20 documents converted" in said, said
    assert len(list(folder.rglob("*.json"))) == 20 == len(list(folder.rglob("*.xml")))
    code, _, said = run("check", "00/00001.txt", "--output", "json=00/00001.txt", cwd=folder)
    assert code == 2 and "would overwrite the document" in said, said
    code, _, said = run("convert", "00/00001.txt", "--to", "json", "-o", "00/00001.txt", cwd=folder)
    assert code == 2 and "would overwrite the document" in said, said
    assert {path.read_text() for path in folder.rglob("*.txt")} == {OLD}


@test
def two_runs_at_once(work):
    folder = corpus(work / "in", 1000)
    for arguments in (["check", "--fix", "--exit-zero", "."], ["convert", ".", "--to", "tei", "-o", "../out/"]):
        runs = [start(*arguments, cwd=folder) for _ in range(3)]
        for process in runs:
            _, said = process.communicate(timeout=STUCK)
            assert process.returncode == 0, said.decode()
    assert states(folder, {mended()}) == [1000]
    assert len(list((work / "out").rglob("*.xml"))) == 1000
    assert not left_over(work), left_over(work)


@test
def little_memory_and_few_files(work):
    """Many documents with no more than 32 files open at a time."""
    corpus(work / "in", 2000)

    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))

    for arguments in (["check", "in"], ["check", "--fix", "in"], ["convert", "in", "--to", "tei", "-o", "out/"]):
        code, _, said = run(*arguments, cwd=work, preexec_fn=limit)
        assert code in (0, 1), said


def traced(work, *arguments):
    """Calls that open files for writing, change the tree, or reach for the network."""
    if not shutil.which("strace"):
        raise Skipped("strace is not at hand")
    calls = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,%network"
    command = ["strace", "-ff", "-qq", "-e", f"trace={calls}", "-o", work / "trace", DOCLINT, *arguments]
    done = subprocess.run(command, cwd=work, capture_output=True, timeout=STUCK)
    traces = list(work.glob("trace.*"))
    if not traces:
        raise Skipped(f"strace does not work here: {done.stderr.decode()}")
    lines = [line for trace in traces for line in trace.read_text().splitlines()]
    for trace in traces:
        trace.unlink()
    return lines


@test
def no_network_and_no_other_writes(work):
    hostile = pathlib.Path(__file__).parents[2] / "fixtures" / "hostile"
    shutil.copytree(hostile, work / "in")
    network = ("socket(", "connect(", "sendto(", "bind(")
    writing = ("O_WRONLY", "O_RDWR", "O_CREAT", "rename", "unlink", "mkdir", "link", "creat(")
    runs = {
        ("check", "in", "--exit-zero"): (),
        ("check", "in", "--exit-zero", "--output", "sarif=a.sarif"): ("a.sarif", ".doclint-"),
        ("convert", "in", "--to", "tei", "-o", "out/"): ("out", "out/"),
        ("convert", "in", "--to", "json", "--findings", "-o", "all.json"): ("all.json", ".doclint-"),
        ("check", "in", "--fix", "--exit-zero"): ("in/",),
    }
    for arguments, named in runs.items():
        places = [f'"{folder}{name}' for name in named for folder in ("", "./", f"{work}/", f"{work}/./")]
        for line in traced(work, *arguments):
            assert not any(call in line for call in network), f"{arguments}: {line}"
            # Threads and the terminal are none of our files.
            if any(word in line for word in writing) and '"/dev/' not in line and " = -1 " not in line:
                assert any(place in line for place in places), f"{arguments}: {line}"


def git(folder, *arguments):
    settings = ("user.name=x", "user.email=x@example.org", "commit.gpgsign=false")
    command = ["git", *(part for setting in settings for part in ("-c", setting)), *map(str, arguments)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@test
def since_runs_nothing_but_plumbing(work):
    """A repository that configures programs: what is executed, written, and read of git, as the kernel sees it."""
    if not shutil.which("strace") or not shutil.which("git"):
        raise Skipped("strace or git is not at hand")
    folder = corpus(work / "in", 20)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    for name in ("core.fsmonitor", "filter.x.clean", "filter.x.process", "diff.external", "diff.x.textconv", "core.pager"):
        git(folder, "config", name, f"touch {work}/mark")
    (folder / ".gitattributes").write_text("*.txt filter=x diff=x\n")
    changed = folder / "00" / "00007.txt"
    changed.write_text("A title\n\nThe end of thier war.\n")
    trace = work / "trace"
    calls = "trace=execve,openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,%network"
    command = ["strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o", trace, DOCLINT, "check", "--since", "HEAD", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    if not trace.exists():
        raise Skipped(f"strace does not work here: {done.stderr.decode()}")
    assert done.returncode == 1 and b"00007.txt" in done.stdout, done
    lines = trace.read_text().splitlines()
    started = [line for line in lines if "execve(" in line and line.endswith("= 0")]
    assert len(started) == 4, started
    for line in started[1:]:
        assert any(f'"{plumbing}"' in line for plumbing in ("rev-parse", "ls-tree", "cat-file")), line
    for line in lines:
        assert not any(call in line for call in ("socket(", "connect(", "sendto(", "bind(")), line
        assert ".git/index" not in line, line
        written = any(word in line for word in ("O_WRONLY", "O_RDWR", "O_CREAT", "rename", "unlink", "mkdir", "creat("))
        assert not written or '"/dev/' in line or " = -1 " in line, line
    assert not (work / "mark").exists()


@test
def names_in_other_letters(work):
    """A file system that does not tell A.txt from a.txt: NTFS in a file, where its driver is at hand."""
    if not shutil.which("lowntfs-3g") or not shutil.which("mkntfs"):
        raise Skipped("ntfs-3g is not at hand")
    image, disk = work / "image", work / "disk"
    with open(image, "wb") as file:
        file.truncate(16 << 20)
    disk.mkdir()
    subprocess.run(["mkntfs", "-q", "-F", "-f", image], check=True, capture_output=True)
    mounted = subprocess.run(["lowntfs-3g", image, disk, "-o", "ignore_case"], capture_output=True)
    if mounted.returncode:
        raise Skipped(f"no disk can be mounted: {mounted.stderr.decode().strip()}")
    try:
        corpus(disk / "in", 1)
        for arguments in (
            ["in/00/00000.txt", "in/00/00000.TXT"],
            ["in", "in/00/00000.TXT"],
            ["IN", "in/00/00000.txt"],
            ["IN/00/00000.txt", "IN/00/00000.TXT"],
            [".", "IN/00/00000.txt"],
        ):
            code, _, said = run("check", "--exit-zero", *arguments, cwd=disk)
            assert code == 0 and "1 document: " in said, f"{arguments}: {said}"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@test
def a_folder_that_is_mounted_twice(work):
    """Its documents are checked once, and neither results nor reports replace them."""
    corpus(work / "a", 3)
    (work / "b").mkdir()
    if subprocess.run(["mount", "--bind", work / "a", work / "b"], capture_output=True).returncode:
        raise Skipped("no folder can be mounted")
    try:
        before = {path: path.read_bytes() for path in (work / "a").rglob("*.txt")}
        name = next(iter(before)).relative_to(work / "a")
        assert run("convert", "a", "--to", "text", "-o", "b/", cwd=work)[0] == 2
        assert run("check", "a", "--output", f"json=b/{name}", cwd=work)[0] == 2
        assert before == {path: path.read_bytes() for path in before}
        code, _, said = run("check", "--exit-zero", "a", "b", cwd=work)
        assert code == 0 and f"{len(before)} documents: " in said, said
    finally:
        subprocess.run(["umount", work / "b"], check=True)


@test
def a_file_that_is_mounted_under_another_name(work):
    """It is one document, and neither results nor reports nor baselines replace it, whichever of its names is which."""
    corpus(work / "a", 3)
    first, *others = sorted((work / "a").rglob("*.txt"))
    (work / "b").mkdir()
    (work / "b" / "result one.json").touch()
    if subprocess.run(["mount", "--bind", first, work / "b" / "result one.json"], capture_output=True).returncode:
        raise Skipped("no file can be mounted")
    try:
        before = {path: path.read_bytes() for path in [first, *others]}
        (work / "c").mkdir()
        (work / "c" / "result one.txt").write_text("x")
        for report in ["b/result one.json", "b/../b/result one.json"]:
            code, _, said = run("check", "a", "--output", f"json={report}", cwd=work)
            assert code == 2 and "would overwrite the document" in said, said
        # The document is the mounted one, and the report would replace the file under its own name.
        code, _, said = run("check", "b/result one.json", "--output", f"json={first}", cwd=work)
        assert code == 2 and "would overwrite the document" in said, said
        code, _, said = run("convert", first, "--to", "json", "-o", "b/result one.json", cwd=work)
        assert code == 2 and "would overwrite the document" in said, said
        shutil.copy(first, work / "c" / "result one.txt")
        code, _, said = run("convert", first, "c/result one.txt", "--to", "json", "-o", "b/", cwd=work)
        assert code == 2 and "would overwrite the document" in said, said
        assert before == {path: path.read_bytes() for path in before}
        code, _, said = run("check", "--exit-zero", "a", "b/result one.json", cwd=work)
        assert code == 0 and f"{len(before)} documents: " in said, said
        # Where only the mounted name is a document, it is one.
        code, _, said = run("check", "--exit-zero", "b/result one.json", others[0], cwd=work)
        assert code == 0 and "2 documents: " in said, said
        # Other files of the folder are written as ever.
        assert run("check", "--exit-zero", "a", "--output", "json=b/new.json", cwd=work)[0] == 0
        assert run("check", "--exit-zero", "a", "--output", "json=b/new.json", cwd=work)[0] == 0
    finally:
        subprocess.run(["umount", work / "b" / "result one.json"], check=True)


def main(doclint, *names):
    global DOCLINT
    DOCLINT, failed = os.path.abspath(doclint), 0
    random.seed()
    # A shell starts what runs in the background with SIGINT ignored, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for function in TESTS:
        name = function.__name__.replace("_", " ")
        if names and function.__name__ not in names:
            continue
        with tempfile.TemporaryDirectory() as work:
            os.chmod(work, 0o755)
            begun = time.monotonic()
            try:
                function(pathlib.Path(os.path.realpath(work)))
                print(f"ok      faults: {name} ({time.monotonic() - begun:.1f} s)", flush=True)
            except Skipped as why:
                print(f"skipped faults: {name}: {why}", flush=True)
            except Exception as error:
                failed += 1
                print(f"FAILED  faults: {name}: {type(error).__name__}: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
