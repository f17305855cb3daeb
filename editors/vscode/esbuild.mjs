// Bundles the extension (Node) and the builder's page (browser) into dist/.
import { build } from 'esbuild';

const common = { bundle: true, minify: true, sourcemap: false, logLevel: 'warning', legalComments: 'none' };

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // The module build of a dependency, not its wrapper that hides require() from the bundler.
  mainFields: ['module', 'main'],
});

await build({
  ...common,
  entryPoints: ['src/webview/builder.ts'],
  outfile: 'dist/builder.js',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
});
