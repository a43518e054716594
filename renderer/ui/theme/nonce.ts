/** The nonce of this page load: style elements that libraries add must carry it, or the policy refuses them. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

/** The scroll lock behind dialogs (react-remove-scroll) finds its nonce under this global name and nowhere else. */
export function shareStyleNonce(): void {
  Object.defineProperty(globalThis, '__webpack_nonce__', { value: styleNonce(), configurable: true });
}
