// A person at VS Code: opens, types, clicks and looks. Waits on what is seen, never on time.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../artifacts/editors/package.json', import.meta.url));
const { chromium } = require('playwright-core');

/** Long enough for a busy machine; nothing waits longer than it must. */
export const patience = Number(process.env.OMNIFORGE_PATIENCE_MS ?? 90_000);

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export class Workbench {
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  static async open(browser, address, folder, size = { width: 1280, height: 800 }) {
    const context = await browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'], timezoneId: 'Europe/Berlin' });
    const workbench = new Workbench(await context.newPage());
    await workbench.page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
    return workbench;
  }

  async reload() {
    await this.page.reload();
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  /** Runs a command by its title, as in the palette. */
  async command(title) {
    const input = await this.quickInput('F1', '>');
    await input.fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    await row.waitFor();
    await row.click();
  }

  async openFile(name) {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first();
    const deadline = Date.now() + patience;
    for (;;) {
      const input = await this.quickInput('Control+p', '');
      await input.fill(name);
      try {
        await row.waitFor({ timeout: Math.min(10_000, patience) });
        break;
      } catch (error) {
        // A list that was made before the file was is made anew when it is opened anew.
        await this.page.keyboard.press('Escape');
        if (Date.now() > deadline) {
          throw error;
        }
      }
    }

    await row.click();
    await this.page.locator('.tab.active', { hasText: name.split('/').at(-1) }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
  }

  /** The list that opens with a key; the key is pressed again while the workbench is not ready for it. */
  async quickInput(key) {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: 3000 });
        return input;
      } catch {
        // Pressed too early.
      }
    }

    throw new Error(`${key} opens nothing.`);
  }

  /** The text of the open editor is replaced by this one, character by character as a person types it. */
  async type(text) {
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Delete');
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) {
        await this.page.keyboard.press('Enter');
        // VS Code indents a new line by itself; what is meant is what is typed.
        await this.page.keyboard.press('Shift+Home');
      }

      await this.page.keyboard.type(line);
      await this.page.keyboard.press('Escape');
    }
  }

  /** The text of the open editor as it is drawn. */
  async text() {
    const lines = await this.page.locator('.editor-instance .view-lines .view-line').evaluateAll((elements) =>
      elements.map((element) => ({ top: parseFloat(element.style.top), text: element.textContent.replaceAll('\u00a0', ' ') })),
    );
    return lines.sort((one, other) => one.top - other.top).map(({ text }) => text).join('\n');
  }

  problems() {
    return this.page.locator('.markers-panel .monaco-list-row .marker-message-details-container, .markers-panel .monaco-list-row .details-container');
  }

  notification(text) {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  /** The frame of the builder's page: a webview is a frame in a frame, and comes late. */
  async builder() {
    return this.frameWith('#form');
  }

  async frameWith(selector) {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if (await frame.locator(selector).first().isVisible().catch(() => false)) {
          return frame;
        }
      }

      await this.page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
    }

    throw new Error(`No frame shows ${selector}.`);
  }

  screenshot(path) {
    return this.page.screenshot({ path });
  }
}
