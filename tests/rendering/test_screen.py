"""The HTML page in a browser: accessible in light and dark, narrow and wide; marks open their sentence, with and without scripts."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from briefgen import rendering

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is missing; Debian, Ubuntu: apt-get install chromium"
)
SIZES = {"narrow": (360, 640), "wide": (1280, 900)}


@pytest.fixture(scope="module")
def file(seed_brief, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(rendering.html(seed_brief), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, file):
    """Open the page in a window of its own; what the browser complained about and asked for is kept on the page."""
    contexts = []

    def open_page(address=file, *, scripts=True, size="wide", scheme="light"):
        width, height = SIZES[size]
        context = browser.new_context(
            java_script_enabled=scripts, color_scheme=scheme, viewport={"width": width, "height": height}
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_axe_finds_nothing(visit, size, scheme):
    page = visit(size=size, scheme=scheme)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.locator('#k1 ~ a[href^="#evidence-"], a[href^="#evidence-"]').first.click()
    results = Axe().run(page)
    assert page.locator(".sheet").is_visible()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("size", ["narrow", "wide"])
@pytest.mark.parametrize("template", [name for name in rendering.template_names() if name != "brief"])
def test_axe_finds_nothing_in_any_set(visit, seed_brief, tmp_path, template, size):
    path = tmp_path / "page.html"
    path.write_text(rendering.html(seed_brief, template=template), encoding="utf-8")
    page = visit(path.as_uri(), size=size)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert page.complaints == []


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_nothing_is_wider_than_the_window(visit, size):
    page = visit(size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_nothing_is_loaded_and_nothing_complains(visit, file):
    page = visit()
    assert (page.asked, page.complaints) == ([file], [])


def test_no_script_but_its_own_may_run(visit):
    page = visit()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">')")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 2'; document.body.append(s)"
    )
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in complaint for complaint in page.complaints)


def test_a_mark_opens_its_sentence_and_gives_the_focus_back(visit, seed_brief):
    page = visit()
    mark = page.locator('main a[href="#evidence-s5"]').first
    sentence = next(e.text for e in seed_brief.sources[0].evidence if e.label == "S5")
    mark.focus()
    page.keyboard.press("Enter")
    sheet = page.locator(".sheet")
    assert sheet.is_visible()
    assert sentence in sheet.inner_text()
    assert page.evaluate("document.activeElement.className") == "sheet"
    assert "#evidence" not in page.url
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.evaluate("document.activeElement.hash") == "#evidence-s5"


def test_the_sheet_leads_on_to_the_annex_and_closes(visit):
    page = visit()
    page.locator('main a[href="#evidence-s5"]').first.click()
    page.locator(".sheet a", has_text="In the annex").click()
    assert page.url.endswith("#evidence-s5")
    assert not page.locator(".sheet").is_visible()
    page.locator('main a[href="#evidence-s1"]').first.click()
    page.locator(".sheet button").click()
    assert not page.locator(".sheet").is_visible()


def test_without_scripts_a_mark_leads_to_its_sentence(visit):
    page = visit(scripts=False)
    page.locator('main a[href="#evidence-s5"]').first.click()
    assert page.url.endswith("#evidence-s5")
    assert page.locator("tr:has(#evidence-s5)").is_visible()


def test_the_first_key_leads_past_the_head(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the brief"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#title'")  # the browser moves a moment after the key


def test_dark_is_dark(visit):
    grounds = [
        visit(scheme=scheme).evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds[0] == "rgb(255, 255, 255)"
    assert all(int(part) < 64 for part in grounds[1][4:-1].split(","))


def test_paper_shows_nothing_of_the_screen(visit):
    page = visit()
    page.emulate_media(media="print")
    assert not page.locator(".skip").is_visible()
    assert not page.locator(".sheet").is_visible()
