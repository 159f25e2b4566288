/** Markup that this folder made itself; nothing from a report passes here unescaped. */

type Props = { html: string; tag?: 'div' | 'style' | 'script' } & Readonly<Record<string, unknown>>

/** A block of finished markup. */
export const Raw = ({ html, tag: Tag = 'div', ...rest }: Props) => {
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: html }} />
}
