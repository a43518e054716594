import { detectEncoding } from '../../delimited/encoding.ts';

/** Bytes 0x80-0xFF of code page 850, in which older PX files are written. */
const CODE_PAGE_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const fromCodePage850 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u00FF]/gu, (sign) => CODE_PAGE_850.charAt(sign.charCodeAt(0) - 0x80));

/**
 * The text of a PX file: in the encoding that CODEPAGE names; without it UTF-8 where the bytes are that, else Windows-1252
 * where CHARSET is ANSI and code page 850 where there is no CHARSET, as the format has it (PX file format, 2013).
 */
export function pxText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const page = /CODEPAGE\s*=\s*"([^"]*)"/iu.exec(head)?.[1]?.toLowerCase();
  const { encoding, mark } = detectEncoding(bytes, true);
  const body = bytes.subarray(mark);
  if (mark > 0 || encoding === 'utf-8' || page === 'utf-8' || encoding.startsWith('utf-16'))
    return new TextDecoder(encoding === 'windows-1252' ? 'utf-8' : encoding).decode(body);
  if (page === '850' || page === 'cp850' || page === 'ibm850') return fromCodePage850(body);
  if (page === 'iso-8859-15') return new TextDecoder('iso-8859-15').decode(body);
  if (page === undefined && !/CHARSET\s*=\s*"ANSI"/iu.test(head)) return fromCodePage850(body);
  return new TextDecoder('windows-1252').decode(body);
}
