"""Sources of briefs.yaml that are not one file each: folders, patterns, pages of the web and what is kept of them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from briefgen import config as configuration
from briefgen import pipeline, sourcing
from briefgen.cli import run
from briefgen.sourcing import keeping
from briefgen.sourcing.fetching import Fetched, FetchFault

URL = "https://news.example/bridge"
PAGE = "The harbour bridge opened on Monday. The port authority said 12 ships passed. It did not disclose the cost.\n"
DAY = dt.datetime(2024, 5, 6, 8, 30, tzinfo=dt.UTC)


class Web:
    """The web as these tests have it: pages by address, and who asked for them."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []

    def fetch(self, url, network=None):
        self.asked.append(url)
        if url not in self.pages:
            raise FetchFault("answered 404 Not Found")
        return Fetched(self.pages[url].encode(), url, "text/plain")


@pytest.fixture
def web(monkeypatch):
    web = Web()
    web.pages[URL] = PAGE
    monkeypatch.setattr(sourcing, "fetch", web.fetch)
    return web


def project(folder, sources, *, network="allow", more="", **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_png", ".png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "briefs.yaml").write_text(
        f"network: {network}\nbriefs:\n  one:\n    title: Harbour\n    formats: [md]\n{more}    sources: {sources}\n",
        encoding="utf-8",
    )
    return folder / "briefs.yaml"


def loaded(path):
    config, problems = configuration.load(path)
    assert config is not None, problems
    return config


def faults(path):
    config, problems = configuration.load(path)
    assert config is None
    return [(problem.rule, problem.line, problem.column, problem.message) for problem in problems]


def build(path, **given):
    (result,) = pipeline.build(path, **given)
    return result


def rules(result):
    return [(problem.rule, problem.severity) for problem in result.problems if problem.severity != "note"]


def sources_of(path):
    config = loaded(path)
    return [d.name for d in pipeline.sources(config, config.briefs[0])[0]]


# Folders and patterns -----------------------------------------------------------------------------


def test_a_folder_is_all_its_files(tmp_path):
    path = project(tmp_path, "[news]", news__b_txt="Two ships came.", news__a_txt="One ship came.")
    assert sources_of(path) == ["news/a.txt", "news/b.txt"]


def test_what_is_said_of_a_folder_holds_for_each_file(tmp_path):
    sources = "[{path: news, exclude: ['b.*'], publisher: Harbour News, reliability: B}]"
    path = project(tmp_path, sources, news__a_txt="One ship came.", news__b_txt="Two ships came.")
    config = loaded(path)
    (document,) = pipeline.sources(config, config.briefs[0])[0]
    assert (document.name, document.publisher, document.reliability) == ("news/a.txt", "Harbour News", "B")


def test_a_file_named_by_itself_is_not_found_again(tmp_path):
    sources = "['news/*.txt', {path: news/b.txt, publisher: Harbour News}]"
    path = project(tmp_path, sources, news__a_txt="One ship came.", news__b_txt="Two ships came.")
    config = loaded(path)
    documents, problems = pipeline.sources(config, config.briefs[0])
    assert [(d.name, d.publisher) for d in documents] == [("news/a.txt", None), ("news/b.txt", "Harbour News")]
    assert problems == ()


def test_two_patterns_that_overlap_give_each_file_once(tmp_path):
    path = project(tmp_path, "[news, '**/*.txt']", news__a_txt="One ship came.", b_txt="Two ships came.")
    assert sources_of(path) == ["news/a.txt", "b.txt"]


def test_a_new_file_makes_the_brief_anew_and_a_lost_one_too(tmp_path):
    path = project(tmp_path, "[news]", news__a_txt="One ship came. It sank.")
    assert build(path).status == "built"
    assert build(path).status == "unchanged"
    (tmp_path / "news/b.txt").write_text("Two ships came. They sank.", encoding="utf-8")
    assert build(path).status == "built"
    (tmp_path / "news/b.txt").unlink()
    assert build(path).status == "built"
    assert build(path).status == "unchanged"


def test_one_bad_file_of_a_folder_is_said_and_left_out(tmp_path):
    path = project(tmp_path, "[news]", news__a_txt="One ship came. It sank.", news__b_png=b"\x89PNG\r\n\x1a\n....")
    result = build(path)
    assert result.status == "built"
    (problem,) = [p for p in result.problems if p.rule == "BG203"]
    assert (problem.severity, problem.file.endswith("news/b.png")) == ("warning", True)
    assert "left out" in problem.message


def test_a_bad_file_that_is_named_stops_the_brief(tmp_path):
    path = project(tmp_path, "[news/b.png]", news__b_png=b"\x89PNG\r\n\x1a\n....")
    assert ("BG203", "error") in rules(build(path))


