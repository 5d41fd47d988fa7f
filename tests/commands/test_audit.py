"""``provenance audit`` as a shell sees it."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from provenance.auditor import Settings, renamed
from provenance.commands import main
from provenance.graph import events
from provenance.records import ReadOptions

TEXT = "Ferry line runs again\n\nThe ferry to the island runs again, said the minister. It will sail in April.\n" * 3
ENV = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path(__file__).parents[2])}


class _Program:
    """The entry point as ``CliRunner`` wants a command to look."""

    name = "provenance"

    def main(self, args: list[str], **_: object) -> None:
        before, sys.argv = sys.argv, ["provenance", *args]
        try:
            main()
        finally:
            sys.argv = before


def run(*line: str, stdin: bytes | None = None, **env: str) -> SimpleNamespace:
    """The program in this process, with its streams caught."""
    done = CliRunner().invoke(_Program(), list(line), input=stdin, env=env)  # type: ignore[arg-type]
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout_bytes, stderr=done.stderr_bytes)


def run_apart(*line: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "provenance", *line]
    return subprocess.run(command, capture_output=True, env={**ENV, **env}, timeout=120)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_text_view_on_standard_output(article: Path) -> None:
    done = run("audit", str(article))
    assert done.returncode == 0, done.stderr
    assert b"signature " in done.stdout
    assert b"\x1b[" not in done.stdout


def test_missing_input_is_one_line_and_the_rest_goes_on(article: Path, tmp_path: Path) -> None:
    done = run("audit", str(tmp_path / "nothing.txt"), str(article))
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert b"nothing.txt" in done.stderr
    assert b"ferry.txt" in done.stdout


def test_a_file_that_may_not_be_read_does_not_stop_the_rest(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(TEXT, "utf-8")
    allowed, opened = os.access, open
    monkeypatch.setattr("os.access", lambda path, mode, **more: path != str(closed) and allowed(path, mode, **more))

    def locked(name: object, *more: object, **named: object) -> object:
        if name == str(closed):
            raise PermissionError(13, "Permission denied", name)
        return opened(name, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", locked)
    done = run("audit", str(closed), str(article), "--no-round-trip")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [f"provenance: {closed}: Permission denied"]
    assert b"ferry.txt" in done.stdout


def test_quiet_says_nothing_of_it(tmp_path: Path) -> None:
    done = run("audit", "--quiet", str(tmp_path / "nothing.txt"))
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_event_too_large_for_one_go_is_cut_and_that_is_one_line(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST", 2)
    for number in range(4):
        (article.parent / f"copy{number}.txt").write_text(TEXT, "utf-8")
    line = ("audit", str(article.parent), "--no-round-trip")
    done = run(*line)
    assert done.returncode == 0
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith("provenance: event copy0 has 5 articles, more than 2: derived in 3 parts along time; ")
    assert run(*line, "--quiet").stderr == b""


def test_standard_input(article: Path) -> None:
    done = run("audit", "-", "--format", "jsonl", stdin=TEXT.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["prov_words"] > 30


@pytest.mark.parametrize(
    "line",
    [
        ("audit",),
        ("audit", "x", "--format", "papyrus"),
        ("audit", "x", "--top", "0"),
        ("audit", "x", "--formt", "json"),
        ("audti", "x"),
        ("batch", "x"),
        ("--config", "nothing.toml", "audit", "x"),
    ],
)
def test_wrong_use_is_2_and_one_line_that_names_the_help(line: tuple[str, ...]) -> None:
    done = run(*line)
    assert done.returncode == 2
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith("provenance: ")
    assert said.endswith("--help")


def test_without_a_command_the_help_is_shown() -> None:
    assert b"audit " in run().stderr


@pytest.mark.parametrize(
    "prior", ["translated = 2", "speed = 1", "[sources]\nde = 0.9\nes = 0.9", "translated = ", "translated = true"]
)
def test_bad_prior_is_one_line_that_names_the_file(article: Path, tmp_path: Path, prior: str) -> None:
    path = tmp_path / "prior.toml"
    path.write_text(prior, "utf-8")
    done = run("audit", str(article), "--prior", str(path))
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert b"prior.toml" in done.stderr


def test_unknown_channel_is_refused_and_the_nearest_offered(article: Path) -> None:
    done = run("audit", str(article), "--without", "furnitur")
    assert done.returncode == 2
    assert b"did you mean furniture?" in done.stderr


def test_channel_left_out_stands_in_the_signature(article: Path) -> None:
    done = run("audit", str(article), "--without", "furniture", "--format", "jsonl")
    assert "without:furniture" in json.loads(done.stdout)["prov_signature"]


def test_prior_moves_the_probability(article: Path, tmp_path: Path) -> None:
    found = []
    for name, text in (("a.toml", "translated = 0.001"), ("b.json", '{"translated": 0.999}')):
        (tmp_path / name).write_text(text, "utf-8")
        done = run("audit", str(article), "--prior", str(tmp_path / name), "--format", "jsonl")
        found.append(json.loads(done.stdout)["prov_p_translated"])
    assert found[0] < found[1]


def test_format_follows_the_ending_of_the_file(article: Path, tmp_path: Path) -> None:
    for name, begins in (("a.html", b"<!DOCTYPE html>"), ("a.json", b"{"), ("a.md", b"## "), ("a.csv", b"prov_schema")):
        done = run("audit", str(article), "-o", str(tmp_path / name))
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert done.stdout == b""


def test_output_that_cannot_be_written_is_one_line(article: Path, tmp_path: Path) -> None:
    done = run("audit", str(article), "-o", str(tmp_path / "no" / "where.json"))
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1


def test_same_input_same_bytes(article: Path) -> None:
    line = ("audit", str(article), "--format", "json")
    first, second = (run_apart(*line, PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first
    assert first == second


def test_environment_gives_defaults(article: Path) -> None:
    assert run("audit", str(article), PROVENANCE_AUDIT_FORMAT="jsonl").stdout.startswith(b"{")


def test_environment_gives_defaults_below_a_command_that_has_others() -> None:
    assert run("models", "list", PROVENANCE_MODELS_LIST_JSON="1").stdout.startswith(b"[")


def test_config_file_gives_defaults_and_the_line_wins(article: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[audit]\nformat = "jsonl"\n', "utf-8")
    assert run("--config", str(config), "audit", str(article)).stdout.startswith(b"{")
    assert run("audit", str(article), PROVENANCE_CONFIG=str(config)).stdout.startswith(b"{")
    assert run("--config", str(config), "audit", str(article), "--format", "csv").stdout.startswith(b"prov_schema")


def test_a_typed_ending_wins_over_a_format_that_is_only_a_default(article: Path, tmp_path: Path) -> None:
    page, other = tmp_path / "a.html", tmp_path / "a.out"
    assert run("audit", str(article), "-o", str(page), PROVENANCE_AUDIT_FORMAT="csv").returncode == 0
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    config = tmp_path / "config.toml"
    config.write_text('[audit]\nformat = "jsonl"\n', "utf-8")
    for file, begins in ((page, b"<!DOCTYPE html>"), (other, b"{")):
        assert run("--config", str(config), "audit", str(article), "-o", str(file)).returncode == 0
        assert file.read_bytes().startswith(begins)
    assert run("audit", str(article), "-o", "-", PROVENANCE_AUDIT_FORMAT="csv").stdout.startswith(b"prov_schema")
    assert run("audit", str(article), "-o", str(page), "-f", "csv").returncode == 0
    assert page.read_bytes().startswith(b"prov_schema")


def test_a_file_given_twice_is_judged_once_and_that_is_said(article: Path, tmp_path: Path) -> None:
    done = run("audit", str(tmp_path), str(article), f"{tmp_path}/*.txt", "--format", "jsonl")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert done.stderr.decode().count("the same file was given before; read once") == 2
    assert run("audit", str(article), str(article), "--quiet").stderr == b""


@pytest.mark.parametrize(
    "line", ['without = "furniture"', 'without = ["furniture"]', "longest = 90000", "quiet = true"]
)
def test_config_takes_values_as_the_line_does(article: Path, tmp_path: Path, line: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"[audit]\nno-round-trip = true\n{line}\n", "utf-8")
    assert run("--config", str(config), "audit", str(article)).returncode == 0


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('format = ["csv"]', b"takes one value"),
        ('languages = ["de", "es"]', b'"de,es"'),
        ("format = {a = 1}", b"text, numbers"),
        ("prior = 0.5", b"does not exist"),
        ("encoding = 8", b"unknown encoding"),
    ],
)
def test_config_with_a_value_that_an_option_cannot_take_is_refused(
    article: Path, tmp_path: Path, line: str, word: bytes
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"[audit]\nno-round-trip = true\n{line}\n", "utf-8")
    found = run("--config", str(config), "audit", str(article))
    assert (found.returncode, word in found.stderr, b"Traceback" in found.stderr) == (2, True, False)


def test_config_with_an_unknown_option_is_refused(article: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[audit]\nspeed = 3\n", "utf-8")
    done = run("--config", str(config), "audit", str(article))
    assert done.returncode == 2
    assert b"speed" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert b"_PROVENANCE_COMPLETE" in done.stdout


def test_completion_offers_commands_and_formats() -> None:
    env = {"_PROVENANCE_COMPLETE": "bash_complete", "COMP_WORDS": "provenance audit --format ht", "COMP_CWORD": "3"}
    code = "from provenance.commands import cli; cli(prog_name='provenance')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**ENV, **env})
    assert done.stdout.strip() == b"plain,html"


def test_every_command_has_an_example_and_short_help() -> None:
    from provenance.commands import cli

    for name in cli.list_commands(None):  # type: ignore[arg-type]
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert f"provenance {name}" in (command.help or ""), name


def test_help_is_quick() -> None:
    run_apart("--help")
    start = time.perf_counter()
    done = run_apart("--help")
    assert done.returncode == 0
    assert time.perf_counter() - start < 2.0  # 0.6 s on a quiet machine; here others run too


def test_articles_with_one_id_are_told_apart(article: Path) -> None:
    ending, other = article.with_name("ferry#2.txt"), article.parent / "other" / article.name
    other.parent.mkdir()
    for path in (ending, other):
        path.write_text(TEXT, "utf-8")
    done = run("audit", str(article), str(other), str(ending), "--format", "jsonl")
    ids = [json.loads(line)["prov_id"] for line in done.stdout.splitlines()]
    assert ids == ["ferry", "ferry#2", "ferry#2#1"]
    assert ids == [renamed(name, nth) for name, nth in (("ferry", 1), ("ferry", 2), ("ferry#2", 1))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("-o", "report.xlsx"), "no report ends in .xlsx; name one with --format"),
        (("--languages", "de,EN"), "English is what it is in"),
        (("--prior", "prior.json"), "no source language 'german'; known are"),
    ],
)
def test_what_would_silently_do_nothing_is_refused(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prior.json").write_text('{"sources": {"german": 0.9}}')
    done = run("audit", str(article), "--no-round-trip", *line)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (tmp_path / "report.xlsx").exists()


def test_offsets_of_json_count_in_the_text_that_it_gives(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    lines = [f"<p>The mayor said on day {n} that the bridge of kyiv would open again.</p>" for n in range(20)]
    page.write_text(f"<html><body><article><h1>The bridge</h1>{''.join(lines)}</article></body></html>", "utf-8")
    found = json.loads(run("audit", str(page), "--no-round-trip", "--format", "json").stdout)
    (one,) = found["articles"]
    marks = [mark for evidence in one["evidence"] for mark in evidence["marks"]]
    assert marks
    assert all(one["text"][mark["start"] : mark["end"]] == mark["text"] for mark in marks)


def test_a_rule_is_explained_for_one_language_alone() -> None:
    both, one = (run("rule", code).stdout.decode() for code in ("LX101", "LX101:de"))
    assert "LX101:sv" in both
    assert "LX101:de" in one
    assert "LX101:sv" not in one


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(article: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "provenance", "rule", "FG101"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["provenance: the output cannot be written: No space left on device"]


def test_a_date_that_is_not_understood_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text,date\n"{TEXT}",06/07/2024\n"{TEXT}",06/20/2024\n')
    done = run("audit", str(path), "--no-round-trip")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "provenance: the date of 1 article was given and not understood; a form that is read: 2024-06-20"
    ]
    assert run("audit", str(path), "--no-round-trip", "-q").stderr == b""


def test_the_limit_that_a_refusal_names_can_be_raised(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "a.jsonl"]
    paths[0].write_text(TEXT)
    paths[1].write_text(json.dumps({"text": TEXT}))
    for path in paths:
        refused = run("audit", str(path), "--no-round-trip", "--longest", str(len(TEXT) - 9))
        assert refused.returncode == 1
        assert b"raise the limit (--longest of audit and batch)" in refused.stderr
        assert run("audit", str(path), "--no-round-trip", "--longest", str(len(TEXT))).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(
    "at", ["click", "provenance.commands._shared", "provenance.auditor", "provenance.scorers.judge"]
)
def test_ctrl_c_ends_with_one_line_at_any_moment(at: str, article: Path) -> None:
    program = (
        "import os, runpy, signal, sys\n"
        "def hook(event, told):\n"
        f"    if event == 'import' and told[0] == {at!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        f"sys.argv = ['provenance', 'audit', {str(article)!r}, '--no-round-trip']\n"
        "runpy.run_module('provenance', run_name='__main__', alter_sys=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=ENV, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"provenance: interrupted\n")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("line", [("audit", "-", "--no-round-trip"), ("batch", "-", "-o", "out")])
def test_ctrl_c_ends_what_waits_for_input(line: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "provenance", *line]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=ENV, cwd=tmp_path) as program:
        time.sleep(2)
        program.send_signal(signal.SIGINT)
        said = program.communicate(timeout=60)
    assert (program.returncode, *said) == (130, b"", b"provenance: interrupted\n")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("executor", ["processes", "dask"])
def test_ctrl_c_ends_the_workers_too(executor: str, tmp_path: Path) -> None:
    if executor == "dask":
        pytest.importorskip("distributed")
    lines = (json.dumps({"id": str(number), "text": f"{number} {TEXT * 20}"}) for number in range(400))
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "-m", "provenance", "batch", "a.jsonl", "-o", "out", "-j", "2", "-q", "--executor"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, executor], stderr=pipe, env=ENV, cwd=tmp_path, start_new_session=True) as program:
        begun = tmp_path / "out" / ".run" / "manifest.json"
        for _ in range(600):
            if begun.exists():
                break
            time.sleep(0.1)
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=60)
    assert (program.returncode, said) == (130, b"provenance: interrupted\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "line", [("audit", "in", "--no-round-trip", "-q"), ("rule", "--format", "json"), ("audit", "-h")]
)
def test_a_reader_that_goes_away_is_no_input_that_cannot_be_read(line: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT)
    command = [sys.executable, "-m", "provenance", *line]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=ENV, cwd=tmp_path) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert (program.stderr.read(), program.wait(60)) == (b"", 141)


def test_languages_given_twice_count_once_and_in_their_order() -> None:
    assert Settings(True, ("es", "DE", "de", "es")).languages == ("es", "de")


@pytest.mark.parametrize("command", ["audit", "batch"])
def test_languages_that_mean_nothing_are_wrong_use(command: str, article: Path, tmp_path: Path) -> None:
    line = (command, str(article), "-o", str(tmp_path / "out"))
    for empty in ("", " , "):
        done = run(*line, "--languages", empty)
        assert (done.returncode, b"names no language" in done.stderr) == (2, True)
    off = ("--no-round-trip",) if command == "audit" else ()
    done = run(*line, "--languages", "es", *off)
    assert (done.returncode, b"--languages are those of the round trip" in done.stderr) == (2, True)


def test_languages_of_a_configuration_do_not_forbid_to_leave_out_the_round_trip(article: Path) -> None:
    assert run("audit", str(article), "--no-round-trip", PROVENANCE_AUDIT_LANGUAGES="es").returncode == 0


def refused_output(*line: object) -> str:
    done = run(*map(str, line))
    (said,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    return said


@pytest.mark.skipif(os.name != "posix", reason="links need no rights on POSIX alone")
def test_an_output_that_is_an_input_is_refused_under_any_name(article: Path, tmp_path: Path) -> None:
    (tmp_path / "soft.html").symlink_to(article)
    os.link(article, tmp_path / "hard.html")
    for target in (article, tmp_path / "soft.html", tmp_path / "hard.html", article.parent / "." / article.name):
        assert "is one of the inputs" in refused_output("audit", article, "-o", target)
        assert "is one of the inputs" in refused_output("audit", tmp_path / "*.txt", "-o", target)
    assert article.read_text("utf-8") == TEXT


def test_an_output_that_would_be_an_article_of_its_folder_is_refused(article: Path, tmp_path: Path) -> None:
    assert "the next time" in refused_output("audit", tmp_path, "-o", tmp_path / "new.html")
    assert not (tmp_path / "new.html").exists()
    assert run("audit", str(tmp_path), "--no-round-trip", "-o", str(tmp_path / "new.gexf")).returncode == 0


@pytest.mark.parametrize("option", ["--json", "--html", "--md", "--rows"])
def test_evaluate_never_overwrites_its_input(tmp_path: Path, option: str) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": TEXT, "label": "en"}) + "\n", "utf-8")
    assert "is one of the inputs" in refused_output("evaluate", rows, option, rows)


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_summary_never_overwrites_the_tables(tmp_path: Path, option: str) -> None:
    (tmp_path / "articles.csv").write_text("prov_id,prov_verdict\na,original\n", "utf-8")
    (tmp_path / "run.json").write_text('{"prov_schema": "1", "files": ["articles.csv", "run.json"]}', "utf-8")
    assert "is one of the inputs" in refused_output("summary", tmp_path, option, tmp_path / "articles.csv")


def test_a_broken_cache_of_translations_is_one_line(article: Path, tmp_path: Path) -> None:
    (tmp_path / "cache" / "provenance").mkdir(parents=True)
    (tmp_path / "cache" / "provenance" / "translations.sqlite").write_text("no database " * 100, "utf-8")
    done = run("audit", str(article), "--languages", "de", XDG_CACHE_HOME=str(tmp_path / "cache"))
    (said,) = done.stderr.decode().splitlines()
    assert (done.returncode, said[:12]) == (0, "provenance: ")
    assert "translations are not kept (file is not a database); remove that file" in said


@pytest.mark.parametrize("command", ["audit", "batch"])
def test_the_limit_of_length_is_one_and_the_same(command: str) -> None:
    found = importlib.import_module(f"provenance.commands.{command}").command
    assert {one.default for one in found.params if one.name == "longest"} == {ReadOptions().longest}
