/** A chart with all that makes it readable: title, sentence, the picture in two widths, its data as a table. */

import type { ComponentChildren } from 'preact'
import { escapeText, Raw } from '../parts/raw.tsx'
import { draw } from './draw.ts'
import { type Format, NARROW, type Stack, WIDE } from './stack.ts'

/** The figure of a stack; scripts find it by `data-chart` and make it live. */
export const Figure = (props: {
  stack: Stack
  title: string
  sentence: string
  wide?: Format
  children: ComponentChildren
}) => {
  const { stack, title, sentence, wide = WIDE, children } = props
  return (
    <figure class="chart" data-chart={stack.id}>
      <figcaption>
        <h3>{title}</h3>
        <p>{sentence}</p>
      </figcaption>
      {[wide, NARROW].map(format => (
        <Raw class={`picture ${format.name}`} html={pictureOf(stack, format, title, sentence)} />
      ))}
      <details class="more">
        <summary>Data of this chart</summary>
        {children}
      </details>
    </figure>
  )
}

function pictureOf(stack: Stack, format: Format, title: string, sentence: string): string {
  const id = `${stack.id}-${format.name}`
  const { width, height, inner } = draw(stack, format, id)
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeText(title)}</title><desc id="${id}-d">${escapeText(sentence)}</desc>${inner}</svg>`
}
