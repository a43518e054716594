/**
 * Where a thread's code lies: the source itself where sources are run as they are, else the bundle of that name beside
 * the engine's (electron.vite.config.ts), which may be asked from one of the shared chunks below it.
 */
export function threadFile(source: URL, bundle: string, asker: string): URL {
  const from = new URL(asker);
  if (from.pathname.endsWith('.ts')) return source;
  return new URL(/\/chunks\/[^/]*$/u.test(from.pathname) ? `../${bundle}` : `./${bundle}`, from);
}
