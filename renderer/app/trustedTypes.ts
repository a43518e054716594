/*
 * Every string that a library turns into markup passes here. AG Grid and ECharts assign innerHTML; what they make holds
 * no scripts, frames, forms or handlers, and a string that does is refused. Strings never become code.
 */

interface Policy {
  createHTML(markup: string): string | null;
  createScript(code: string): null;
  createScriptURL(url: string): null;
}

interface WithTrustedTypes {
  readonly trustedTypes?: { createPolicy(name: string, policy: Policy): unknown };
}

const ACTIVE =
  /<\s*(?:script|iframe|frame|object|embed|base|link|meta|form|portal|template)\b|\son\w+\s*=|javascript:|srcdoc/iu;

/** True for markup that can neither run nor load nor send anything. */
export const isInertMarkup = (markup: string): boolean => !ACTIVE.test(markup);

(globalThis as unknown as WithTrustedTypes).trustedTypes?.createPolicy('default', {
  createHTML: (markup) => (isInertMarkup(markup) ? markup : null),
  createScript: () => null,
  createScriptURL: () => null,
});
