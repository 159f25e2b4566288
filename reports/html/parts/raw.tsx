/** Markup that this folder made itself; nothing from a report passes here unescaped. */

/** A block of finished markup. */
export const Raw = ({
  html,
  tag: Tag = 'div',
  ...rest
}: { html: string; tag?: 'div' | 'style' | 'script' | 'span' } & Record<string, unknown>) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place where our own markup enters
  <Tag {...rest} dangerouslySetInnerHTML={{ __html: html }} />
)
