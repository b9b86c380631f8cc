"""Photograph ``exports/map.html`` as ``docs/images/map.png``: light, 1600×1000, in headless Chromium.

Needs node and Chromium, and playwright-core in the folder that ``GK_NODE_MODULES`` names.
The picture is taken when the page says that it is ready, of the map as it opens.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = """
const { chromium } = require('playwright-core');
(async () => {
  const [executablePath, page_url, target] = process.argv.slice(1);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 1, colorScheme: 'light', reducedMotion: 'reduce',
    locale: 'en-GB', timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(page_url);
  await page.waitForSelector('html[data-gk-ready]', { state: 'attached', timeout: 30000 });
  await page.screenshot({ path: target, animations: 'disabled' });
  await browser.close();
})().catch((error) => { console.error(String(error)); process.exit(1); });
"""


def main() -> None:
    """Take the picture of the map named on the command line, or of the one in exports/."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "exports" / "map.html").resolve()
    target = PROJECT / "docs" / "images" / "map.png"
    browser, node = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("node")
    if not source.is_file():
        sys.exit(f"{source} is not there: run graphkit build first")
    if not browser or not node:
        sys.exit("Chromium and node are needed, see CONTRIBUTING.md")
    target.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "NODE_PATH": os.environ.get("GK_NODE_MODULES", "")}
    subprocess.run([node, "-e", SCRIPT, browser, source.as_uri(), str(target)], check=True, env=environment)  # noqa: S603
    print(f"wrote {target.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
