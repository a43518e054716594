import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import { z } from 'zod';
import { webPreferences } from '../electron/main/security.ts';
import { electronBinary, noWindowBecause } from './electronBinary.ts';

/*
 * `npm run smoke:electron`: what only Electron itself can show, on a machine that has its program. Starts the built application,
 * reads the window's preferences back from Electron, asks the engine through the real preload, and prints a report to send
 * back. Where something is missing it says what, and ends with 2.
 */

const ROOT = path.resolve(import.meta.dirname, '..');

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What has to be here before anything can be tried. */
function missing(): string[] {
  const built = existsSync(path.join(ROOT, 'out/main/index.js'));
  const window = noWindowBecause(process.platform, process.env, process.getuid?.() === 0);
  return [
    ...(electronBinary() === undefined
      ? [
          "Electron's program is not here. Run `node node_modules/electron/install.js`, with ELECTRON_MIRROR set where needed.",
        ]
      : []),
    ...(built ? [] : ['The bundles are not built. Run `npm run build`.']),
    ...(window === undefined ? [] : [window]),
  ];
}

const found = z.object({
  versions: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }),
  preferences: z.record(z.string(), z.unknown()),
  argon2: z.boolean(),
  zstd: z.boolean(),
});
const info = z.object({ ok: z.literal(true), data: z.object({ sqlite: z.string(), shell: z.literal('electron') }) });

interface Check {
  readonly name: string;
  readonly holds: boolean;
  readonly seen: string;
}

async function look(program: string): Promise<Check[]> {
  const application = await electron.launch({ executablePath: program, args: [ROOT], timeout: 60_000 });
  try {
    const window = await application.firstWindow({ timeout: 60_000 });
    await window.waitForLoadState('load');
    const main = found.parse(
      await application.evaluate(({ webContents }) => {
        const [contents] = webContents.getAllWebContents() as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        }[];
        return {
          versions: { ...process.versions },
          preferences: JSON.parse(JSON.stringify(contents?.getLastWebPreferences() ?? {})) as unknown,
          argon2: 'argon2Sync' in process.getBuiltinModule('node:crypto'),
          zstd: 'zstdCompressSync' in process.getBuiltinModule('node:zlib'),
        };
      }),
    );
    const answer = await window.evaluate(() => {
      const { sigill } = globalThis as unknown as {
        sigill: { request(method: string, input: object): Promise<unknown> };
      };
      return sigill.request('app.info', {});
    });
    const node = await window.evaluate(() => ['process', 'require', 'module'].filter((name) => name in globalThis));
    const { preload: _preload, ...wanted } = webPreferences('');
    const engine = info.safeParse(answer);
    return [
      { name: 'versions', holds: true, seen: JSON.stringify(main.versions) },
      ...Object.entries(wanted).map(([name, value]) => ({
        name: `preference ${name}`,
        holds: main.preferences[name] === value,
        seen: JSON.stringify(main.preferences[name] ?? null),
      })),
      {
        name: 'engine answers through the real preload',
        holds: engine.success,
        seen: JSON.stringify(answer).slice(0, 300),
      },
      { name: 'no Node in the window', holds: node.length === 0, seen: node.join(', ') },
      { name: 'origin', holds: window.url().startsWith('app://sigill/'), seen: window.url() },
      { name: 'argon2 in this Electron (for information)', holds: true, seen: String(main.argon2) },
      { name: 'zstd, which the store needs', holds: main.zstd, seen: String(main.zstd) },
    ];
  } finally {
    await application.close();
  }
}

async function main(): Promise<number> {
  const lacking = missing();
  const program = electronBinary();
  if (lacking.length > 0 || program === undefined) {
    print('This cannot be tried here:');
    for (const reason of lacking) print(`- ${reason}`);
    return 2;
  }
  const version = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 }).stdout.trim();
  print(`Electron ${version}`);
  const checks = await look(program);
  for (const { name, holds, seen } of checks) print(`${holds ? 'holds ' : 'FAILS '} ${name}: ${seen}`);
  const failed = checks.filter(({ holds }) => !holds).length;
  print(`${String(checks.length - failed)} hold, ${String(failed)} fail`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
