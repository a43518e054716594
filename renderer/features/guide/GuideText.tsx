import type { Token, Tokens } from 'marked';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import styles from './Guide.module.css';

/** Pictures of the screens, taken by the browser tests. */
const PICTURES = import.meta.glob<string>('../../../docs/pictures/*-1280-light.png', {
  query: '?url',
  import: 'default',
  eager: true,
});
const pictureOf = (name: string): string | undefined => PICTURES[`../../../docs/pictures/${name}-1280-light.png`];

interface GuideTextProps {
  readonly tokens: readonly Token[];
  /** Goes to another chapter: a link in the guide is the name of one. */
  readonly onChapter: (id: string) => void;
}

/** The guide's text as elements, never as markup: only what the guide uses is known, anything else is shown as it is written. */
export function GuideText({ tokens, onChapter }: GuideTextProps): ReactElement {
  const inline = (children: readonly Token[] | undefined): ReactNode => (
    <GuideText tokens={children ?? []} onChapter={onChapter} />
  );
  return (
    <>
      {tokens.map((token, at) => (
        // The text never changes while it is shown: a place is as good as a name.
        <Fragment key={`${token.type}-${String(at)}`}>{element(token, inline, onChapter)}</Fragment>
      ))}
    </>
  );
}

type Inline = (children: readonly Token[] | undefined) => ReactNode;

function element(token: Token, inline: Inline, onChapter: (id: string) => void): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p>{inline((token as Tokens.Paragraph).tokens)}</p>;
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens)}</strong>;
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens)}</em>;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'code':
      return <pre className={styles['code']}>{(token as Tokens.Code).text}</pre>;
    case 'blockquote':
      return <blockquote>{inline((token as Tokens.Blockquote).tokens)}</blockquote>;
    case 'list':
      return list(token as Tokens.List, inline);
    case 'table':
      return table(token as Tokens.Table, inline);
    case 'link': {
      const { href, tokens } = token as Tokens.Link;
      return (
        <button
          type="button"
          className={styles['link']}
          onClick={() => {
            onChapter(href);
          }}
        >
          {inline(tokens)}
        </button>
      );
    }
    case 'image': {
      const { href, text } = token as Tokens.Image;
      const source = pictureOf(href);
      return source === undefined ? null : <img className={styles['picture']} src={source} alt={text} loading="lazy" />;
    }
    case 'text':
    case 'escape': {
      const { text, tokens } = token as Tokens.Text;
      return tokens === undefined ? text : inline(tokens);
    }
    case 'br':
      return <br />;
    case 'space':
      return null;
    default:
      return token.raw;
  }
}

function list({ ordered, items }: Tokens.List, inline: Inline): ReactNode {
  const shown = items.map((item, at) => <li key={`${String(at)}-${item.text}`}>{inline(item.tokens)}</li>);
  return ordered ? <ol>{shown}</ol> : <ul>{shown}</ul>;
}

function table({ header, rows }: Tokens.Table, inline: Inline): ReactNode {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {header.map(({ tokens, text }) => (
            <th key={text} scope="col">
              {inline(tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(({ text }) => text).join('|')}>
            {row.map(({ tokens, text }, at) =>
              at === 0 ? (
                <th key={text} scope="row">
                  {inline(tokens)}
                </th>
              ) : (
                <td key={`${String(at)}-${text}`}>{inline(tokens)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
