/** What a snapshot says of the groups a strategy has written. */

import type { Right } from '../../engine/model/instrument.ts'
import type { GroupView, Snapshot } from '../../engine/model/snapshot.ts'
import type { Day } from '../../engine/model/time.ts'

/** Groups that no order closes yet. */
export const openGroups = ({ groups, working }: Snapshot): GroupView[] =>
  groups.filter(group => !working.some(order => order.group === group.id && order.purpose === 'close'))

/** Side and expiry of the first option that a group holds; null once it holds none. */
export function writtenOf(group: GroupView): { readonly right: Right; readonly expiry: Day } | null {
  const option = group.legs.map(leg => leg.instrument).find(instrument => instrument.kind === 'option')
  return option ? { right: option.right, expiry: option.expiry } : null
}

/** Whether a group holds an option of a side. */
export const holdsRight = (group: GroupView, right: Right): boolean =>
  group.legs.some(({ instrument }) => instrument.kind === 'option' && instrument.right === right)

/** Whether an order given at this very instant, as by a stop, closes the group: a new entry may follow it (rule B6). */
export const isLeavingNow = (group: GroupView, { working, time }: Snapshot): boolean =>
  working.some(order => order.group === group.id && order.purpose === 'close' && order.placedAt === time)

/** Whether an option of the expiry is held: one position an expiry (rule R0). */
export const holdsExpiry = ({ groups }: Snapshot, product: string, expiry: Day): boolean =>
  groups.some(group =>
    group.legs.some(
      ({ instrument }) =>
        instrument.kind === 'option' && instrument.product === product && instrument.expiry === expiry,
    ),
  )

/** Whether a group or an order with the tag is there. */
const isTaken = (tag: string, { groups, working }: Snapshot): boolean =>
  groups.some(group => group.tag === tag) || working.some(order => order.tag === tag)

/**
 * The tag of the next entry under a name: the name itself, then `name #2`, `name #3`. Null while the one before is
 * there or at work, and after the first where `reentry` is false (rule R0).
 */
export function entryTag(name: string, snapshot: Snapshot, reentry: boolean): string | null {
  const nth = (entry: number): string => (entry === 1 ? name : `${name} #${entry}`)
  let entries = 0
  while (snapshot.tagsOpened.has(nth(entries + 1))) entries++
  if (entries > 0 && (!reentry || isTaken(nth(entries), snapshot))) return null
  return isTaken(nth(entries + 1), snapshot) ? null : nth(entries + 1)
}

/** The tag of an entry that may begin while the one before is being closed: `name #1`, `name #2` and so on. */
export function nextTag(name: string, { tagsOpened }: Snapshot): string {
  let entry = 1
  while (tagsOpened.has(`${name} #${entry}`)) entry++
  return `${name} #${entry}`
}
