/** A part of the page with its heading and its anchor. */

import type { ComponentChildren } from 'preact'

export const Section = ({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ComponentChildren
}) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)
