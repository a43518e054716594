const TAG = /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/gu;

/** What is wrong with a text as XML: tags that do not close, and signs that belong to none; empty when it is well formed. */
export function xmlFault(xml: string): string {
  const content = xml.replace(/^<\?xml [^?]*\?>\s*/u, '');
  const open: string[] = [];
  for (const [tag, closes, name = '', closed] of content.matchAll(TAG)) {
    if (closes === '/') {
      if (open.pop() !== name) return `unexpected ${tag}`;
    } else if (closed !== '/') open.push(name);
  }
  if (open.length > 0) return `unclosed ${open.join(' ')}`;
  return /[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/iu.exec(content.replaceAll(TAG, ''))?.[0] ?? '';
}
