import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/*
 * A PostgreSQL of the machine's own, as a temporary cluster that only answers on a socket in its own folder; the server refuses to run
 * as root, so that it runs as the user postgres there.
 */

const DEBIAN = '/usr/lib/postgresql';

/** The newest of Debian's, or the one in the path. */
function binaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  return folders.find((folder) => folder !== '' && existsSync(path.join(folder, 'initdb')));
}

/** Whom the server runs as: nobody else than we are, unless we are root. */
function person(): { readonly uid: number; readonly gid: number } | undefined | null {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => {
    const found = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout.trim()) : Number.NaN;
  };
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
}

/** Why there is none here, or undefined. */
export function withoutPostgres(): string | undefined {
  if (binaries() === undefined) return 'no PostgreSQL on this machine (Debian: apt-get install -y postgresql)';
  return person() === null ? 'PostgreSQL does not run as root, and there is no user postgres' : undefined;
}

export interface Postgres {
  /** Runs SQL, with what it reads from standard input, and gives what it writes. */
  run(sql: string, input?: string): string;
  file(sql: string): string;
  stop(): void;
}

export function startPostgres(): Postgres {
  const bin = binaries() ?? '';
  const as = person() ?? undefined;
  // A short path: a socket's has at most 107 characters.
  const folder = mkdtempSync(path.join(tmpdir(), 'sigill-pg-'));
  if (as !== undefined) chownSync(folder, as.uid, as.gid);
  const options = { ...as, cwd: folder, maxBuffer: 1 << 29, env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder } };
  const data = path.join(folder, 'data');
  const call = (name: string, args: readonly string[], input?: string): string =>
    execFileSync(path.join(bin, name), args, {
      ...options,
      ...(input === undefined ? {} : { input }),
      encoding: 'utf8',
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'],
    });
  call('initdb', ['--pgdata', data, '--auth', 'trust', '--username', 'sigill', '--encoding', 'UTF8', '--no-sync']);
  const server = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c max_parallel_workers_per_gather=0`;
  // Its own log, since pg_ctl would else wait for the server to let go of ours.
  execFileSync(path.join(bin, 'pg_ctl'), ['start', '-w', '-D', data, '-l', path.join(folder, 'log'), '-o', server], {
    ...options,
    stdio: 'ignore',
  });
  const psql = (args: readonly string[], input?: string): string =>
    call(
      'psql',
      ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'sigill', '-d', 'postgres', ...args],
      input,
    );
  return {
    run: (sql, input) => psql(['--command', sql], input),
    file: (sql) => psql(['--file', '-'], sql),
    stop: () => {
      spawnSync(path.join(bin, 'pg_ctl'), ['stop', '-m', 'immediate', '-D', data], { ...options, stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
