/** Markup that this folder made itself, and text made harmless for it: nothing from a report passes unescaped. */

type Props = { html: string; tag?: 'div' | 'style' | 'script' } & Readonly<Record<string, unknown>>

/** A block of finished markup. */
export const Raw = ({ html, tag: Tag = 'div', ...rest }: Props) => {
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: html }} />
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for the inside of an element or a quoted attribute. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)

/** JSON made fit for the inside of a script element: no `<`, no line separators. */
export const scriptText = (json: string): string =>
  json.replace(/[<>\u2028\u2029]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
