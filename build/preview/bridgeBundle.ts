import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/** One script: the stand-in for Electron, and the production preload inside it. Strings never become code in the page. */
export async function bridgeBundle(preloadFile: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: path.join(import.meta.dirname, 'window/bridge.ts'),
        formats: ['iife'],
        name: 'sigillPreview',
      },
    },
  });
  const output = Array.isArray(built)
    ? built.flatMap((bundle) => bundle.output)
    : 'output' in built
      ? built.output
      : [];
  const chunk = output.find((part) => part.type === 'chunk');
  if (chunk === undefined) throw new Error('The bridge of the preview could not be built.');
  const preload = readFileSync(preloadFile, 'utf8');
  return `(() => {\n${chunk.code}\n((require, module, exports) => {\n${preload}\n})(sigillPreview.requireElectron, { exports: {} }, {});\n})();\n`;
}
