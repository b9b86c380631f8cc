"""Photograph pages in ``exports/`` for ``docs/images``: light, 1600×1000, in headless Chromium.

Needs node and Chromium, and playwright-core in the folder that ``GK_NODE_MODULES`` names. Names of pictures on the
command line choose among them; else all are taken whose page is there. The map is taken when it says that it is ready.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = {
    "map.png": "map.html",
    "site-council.png": "site/council/wigan.html",
    "site-councils.png": "site/councils.html",
}
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
  if (page_url.endsWith('/map.html')) {
    await page.waitForSelector('html[data-gk-ready]', { state: 'attached', timeout: 30000 });
  }
  await page.screenshot({ path: target, animations: 'disabled' });
  await browser.close();
})().catch((error) => { console.error(String(error)); process.exit(1); });
"""


def main() -> None:
    """Take the pictures named on the command line, or all whose page is in exports/."""
    wanted = sys.argv[1:] or [name for name, page in PICTURES.items() if (PROJECT / "exports" / page).is_file()]
    browser, node = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("node")
    if not browser or not node:
        sys.exit("Chromium and node are needed, see CONTRIBUTING.md")
    environment = {**os.environ, "NODE_PATH": os.environ.get("GK_NODE_MODULES", "")}
    for name in wanted:
        source = PROJECT / "exports" / PICTURES[name]
        if not source.is_file():
            sys.exit(f"{source} is not there: run graphkit build, and graphkit export site, first")
        target = PROJECT / "docs" / "images" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([node, "-e", SCRIPT, browser, source.as_uri(), str(target)], check=True, env=environment)  # noqa: S603
        print(f"wrote {target.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
