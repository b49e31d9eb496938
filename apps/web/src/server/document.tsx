import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Setting } from '../view/context.ts';
import type { PageAssets } from './assets.ts';

/** Everything around the content of a page. */
export interface DocumentParts {
  readonly title: string;
  readonly description?: string;
  readonly setting: Setting;
  readonly assets: PageAssets;
  /** Data for the page's script, as JSON in the document. */
  readonly boot?: unknown;
  /** Linked data about what the page is about. */
  readonly jsonLd?: unknown;
  readonly links?: readonly {
    readonly rel: string;
    readonly href: string;
    readonly type?: string;
    readonly title?: string;
  }[];
  readonly body: VNode;
}

/** The page as HTML text. */
export function renderDocument(parts: DocumentParts): string {
  const { title, description, setting, assets, boot, jsonLd, links = [], body } = parts;
  const html = renderToString(
    <html
      lang={setting.language}
      data-theme={setting.view.theme ?? undefined}
      class={setting.view.embed ? 'embed' : undefined}
    >
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={setting.view.theme ?? 'light dark'} />
        {description !== undefined && <meta name="description" content={description} />}
        {assets.icon !== null && <link rel="icon" type="image/svg+xml" href={assets.icon} />}
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {links.map((link) => (
          <link key={link.href} {...link} />
        ))}
        {assets.preloads.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
        {assets.script !== null && <script type="module" src={assets.script} />}
        {jsonLd !== undefined && <Json type="application/ld+json" value={jsonLd} />}
      </head>
      <body>
        {body}
        {boot !== undefined && <Json type="application/json" id="boot" value={boot} />}
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

/** Data inside the document, a block that is no markup: `<` is written so that no text can end the element. */
function Json({ type, value, id }: { readonly type: string; readonly value: unknown; readonly id?: string }) {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c');
  return <script type={type} id={id} dangerouslySetInnerHTML={{ __html: text }} />;
}
