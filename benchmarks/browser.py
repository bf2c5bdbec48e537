"""How soon a phone shows and answers: Chromium as a mid-range phone on fast 3G, with a warm cache.

    DATABASE_URL=postgres://… python -m benchmarks.browser

On a database that `benchmarks.speed --keep` has filled. Prints for each page the median of five loads: largest contentful
paint and layout shift as the browser reports them, bytes over the wire on the first visit and after, and of a tap (the
button that opens a menu or dialog, or a key in the search) the longest interaction until the next paint.
"""

import json
import os
import statistics
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.speed import PORTS, _python, server

LOADS = 5
# What Chrome's developer tools call "Fast 3G" and a mid-tier phone.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
WATCH = """
window.seen = {lcp: 0, cls: 0, inp: 0};
new PerformanceObserver(list => { for (const one of list.getEntries()) seen.lcp = one.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries()) if (one.interactionId) seen.inp = Math.max(seen.inp, one.duration); })
  .observe({type: 'event', durationThreshold: 16, buffered: true});
"""


def main() -> None:
    asked = json.loads(_python(dict(os.environ), "-m", "benchmarks.asked", capture=True).splitlines()[-1])
    name, _, value = asked["cookie"].partition("=")
    pages = {title: asked["pages"][title][0] for title in ("Today", "A partner", "Partners by name", "Open issues")}
    env = os.environ | {"WEB_CONCURRENCY": "2", "LOG_LEVEL": "ERROR"}
    with server("product", "config.wsgi", env), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        print("| page | LCP ms | layout shift | INP ms | KB first | KB after |\n|---|---|---|---|---|---|")
        for title, path in pages.items():
            print(f"| {title} | {measured(browser, {'name': name, 'value': value}, path)} |", flush=True)
        browser.close()


def measured(browser: Browser, cookie: dict[str, str], path: str) -> str:
    address = f"http://127.0.0.1:{PORTS['product']}"
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True)
    context.add_cookies([cookie | {"url": address}])  # type: ignore[list-item]
    context.add_init_script(WATCH)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    taken: list[float] = []
    wire.on("Network.loadingFinished", lambda event: taken.append(event["encodedDataLength"]))
    page.goto(address + path, wait_until="networkidle")
    first = sum(taken) / 1000
    wire.send("Network.emulateNetworkConditions", NETWORK)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found, after = [], 0.0
    for _ in range(LOADS):
        taken.clear()
        page.goto(address + path, wait_until="networkidle")
        after = sum(taken) / 1000
        found.append(tapped(page))
    context.close()
    lcp, cls, inp = (statistics.median(one[name] for one in found) for name in ("lcp", "cls", "inp"))
    return f"{lcp:.0f} | {cls:.3f} | {inp:.0f} | {first:.0f} | {after:.0f}"


def tapped(page: Page) -> dict[str, Any]:
    """Tap what opens on the page, if anything does, and type one letter where one can."""
    menu = page.locator("main [popovertarget]:visible").first
    if menu.count():
        menu.tap()
    search = page.locator("main input[type=search]:visible").first
    if search.count():
        search.tap()
        page.keyboard.press("a")
    page.wait_for_timeout(500)
    seen: dict[str, Any] = page.evaluate("seen")
    return seen


if __name__ == "__main__":
    main()
