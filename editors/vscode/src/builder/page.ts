/** The builder's page: no script but ours, nothing from elsewhere. `cspSource` and the addresses come from the webview. */
export function builderPage(page: { nonce: string; cspSource: string; script: string; style: string }): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; style-src ${page.cspSource}; script-src 'nonce-${page.nonce}';">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${page.style}">
  <title>OmniForge Builder</title>
</head>
<body>
  <main id="talk" role="log" tabindex="0" aria-live="polite" aria-label="Conversation"></main>
  <div id="choices" role="group" aria-label="Answers"></div>
  <form id="form">
    <textarea id="text" rows="2" aria-label="What should be done, and when?" placeholder="What should be done, and when?"></textarea>
    <div id="bar">
      <span id="phase" role="status"></span>
      <button type="button" id="stop" class="secondary" hidden title="Stop (Escape)">Stop</button>
      <button type="button" id="test" class="secondary" hidden title="Everything except what would change the world outside">Dry run</button>
      <button type="button" id="activate" class="secondary" hidden>Turn on</button>
      <button type="submit" id="send">Send</button>
    </div>
  </form>
  <script nonce="${page.nonce}" src="${page.script}"></script>
</body>
</html>`;
}
