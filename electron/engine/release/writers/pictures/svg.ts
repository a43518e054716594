import { xmlText } from '../sheets/xml.ts';
import { COLOUR, type Fill, HATCH_PERIOD, type Scene, type Shape } from './scene.ts';

/** Tenths of a pixel as pixels, without needless signs: 5 as .5, -12 as -1.2. */
const short = (tenths: number): string => String(tenths / 10).replace(/^(-?)0\./u, '$1.');
const pixels = (value: number): string => short(Math.round(value * 10));

/** A ring as steps from point to point, which are shorter to write than places. */
function ringPath(ring: readonly number[]): string {
  let [x, y] = [Math.round((ring[0] ?? 0) * 10), Math.round((ring[1] ?? 0) * 10)];
  let path = `M${short(x)} ${short(y)}l`;
  for (let i = 2; i < ring.length; i += 2) {
    const [nextX, nextY] = [Math.round((ring[i] as number) * 10), Math.round((ring[i + 1] as number) * 10)];
    for (const step of [short(nextX - x), short(nextY - y)])
      path += step.startsWith('-') || path.endsWith('l') ? step : ` ${step}`;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

const pathOf = (rings: readonly (readonly number[])[]): string => rings.map(ringPath).join('');

const painted = (fill: Fill): string => (fill === 'hatch' ? 'url(#dold)' : fill.colour);

function shapeSvg(shape: Shape): string {
  if (shape.kind === 'dot')
    return `<circle cx="${pixels(shape.x)}" cy="${pixels(shape.y)}" r="${pixels(shape.radius)}" fill="${shape.colour}"/>`;
  if (shape.kind === 'text') {
    const { x, y, size, bold, anchor, colour, text } = shape;
    const weight = bold ? ' font-weight="700"' : '';
    const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
    return `<text x="${pixels(x)}" y="${pixels(y)}" font-size="${String(size)}"${weight}${place} fill="${colour}">${xmlText(text)}</text>`;
  }
  const { rings, fill, line } = shape;
  const stroke =
    line === undefined ? '' : ` stroke="${line.colour}" stroke-width="${String(line.width)}" stroke-linejoin="round"`;
  return `<path fill="${painted(fill)}" fill-rule="evenodd"${stroke} d="${pathOf(rings)}"/>`;
}

/** A picture as SVG 1.1, by itself: no style sheets, scripts, links or fonts from elsewhere. `name` tells several in one page apart. */
export function svg({ width, height, title, description, shapes }: Scene, language: string, name = 'bild'): string {
  const size = `width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}"`;
  const period = String(HATCH_PERIOD);
  const hatch = `<defs><pattern id="${name}-dold" width="${period}" height="${period}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="${period}" height="${period}" fill="${COLOUR.hatchGround}"/><rect width="1.4" height="${period}" fill="${COLOUR.hatch}"/></pattern></defs>`;
  const body = shapes.map(shapeSvg).join('\n').replaceAll('url(#dold)', `url(#${name}-dold)`);
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="${name}-titel ${name}-text" xml:lang="${language}" lang="${language}" font-family="Inter, Arial, Helvetica, sans-serif"><title id="${name}-titel">${xmlText(title)}</title><desc id="${name}-text">${xmlText(description)}</desc>${hatch}<rect width="100%" height="100%" fill="${COLOUR.ground}"/>
${body}
</svg>
`;
}
