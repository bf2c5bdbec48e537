"""HTML to PDF in a process of its own: `python -I render.py SECONDS MEGABYTES LOGO`, HTML in, PDF out.

Before the HTML come LOGO bytes of a PNG, which is the one picture that there is.

Imports nothing of the project: it has no database, no settings and no secrets, and it fetches nothing. Limits on time and
memory hold for what the user's text makes WeasyPrint do; how it ended is told by the exit code, or by a signal.
"""

import gc
import os
import resource
import sys

LOGO = "rapport:logo"
LIBRARIES_MISSING, OUT_OF_MEMORY, BROKEN = 3, 4, 5


def main(seconds: int, megabytes: int, logo_size: int) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages come first
    # A document is kept until the process ends: looking every 700 objects for what may go takes a quarter of the time.
    gc.set_threshold(20_000, 50, 100)
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        return _ended(error, LIBRARIES_MISSING)

    logo = sys.stdin.buffer.read(logo_size)
    html = sys.stdin.buffer.read().decode()

    class NothingFetched(URLFetcher):
        """No address is followed: no http, no file, no data. The logo is at hand already."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url == LOGO and logo:
                return URLFetcherResponse(url, logo, {"Content-Type": "image/png"})
            raise ValueError("a report fetches nothing")

    try:
        # Without a base a relative address is an error in some places; with one it is refused like any other.
        document = HTML(string=html, base_url="http://nowhere.invalid/", url_fetcher=NothingFetched())
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    except MemoryError as error:
        return _ended(error, OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent logs it
        return _ended(error, BROKEN)
    sys.stdout.buffer.write(pdf)
    return 0


def _ended(error: BaseException, code: int) -> int:
    """The reason without its text, which may quote what users wrote."""
    print(type(error).__name__, end="", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
