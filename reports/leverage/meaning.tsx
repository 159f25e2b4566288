/** Names that show what they mean when tapped; the browser does it, no script is needed. */

import type { ComponentChildren } from 'preact'
import { LEVERAGE_DEFINITIONS, type LeverageDefinition, type LeverageTerm } from './definitions.ts'

const idOf = (name: string): string => `d-${name}`

/** A button with the label of a definition, or with `children`. */
export const Meaning = ({ name, children }: { name: LeverageTerm; children?: ComponentChildren }) => (
  <button type="button" class="term" popovertarget={idOf(name)}>
    {children ?? LEVERAGE_DEFINITIONS[name].label}
  </button>
)

/** The pop-ups that the buttons open. */
export const Meanings = () => (
  <div class="popovers">
    {entries().map(([name, { label, unit, text, key }]) => (
      <div popover="auto" class="definition" id={idOf(name)} key={name}>
        <p>
          <b>{label}</b>, {unit}
        </p>
        <p>{text}</p>
        <p>
          <code>experiments[].runs[].{key}</code>
        </p>
      </div>
    ))}
  </div>
)

/** The same as a list, for paper and for readers who look things up. */
export const MeaningList = () => (
  <dl class="glossary">
    {entries().map(([name, { label, unit, text, key }]) => (
      <div key={name}>
        <dt>
          {label} <span class="unit">{unit}</span>
        </dt>
        <dd>
          {text} <code>{key}</code>
        </dd>
      </div>
    ))}
  </dl>
)

const entries = (): [string, LeverageDefinition][] => Object.entries(LEVERAGE_DEFINITIONS)
