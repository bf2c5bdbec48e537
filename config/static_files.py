"""How static files are kept: named by their content, so that browsers keep them for good, and compressed beforehand."""

from pathlib import Path
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Of these, which one page shows, brotli would take twenty times as long, at the very first start.
BY_GZIP_ALONE = {"drf_spectacular_sidecar", "admin", "rest_framework"}


class Storage(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs: Any) -> Compressor:
        return _Compressor(**kwargs)


class _Compressor(Compressor):
    """By brotli as well as by gzip."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gzip_alone = Compressor(**kwargs, use_brotli=False)

    def compress(self, path: str) -> list[str]:
        if BY_GZIP_ALONE.intersection(Path(path).parts):
            return self.gzip_alone.compress(path)
        return super().compress(path)