def test_a_folder_of_bad_files_alone_is_an_error(tmp_path):
    result = build(project(tmp_path, "[news]", news__b_png=b"\x89PNG\r\n\x1a\n...."))
    assert result.status == "failed"
    assert ("BG288", "error") in rules(result)


@pytest.mark.parametrize("sources", ["[news]", "['news/*.txt']", "['*.docx']"])
def test_a_pattern_without_files_is_an_error(tmp_path, sources):
    (tmp_path / "news").mkdir()
    assert rules(build(project(tmp_path, sources))) == [("BG281", "error")]


def test_a_link_out_of_a_folder_is_left_out_with_a_word(tmp_path, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("A secret ship came.", encoding="utf-8")
    path = project(tmp_path, "[news]", news__a_txt="One ship came. It sank.")
    (tmp_path / "news/link.txt").symlink_to(secret)
    result = build(path)
    assert ("BG282", "warning") in rules(result)
    assert "secret" not in result.paths[0].read_text(encoding="utf-8")


def test_what_briefgen_wrote_is_no_source(tmp_path):
    path = project(tmp_path, "['**/*']", a_txt="One ship came. It sank.")
    build(path)
    assert sources_of(path) == ["a.txt"]


# What briefs.yaml may say -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{publisher: Harbour News}", "needs a 'path', or a 'url'"),
        ("{url: 'http://news.example/a'}", "begins with https://"),
        ("{url: 'ftp://news.example/a'}", "begins with https://"),
        ("{url: 'https://me:pw@news.example/a'}", "holds no password"),
        ("{url: 'https://'}", "begins with https://"),
        ("{path: a.txt, max_age: 1h}", "'max_age' is for pages"),
        ("{url: 'https://news.example/a', exclude: ['*.md']}", "'exclude' is for folders"),
        ("{url: 'https://news.example/a', max_age: soon}", "no duration"),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(tmp_path, source, says):
    ((rule, line, _, message),) = faults(project(tmp_path, f"[{source}]"))
    assert (rule, line) == ("BG105", 6)
    assert says in message


def test_the_network_is_closed_unless_it_is_opened(tmp_path):
    ((rule, line, column, message),) = faults(project(tmp_path, f"[a.txt, {{url: '{URL}'}}]", network="deny"))
    assert (rule, line, column) == ("BG280", 6, 28)
    assert URL in message


def test_the_address_of_a_file_is_not_fetched(tmp_path, web):
    path = project(tmp_path, f"[{{path: a.txt, url: '{URL}'}}]", network="deny", a_txt="One ship came. It sank.")
    assert build(path).status == "built"
    assert web.asked == []


# Pages of the web ---------------------------------------------------------------------------------


def test_a_page_is_fetched_once_and_kept(tmp_path, web):
    path = project(tmp_path, f"[{{url: '{URL}'}}]")
    first = build(path)
    assert first.status == "built"
    markdown = first.paths[0].read_text(encoding="utf-8")
    assert "12 ships" in markdown
    assert "news.example/bridge" in markdown
    assert "retrieved" in markdown
    del web.pages[URL]
    assert build(path).status == "unchanged"
    second = build(path, force=True)
    assert second.paths[0].read_text(encoding="utf-8") == markdown
    assert web.asked == [URL]


def test_the_copy_lies_beside_the_results_with_hash_and_time(tmp_path, web):
    path = project(tmp_path, f"[{{url: '{URL}'}}]")
    config = loaded(path)
    assert sourcing.fetch_due(config, config.briefs[0].sources, now=DAY) == ()
    folder = tmp_path / "build" / keeping.folder_of(URL)
    record = json.loads((folder / "fetches.json").read_text(encoding="utf-8"))
    (fetch,) = record["fetches"]
    assert fetch["fetched"] == "2024-05-06T08:30:00+00:00"
    assert (folder / fetch["file"]).read_text(encoding="utf-8") == PAGE
    config = loaded(path)
    (document,) = pipeline.sources(config, config.briefs[0])[0]
    assert (document.name, document.sha256, document.retrieved) == (URL, fetch["sha256"], dt.date(2024, 5, 6))


def test_an_old_copy_is_fetched_anew(tmp_path, web):
    config = loaded(project(tmp_path, f"[{{url: '{URL}', max_age: 12h}}]"))
    sources = config.briefs[0].sources
    for hours, asked in ((0, 1), (11, 1), (13, 2), (14, 2), (26, 3)):
        assert sourcing.fetch_due(config, sources, now=DAY + dt.timedelta(hours=hours)) == ()
        assert len(web.asked) == asked
    kept, _ = keeping.latest(config.output, URL)
    assert kept.at() == DAY + dt.timedelta(hours=26)


def test_a_changed_page_makes_the_brief_anew(tmp_path, web):
    path = project(tmp_path, f"[{{url: '{URL}', max_age: 1s}}]")
    build(path)
    config = loaded(path)
    web.pages[URL] = PAGE.replace("12 ships", "14 ships")
    sourcing.fetch_due(config, config.briefs[0].sources, now=dt.datetime.now(dt.UTC), again=True)
    result = build(path)
    assert result.status == "built"
    assert "14 ships" in result.paths[0].read_text(encoding="utf-8")


def test_a_page_that_is_gone_leaves_its_copy_and_a_warning(tmp_path, web):
    config = loaded(project(tmp_path, f"[{{url: '{URL}', max_age: 1h}}]"))
    sources = config.briefs[0].sources
    sourcing.fetch_due(config, sources, now=DAY)
    del web.pages[URL]
    (problem,) = sourcing.fetch_due(config, sources, now=DAY + dt.timedelta(days=2))
    assert (problem.rule, problem.severity, problem.file) == ("BG286", "warning", URL)
    assert problem.message == "answered 404 Not Found; the copy of 2024-05-06T08:30:00+00:00 is used"


def test_a_page_that_never_came_fails_the_brief(tmp_path, web):
    web.pages.clear()
    path = project(tmp_path, f"[a.txt, {{url: '{URL}'}}]", a_txt="One ship came. It sank.")
    result = build(path)
    assert result.status == "failed"
    assert rules(result) == [("BG284", "error")]
    assert "404" in result.problems[0].message
    assert not (tmp_path / "build/one").exists()


@pytest.mark.parametrize("damage", ["bytes", "record", "nothing", "deep", "gone"])
def test_a_damaged_copy_is_never_taken_for_the_page(tmp_path, web, damage):
    path = project(tmp_path, f"[{{url: '{URL}'}}]")
    build(path)
    folder = tmp_path / "build" / keeping.folder_of(URL)
    record = folder / "fetches.json"
    (kept,) = [p for p in folder.iterdir() if p != record]
    if damage == "bytes":
        kept.write_text(PAGE.replace("12", "21"), encoding="utf-8")
    elif damage == "gone":
        kept.unlink()
    else:
        record.write_text({"record": "{", "nothing": "", "deep": "[" * 100_000}[damage], encoding="utf-8")
    config = loaded(path)
    documents, problems = pipeline.sources(config, config.briefs[0])
    assert documents == ()
    assert [(p.rule, p.severity) for p in problems if p.rule != "BG288"] == [("BG285", "error")]


def test_a_page_can_be_archived_in_the_pdf_under_a_plain_name(tmp_path, web):
    import pikepdf

    path = project(tmp_path, f"[{{url: '{URL}'}}]", more="    archive: true\n")
    result = build(path, formats=("pdf",))
    with pikepdf.open(result.paths[0]) as document:
        names = [str(file.UF) for file in document.Root.AF]
    assert len(names) == 3
    assert all("/" not in name for name in names)
    assert run(["verify", str(result.paths[0])]) == 0


# The commands -------------------------------------------------------------------------------------


def test_fetch_prints_what_it_kept_and_says_what_failed(tmp_path, web, capsys):
    other = "https://news.example/none"
    path = project(tmp_path, f"[{{url: '{URL}'}}, {{url: '{other}'}}]")
    assert run(["fetch", "--config", str(path)]) == 1
    told = capsys.readouterr()
    assert told.out.startswith(f"{URL} ")
    assert told.out.rstrip().endswith(".txt")
    assert f"{other}: error BG284: cannot be fetched: answered 404 Not Found" in told.err
    del web.pages[URL]
    assert run(["fetch", "--config", str(path)]) == 1
    assert f"{URL}: warning BG286" in capsys.readouterr().err


def test_fetch_without_pages_says_so(tmp_path, capsys):
    assert run(["fetch", "--config", str(project(tmp_path, "[a.txt]", a_txt="One ship came."))]) == 0
    assert "None of the sources is on the web" in capsys.readouterr().err


def test_check_goes_nowhere_and_notes_what_is_not_there_yet(tmp_path, web, capsys):
    path = project(tmp_path, f"[{{url: '{URL}'}}]")
    assert run(["check", "--config", str(path)]) == 0
    assert f"{URL}: note BG284" in capsys.readouterr().err
    assert web.asked == []
    assert not (tmp_path / "build").exists()


def test_check_says_when_a_page_has_changed_since_the_brief_was_built(tmp_path, web, capsys):
    path = project(tmp_path, f"[{{url: '{URL}'}}]")
    build(path)
    assert run(["check", "--config", str(path)]) == 0
    assert "BG270" not in capsys.readouterr().err
    web.pages[URL] = PAGE.replace("12 ships", "14 ships")
    run(["fetch", "--config", str(path)])
    run(["check", "--config", str(path)])
    assert f"{URL}: warning BG270: has changed since one was built" in capsys.readouterr().err
