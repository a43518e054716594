/*
 * Every string that a library turns into markup passes here. AG Grid and ECharts assign innerHTML; what they make holds
 * no scripts, frames, forms or handlers, and a string that does is refused. Strings never become code; the one
 * kind of address that may is that of a script of our own build, for a thread.
 */

interface Policy {
  createHTML(markup: string): string | null;
  createScript(code: string): null;
  createScriptURL(url: string): string | null;
}

interface WithTrustedTypes {
  readonly trustedTypes?: { createPolicy(name: string, policy: Policy): unknown };
}

const ACTIVE =
  /<\s*(?:script|iframe|frame|object|embed|base|link|meta|form|portal|template)\b|\son\w+\s*=|javascript:|srcdoc/iu;

/** True for markup that can neither run nor load nor send anything. */
export const isInertMarkup = (markup: string): boolean => !ACTIVE.test(markup);

/** True for a script that the build put beside the window's own: what a thread of the window runs. */
export function isOwnScript(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, search, hash } = new URL(url);
  return `${protocol}//${host}` === origin && /^\/assets\/[\w-]+\.js$/u.test(pathname) && search === '' && hash === '';
}

(globalThis as unknown as WithTrustedTypes).trustedTypes?.createPolicy('default', {
  createHTML: (markup) => (isInertMarkup(markup) ? markup : null),
  createScript: () => null,
  createScriptURL: (url) => (isOwnScript(url, globalThis.location.origin) ? url : null),
});
