/** The pop-ups that terms open, each once. */

import { DEFINITIONS, popoverId } from '../definitions/index.ts'

export const Popovers = () => (
  <div class="popovers">
    {DEFINITIONS.map(([name, { label, key, unit, text }]) => (
      <div popover="auto" class="definition" id={popoverId(name)} key={name}>
        <p>
          <b>{label}</b>, {unit}
        </p>
        <p>{text}</p>
        <p>
          <code>{key}</code>
        </p>
      </div>
    ))}
  </div>
)
